import { describe, expect, it } from "vitest";
import { evidenceKeptUntil, isEvidenceOver } from "#app/domain/upgrade-verification/evidence-retention.ts";
import { installationStates } from "#app/domain/upgrade-verification/installation-order.ts";
import { instant } from "#test/support/builders.ts";

describe("how long evidence is kept", () => {
  const changedAt = instant("2016-01-01T00:00:00Z");
  const done = (at: string) => ({ state: "done", doneAt: instant(at), changedAt, heldAt: null }) as const;

  it.each([
    ["2015-06-17T09:01:00Z", "2022-06-17T09:01:00Z"],
    ["2016-02-29T12:00:00Z", "2023-02-28T12:00:00Z"],
    ["2015-12-31T23:59:59.999Z", "2022-12-31T23:59:59.999Z"],
  ])("is seven years of an order that was done at %s: until %s", (at, until) => {
    expect(evidenceKeptUntil(done(at))?.toString()).toBe(until);
  });

  it("counts from the last change where an order was cancelled", () => {
    const order = { state: "cancelled", doneAt: null, changedAt, heldAt: null } as const;
    expect(evidenceKeptUntil(order)?.toString()).toBe("2023-01-01T00:00:00Z");
  });

  it.each(installationStates.filter((state) => state !== "done" && state !== "cancelled"))(
    "has no end while an order is %s",
    (state) => {
      const order = { state, doneAt: null, changedAt, heldAt: null } as const;
      expect([evidenceKeptUntil(order), isEvidenceOver(order, instant("2100-01-01T00:00:00Z"))]).toEqual([null, false]);
    },
  );

  it.each([
    ["2022-06-17T09:00:59.999Z", false],
    ["2022-06-17T09:01:00Z", true],
    ["2022-06-17T09:01:00.001Z", true],
  ])("is over at %s: %s", (at, isOver) => {
    expect(isEvidenceOver(done("2015-06-17T09:01:00Z"), instant(at))).toBe(isOver);
  });

  it("is never over while an investigation holds the order", () => {
    const order = { ...done("2015-06-17T09:01:00Z"), heldAt: instant("2020-01-01T00:00:00Z") };
    expect(isEvidenceOver(order, instant("2100-01-01T00:00:00Z"))).toBe(false);
  });
});
