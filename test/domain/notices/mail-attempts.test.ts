import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterAttempt, keptReply, mailAttemptsMax, retryDelayMs } from "#app/domain/notices/mail-attempts.ts";

const minute = 60_000;

describe("a mail that was not taken", () => {
  it.each([
    [1, 0, minute / 2],
    [1, 0.5, 0.75 * minute],
    [2, 0, minute],
    [4, 0, 4 * minute],
    [9, 0, 128 * minute],
    [10, 0, 180 * minute],
    [15, 0, 180 * minute],
  ])("waits after attempt %i with chance %f for %i ms", (attempts, chance, expected) => {
    expect(retryDelayMs(attempts, chance)).toBe(expected);
  });

  it("waits between half of its delay and all of it, and never longer than six hours", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, chance) => {
          const delay = retryDelayMs(attempts, chance);
          const most = Math.min(360 * minute, minute * 2 ** (attempts - 1));
          expect(delay).toBeGreaterThanOrEqual(most / 2);
          expect(delay).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  it("is tried again where the server may take it later, and given up where it never will or too often did not", () => {
    expect(afterAttempt("accepted", 1, 0)).toEqual({ state: "sent" });
    expect(afterAttempt("rejected", 1, 0)).toEqual({ state: "dead" });
    expect(afterAttempt("rejected-for-now", 1, 0)).toEqual({ state: "failed", retryInMs: minute / 2 });
    expect(afterAttempt("unreachable", mailAttemptsMax - 1, 0)).toMatchObject({ state: "failed" });
    expect(afterAttempt("unreachable", mailAttemptsMax, 0)).toEqual({ state: "dead" });
  });

  it("keeps what the server said on one short line without the secrets it was told", () => {
    const secret = "hunter-2-hunter";
    const quoted = `535 wrong: ${secret}\r\nAUTH ${btoa(secret)} ${"x".repeat(500)}`;
    const kept = keptReply(quoted, [secret]);
    expect(kept).toMatch(/^535 wrong: … AUTH … x+$/);
    expect(kept).toHaveLength(200);
  });
});
