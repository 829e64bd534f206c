import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { checkAddOn, checkFromSa } from "#app/domain/licensing/product-list/add-ons.ts";
import { daysOfTier, supportRequests } from "#app/domain/licensing/product-list/benefit-tiers.ts";
import { checkAutoRenewal, promotionState } from "#app/domain/licensing/product-list/online-terms.ts";
import type { AddOnRow, CurrencyRow, FromSaRow, TierRow } from "#app/domain/licensing/product-list/rows.ts";
import { checkSaRenewal, type SaRenewalWish } from "#app/domain/licensing/product-list/sa-renewal.ts";
import { pointsByPool } from "#app/domain/licensing/product-list/volume-points.ts";

/** What Software Assurance gives, allows and asks for, at the numbers where the answers turn. */

const day = (text: string) => Temporal.PlainDate.from(text);
const placed = <R>(row: R, line = 1) => ({ row, line });

describe("Software Assurance for a licence that was bought with a device or in a box", () => {
  const check = (more: Partial<SaRenewalWish>) => {
    const base = { way: "oem", pool: "server", isActive: false } as const;
    const days = { endOn: day("2015-01-31"), effectiveOn: day("2015-01-31"), orderedOn: day("2015-05-01") };
    return checkSaRenewal({ ...base, ...days, ...more });
  };

  it("is bought within 90 days of the purchase: day 90 is in time, day 91 is not, nor is the day before", () => {
    for (const way of ["oem", "retail"] as const) {
      const first = check({ way, orderedOn: day("2015-01-31") });
      expect([first.isAllowed, first.lastOrderOn?.toString()]).toEqual([true, "2015-05-01"]);
      expect(check({ way }).isAllowed).toBe(true);
      expect(check({ way, orderedOn: day("2015-05-02") }).reason).toBe("ordered-late");
      expect(check({ way, orderedOn: day("2015-01-30") }).reason).toBe("ordered-early");
    }
  });

  it("is not sold for an application in a box, and for one from a device only as listed", () => {
    const application = { pool: "application" } as const;
    expect(check({ way: "retail", ...application })).toMatchObject({ isAllowed: false, reason: "retail-application" });
    expect(check(application)).toMatchObject({ isAllowed: true, isOnlyAsListed: true, rule: "R20-oem" });
    for (const pool of ["server", "system"] as const)
      for (const way of ["oem", "retail"] as const)
        expect(check({ way, pool })).toMatchObject({ isAllowed: true, isOnlyAsListed: false, rule: "R20" });
  });

  it("is renewed by no way once it has lapsed", () => {
    const ways = ["same", "same-open", "separate", "separate-open", "cross-programme", "transfer"] as const;
    for (const way of ways) {
      const answer = check({ way, endOn: day("2015-06-30"), orderedOn: day("2015-06-30") });
      expect(answer).toMatchObject({ isAllowed: false, reason: "lapsed", monthsOrdered: null, isOnlyAsListed: false });
    }
  });

  it("is ordered for the years that have begun", () => {
    const months = (endOn: string) =>
      check({ way: "cross-programme", isActive: true, orderedOn: day("2015-06-10"), endOn: day(endOn) }).monthsOrdered;
    expect([months("2015-06-10"), months("2017-06-09"), months("2017-06-10"), months("2017-07-09")]).toEqual([
      12, 24, 36, 36,
    ]);
  });
});

