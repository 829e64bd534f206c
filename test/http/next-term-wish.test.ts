import { describe, expect, it } from "vitest";
import { billingPlans, termDurations } from "#app/domain/catalog/terms.ts";
import { choiceOf, wishOf } from "#app/http/next-term-wish.ts";

describe("the wish for a next term", () => {
  it.each(termDurations.flatMap((termDuration) => billingPlans.map((billingPlan) => ({ termDuration, billingPlan }))))(
    "$termDuration $billingPlan is read back from its choice",
    (choice) => {
      expect(wishOf(choiceOf(choice), "12")).toEqual({ ...choice, quantity: 12 });
    },
  );

  it.each([
    [null, "1"],
    ["", "1"],
    ["P1Y", "1"],
    ["P2Y.annual", "1"],
    ["P1Y.weekly", "1"],
    ["P1Y.annual", null],
    ["P1Y.annual", ""],
    ["P1Y.annual", "-1"],
    ["P1Y.annual", "1.5"],
    ["P1Y.annual", "1e9"],
    ["P1Y.annual", "9999999999"],
  ])("%j with quantity %j is none", (choice, quantity) => {
    expect(wishOf(choice, quantity)).toBeNull();
  });
});
