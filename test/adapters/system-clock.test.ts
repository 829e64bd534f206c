import { describe, expect, test } from "vitest";
import { Temporal } from "temporal-polyfill";
import { createSandboxClock, createSystemClock } from "#app/adapters/system-clock.ts";

const t0 = Temporal.Instant.from("2026-11-02T09:00:00Z").epochMilliseconds;
const iso = (clock: { now(): Temporal.Instant }) => clock.now().toString();

describe("The clock of production", () => {
  test("tells the machine's time in whole milliseconds", () => {
    expect(iso(createSystemClock(() => t0))).toBe("2026-11-02T09:00:00Z");
    const before = Temporal.Now.instant().epochMilliseconds;
    const now = createSystemClock().now().epochMilliseconds;
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now - before).toBeLessThan(60_000);
  });

  test("stands still where the machine's is set back, and goes on from there", () => {
    let machineMs = t0;
    const clock = createSystemClock(() => machineMs);
    expect(iso(clock)).toBe("2026-11-02T09:00:00Z");
    machineMs = t0 - 5_000;
    expect(iso(clock)).toBe("2026-11-02T09:00:00Z");
    machineMs = t0 + 1;
    expect(iso(clock)).toBe("2026-11-02T09:00:00.001Z");
  });
});

describe("The clock of a sandbox", () => {
  test("learns of a move at its next refresh, and goes back only where the sandbox was started over", async () => {
    let offsetMs = 0;
    const clock = createSandboxClock(
      async () => offsetMs,
      () => t0,
    );
    expect(iso(clock)).toBe("2026-11-02T09:00:00Z");
    offsetMs = 86_400_000;
    expect(iso(clock)).toBe("2026-11-02T09:00:00Z");
    await clock.refresh();
    expect(iso(clock)).toBe("2026-11-03T09:00:00Z");
    offsetMs = 0;
    await clock.refresh();
    expect(iso(clock)).toBe("2026-11-02T09:00:00Z");
  });
});