describe("Add-ons", () => {
  const row = (addOns: AddOnRow["addOns"], needsActiveSa = true) =>
    placed<AddOnRow>({ kind: "add-on", qualifying: [["Boot Plus"], ["Boot", "Ruder"]], needsActiveSa, addOns });
  const plain = row([{ name: "Segel", marks: [] }]);
  const marked = row([
    { name: "Anker", marks: ["2"] },
    { name: "Boje", marks: ["2", "3"] },
    { name: "Flagge", marks: ["4"] },
    { name: "Segel Education E3", marks: [] },
  ]);
  const check = (addOn: string, more: Partial<Parameters<typeof checkAddOn>[0]> = {}, rows = [plain, marked]) =>
    checkAddOn(
      {
        owned: ["Boot Plus"],
        addOn,
        programme: "EA/EAS",
        licences: 3,
        wanted: 3,
        hasActiveSa: true,
        ...more,
      },
      rows,
    );

  it("are one for each qualifying licence, but for Education offers", () => {
    expect(check("Segel")).toMatchObject({ reason: null, most: 3 });
    expect(check("Segel", { wanted: 4 })).toMatchObject({ reason: "too-many", most: 3 });
    expect(check("Segel Education E3", { wanted: 400 })).toMatchObject({ reason: null, most: null });
  });

  it("want the whole set, the row and active Software Assurance where the row asks for it", () => {
    expect(check("Segel", { owned: ["Ruder", "Boot"] }).reason).toBeNull();
    expect(check("Segel", { owned: ["Boot"] }).reason).toBe("no-row");
    expect(check("Mast").reason).toBe("no-row");
    expect(check("Segel", { hasActiveSa: false }).reason).toBe("no-active-sa");
    const free = [row([{ name: "Segel", marks: [] }], false)];
    expect(check("Segel", { hasActiveSa: false }, free).reason).toBeNull();
  });

  it("of Open Value are those that are marked, some of them organisation-wide only", () => {
    const reasons = (addOn: string) =>
      (["OV", "OV-OW", "OVS", "EA/EAS"] as const).map((programme) => check(addOn, { programme }).reason);
    expect(reasons("Anker")).toEqual([null, null, null, null]);
    expect(reasons("Boje")).toEqual(["organisation-wide", null, null, null]);
    expect(reasons("Flagge")).toEqual(["programme", "programme", "programme", null]);
    // A table that marks nothing says nothing about Open Value.
    expect(reasons("Segel")).toEqual([null, null, null, null]);
  });

  it("say which are for government alone", () => {
    expect([check("Flagge").isGovernmentOnly, check("Anker").isGovernmentOnly]).toEqual([true, false]);
  });
});

describe("A subscription in place of a licence", () => {
  const rowOf = (to: string, bridge: string | null) =>
    placed<FromSaRow>({ kind: "from-sa", from: ["Boot Plus"], to, toMarks: [], bridge, bridgeMarks: [] });
  const check = (more: Partial<Parameters<typeof checkFromSa>[0]>) =>
    checkFromSa(
      {
        owned: ["Boot Plus"],
        target: "Flotte",
        programme: "EA/EAS",
        basis: "subscription",
        subscribedOn: day("2012-02-29"),
        orderedOn: day("2015-02-28"),
        isPaidInFull: true,
        hasActiveSa: true,
        when: "anniversary",
        hasOtherSuite: false,
        ...more,
      },
      [rowOf("Flotte", "Steg"), rowOf("Insel", null)],
    );

  it("wants a subscription of three years, to the day, where a bridge is listed at all", () => {
    expect(check({})).toMatchObject({ reason: null, bridge: "Steg" });
    expect(check({ orderedOn: day("2015-02-27") }).reason).toBe("subscription-young");
    expect(check({ target: "Insel" }).reason).toBe("not-paid");
    expect(check({ target: "Insel", basis: "perpetual" })).toMatchObject({ reason: null, bridge: null });
  });

  it("wants an enterprise agreement, active Software Assurance, and the bridge at the anniversary alone", () => {
    expect(check({ programme: "S+" }).reason).toBe("programme");
    expect(check({ hasActiveSa: false }).reason).toBe("no-active-sa");
    expect(check({ target: "Meer" }).reason).toBe("no-row");
    expect(check({ when: "new-term" })).toMatchObject({ reason: null, bridge: null });
    expect(check({ hasOtherSuite: true })).toMatchObject({ reason: null, bridge: null });
  });
});

