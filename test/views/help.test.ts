import { describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { helpRules } from "#app/domain/help-rules.ts";
import { helpView } from "#app/views/help.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { instant } from "#test/support/builders.ts";

const actor: Actor = { kind: "partner", userId: "u", partnerId: "p", roles: ["sales-agent"], address: null };

function factsOf(rule: string, at = "2026-11-22T10:00:00Z") {
  // No rule needs the database: its example is worked out.
  const context = { actor, at: instant(at), reader: { language: "en", timeZone: "UTC" } } as ViewContext;
  const view = helpView(context, { rule });
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value.facts;
}

describe("the example of a rule", () => {
  it("counts the window of a subscription in hours, and credits the days that remain, both ends included", () => {
    expect(factsOf("cancellation-window")).toMatchObject({
      hours: "168",
      bought: expect.stringContaining("20 Nov 2026, 09:30:00"),
      closes: expect.stringContaining("27 Nov 2026, 09:30:00"),
      paid: "€5,000.00",
      cancelledOn: "22 Nov 2026",
      daysLeft: "363",
      days: "365",
      // 1,000 × 363 / 365, cut after the cent, times five.
      refund: "€4,972.60",
    });
  });

  it("gives perpetual software thirty days after the day of purchase", () => {
    expect(factsOf("perpetual-cancellation")).toMatchObject({ days: "30", lastOn: "22 Dec 2026" });
  });

  it("counts ends from the day of purchase, in years with and without a leap day", () => {
    expect(factsOf("term-dates", "2026-05-05T00:00:00Z")).toEqual({
      bought: "31 Jan 2027",
      one: "27 Feb 2027",
      two: "30 Mar 2027",
      three: "29 Apr 2027",
    });
    expect(factsOf("term-dates", "2027-05-05T00:00:00Z")).toMatchObject({ one: "28 Feb 2028" });
  });

  it("shows the last day of a term and the first of the next", () => {
    expect(factsOf("auto-renew")).toMatchObject({ endsOn: "21 Nov 2027", renewsOn: "22 Nov 2027" });
    expect(factsOf("next-term")).toMatchObject({ charges: "12", after: "€525.00", total: "€6,300.00" });
  });

  it("is there for every rule, and for no other", () => {
    for (const rule of helpRules) expect(Object.values(factsOf(rule))).not.toContain("");
    const context = { actor, at: instant("2026-11-22T10:00:00Z"), reader: { language: "en", timeZone: "UTC" } };
    expect(helpView(context as ViewContext, { rule: "gravity" })).toMatchObject({ refusal: { code: "not-found" } });
  });
});