describe("Points and benefits", () => {
  const levels = [
    placed({ kind: "price-level" as const, level: "A", pointsMin: 500 }),
    placed({ kind: "price-level" as const, level: "B", pointsMin: 4000 }),
  ];

  it("are added up for each pool alone, and what nobody knows is named instead of counted as none", () => {
    const year = { isFirst: true, isMinimumWaived: false };
    const lines = [
      { pool: "server", points: 38, quantity: 13 },
      { pool: "system", points: 500, quantity: 1 },
      { pool: "server", points: null, quantity: 4 },
      { pool: "server", points: 5, quantity: 1 },
      { pool: "application", points: null, quantity: 0 },
    ] as const;
    const { pools, unknown } = pointsByPool(lines, year, levels);
    expect(pools).toMatchObject([
      { pool: "server", points: 499, level: null, missingInFirstYear: 1 },
      { pool: "system", points: 500, level: "A", missingInFirstYear: 0 },
    ]);
    expect(unknown).toEqual([2]);
    for (const other of [
      { isFirst: false, isMinimumWaived: false },
      { isFirst: true, isMinimumWaived: true },
    ])
      expect(pointsByPool(lines, other, levels).pools[0]?.missingInFirstYear).toBe(0);
  });

  const tier = (from: number, to: number | null, values: readonly (number | null)[], raw: readonly string[] = []) =>
    placed<TierRow>({ kind: "tier", tier: "planning-days", label: "", range: { from, to }, values, raw }, from);
  const tiers = [tier(200, 499, [1]), tier(500, 999, [5, 8]), tier(1000, null, [null], ["2 Tage pro 50 Lizenzen"])];

  it("are a third of the days for each year, whole ones, by the tier of the number", () => {
    expect(daysOfTier(199, 3, tiers)).toEqual({ fullDays: null, days: 0, line: null });
    expect(daysOfTier(200, 3, tiers)).toEqual({ fullDays: 1, days: 1, line: 200 });
    expect(daysOfTier(499, 2, tiers)).toEqual({ fullDays: 1, days: 0, line: 200 });
    expect(([1, 2, 3] as const).map((years) => daysOfTier(500, years, tiers).days)).toEqual([1, 3, 5]);
    expect(daysOfTier(999, 3, tiers, 1).days).toBe(8);
    expect([daysOfTier(1000, 3, tiers).days, daysOfTier(1049, 3, tiers).days, daysOfTier(1050, 3, tiers).days]).toEqual(
      [40, 40, 42],
    );
  });

  it("are one request for each full threshold, each pool for itself", () => {
    const row: CurrencyRow = {
      kind: "currency",
      table: "incidents",
      name: "EURO",
      code: "EUR",
      server: 20,
      client: 200,
    };
    const rows = [placed<CurrencyRow>({ ...row, table: "unlimited-support", server: 1 }), placed(row, 7)];
    const requests = (server: number, system: number, application: number) =>
      supportRequests({ server, system, application, currency: "EUR" }, rows)?.requests;
    expect([requests(19, 199, 199), requests(20, 200, 199), requests(40, 200, 400)]).toEqual([0, 2, 5]);
    expect(supportRequests({ server: 40, system: 900, application: 900, currency: "USD" }, rows)).toBeUndefined();
    const withoutClient = [placed<CurrencyRow>({ ...row, client: null }, 7)];
    expect(
      supportRequests({ server: 40, system: 900, application: 900, currency: "EUR" }, withoutClient),
    ).toMatchObject({ requests: 2, clientThreshold: null, line: 7 });
  });

  it("of a promotion are unknown where one of its days is, and hold on both of them where they are known", () => {
    expect(promotionState({ startOn: "2015-01-01", endOn: null }, "2015-01-01")).toBe("unknown");
    expect(promotionState({ startOn: null, endOn: "2015-06-30" }, "2015-01-01")).toBe("unknown");
    expect(promotionState({ startOn: "2015-01-01", endOn: "2015-06-30" }, "2015-01-01")).toBe("running");
  });

  it("of an online service renew on the first of the month after the end, whatever day that is", () => {
    const next = (endOn: string) =>
      checkAutoRenewal({ customer: "government", endOn: day(endOn), optOutOn: day("2015-01-01") });
    expect(next("2015-12-31").nextTermOn.toString()).toBe("2016-01-01");
    expect(next("2015-01-31").nextTermOn.toString()).toBe("2015-02-01");
    expect(next("2015-01-15").nextTermOn.toString()).toBe("2015-02-01");
    expect(next("2015-01-15").isOnByDefault).toBe(false);
  });
});
