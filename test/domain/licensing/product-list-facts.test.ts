import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { checkFromSa } from "#app/domain/licensing/product-list/add-ons.ts";
import { valueFor } from "#app/domain/licensing/product-list/attributes.ts";
import { checkMinimumOrder, checkStepUp, checkTransition } from "#app/domain/licensing/product-list/calculators.ts";
import { figuresOf } from "#app/domain/licensing/product-list/figures.ts";
import { splitFootnotes } from "#app/domain/licensing/product-list/footnotes.ts";
import { checkAutoRenewal, convertLicences, promotionState } from "#app/domain/licensing/product-list/online-terms.ts";
import { checkSaRenewal } from "#app/domain/licensing/product-list/sa-renewal.ts";
import { evaluateScope } from "#app/domain/licensing/product-list/scope.ts";
import { edition, groupCalled, rowsOf } from "#test/support/product-list-editions.ts";

const day = Temporal.PlainDate.from;
const predecessorsOf = (name: string) =>
  groupCalled(name).predecessors.map(({ name: before, month }) => [before, month]);

describe("acceptance facts of the product list", () => {
  it("F01, F02: one prior version with its month; pool and benefit class beside it", () => {
    expect(predecessorsOf("BizTalk Server")).toEqual([["BizTalk Server 2013", "2013-03"]]);
    const fim = groupCalled("Forefront Identity Manager");
    expect(predecessorsOf("Forefront Identity Manager")).toEqual([["Forefront Identity Manager 2010", "2010-04"]]);
    expect([fim.pools[0]?.value, fim.saClasses[0]?.value]).toEqual(["server", "server"]);
  });

  it("F03: three prior versions under a plural key, all of one column, in their order", () =>
    expect(predecessorsOf("Exchange Server")).toEqual([
      ["Exchange Server 2010", "2009-11"],
      ["Exchange Server 2007", "2008-03"],
      ["Exchange Server 2003", "2003-05"],
    ]));

  it("F05: a prior version that holds for some products alone", () =>
    expect(groupCalled("Windows Server").predecessors[1]).toMatchObject({
      month: "2008-03",
      scope: "CALs und Externe Konnektoren",
    }));

  it("F07, F09: SQL Server Developer is an application without a benefit class, every other edition a server", () => {
    const { pools, saClasses } = groupCalled("SQL Server");
    expect([valueFor(pools, "Developer"), valueFor(pools, "Enterprise")]).toEqual(["application", "server"]);
    expect([valueFor(saClasses, "Developer"), valueFor(saClasses, "Enterprise")]).toEqual(["none", "server"]);
  });

  it("F11: a product row with points, codes, and programmes that are not known", () => {
    const row = rowsOf("product")[0]?.row;
    expect(row).toMatchObject({ availableFrom: "2013-10", points: { l: null, lSa: 38, sa: 13, caSa: 25 } });
    const cells = row?.offerings.map(({ programme, codes, availability }) => [
      programme,
      codes.join("+"),
      availability,
    ]);
    expect(cells).toEqual([
      ["EA/EAS", "A", "yes"],
      ["EES", "A", "yes"],
      ["MPSA", "", "unknown"],
      ["OL", "", "unknown"],
      ["OM", "OF", "yes"],
      ["OV/OVS", "P", "yes"],
      ["S/S+", "", "unknown"],
      ["SCE", "A+C", "yes"],
    ]);
  });

  it("F13: exactly two groups carry overage, in one cell with their pool", () => {
    const carrying = edition.groups.filter(({ attributes }) => attributes.some(({ key }) => key === "overage"));
    expect(carrying.map(({ name, pools }) => [name, pools[0]?.value])).toEqual([
      ["Azure-Sicherung (Azure Backup)", "server"],
      ["Azure-Standortwiederherstellung (Azure Site Recovery)", "server"],
    ]);
  });

  it("F14: an attribute by its other name; four of fourteen use it", () => {
    const { extendedTermEligible, extendedTermByAlias } = figuresOf(edition);
    expect([extendedTermEligible, extendedTermByAlias]).toEqual([14, 4]);
  });

  it("F15: ticks are yes, empty cells of a matrix no", () => {
    const vista = rowsOf("matrix").find(
      ({ row }) => row.group?.startsWith("Windows Vista") === true && row.label.startsWith("Enterprise"),
    );
    expect(vista?.row.cells.map(({ allowed }) => allowed)).toEqual(["yes", "no", "yes", "yes", "yes"]);
  });

  it("F17: a benefit by pool", () => {
    const planning = rowsOf("matrix").find(({ row }) => row.label === "Planning Services");
    expect(planning?.row.cells.map(({ allowed }) => allowed)).toEqual(["yes", "no", "yes"]);
  });

  it("F19: the mark of a bridge belongs to its option alone", () => {
    const row = rowsOf("transition").find(({ row: { from } }) => from.join() === "Enterprise CAL Suite")?.row;
    expect(row?.options.map(({ name, needsBridge }) => [name, needsBridge])).toEqual([
      ["Office 365", true],
      ["Microsoft Intune", false],
      ["Enterprise Mobility Suite", false],
    ]);
  });

  it.each([
    ["Office 365 ProPlus", false],
    ["Office 365 Enterprise E3", true],
    ["Office 365 Government E4", true],
  ])("F21: from Office Professional Plus to %s, with a bridge: %s", (target, needsBridge) =>
    expect(
      checkTransition(
        { owned: ["Office Professional Plus"], target, programme: "EA/EAS" },
        rowsOf("transition"),
        rowsOf("bridge"),
      ),
    ).toMatchObject({ isValid: true, needsBridge }),
  );

  it("F23: step-ups are refused in MPSA, and elsewhere need active SA in the same agreement", () => {
    const wish = { from: "Windows Server Standard", to: "Windows Server Datacenter" };
    const check = (programme: "MPSA" | "EA/EAS", hasActiveSa: boolean, isSameAgreement: boolean) =>
      checkStepUp({ ...wish, programme, hasActiveSa, isSameAgreement }, rowsOf("step-up"));
    expect(check("MPSA", true, true)).toMatchObject({ isValid: false, reason: "programme" });
    expect(check("EA/EAS", false, true)).toMatchObject({ isValid: false, reason: "no-active-sa" });
    expect(check("EA/EAS", true, false)).toMatchObject({ isValid: false, reason: "other-agreement" });
    expect(check("EA/EAS", true, true)).toMatchObject({ isValid: true });
  });

  it("F24: nineteen whole step-ups and a half one; what is not in the table is not sold", () => {
    const { stepUpRowsByTable, stepUpHalfRows } = figuresOf(edition);
    expect([stepUpRowsByTable, stepUpHalfRows]).toEqual([[4, 20], 1]);
    const pairs = rowsOf("step-up").map(({ row: { from, to } }) => `${from ?? "?"} > ${to}`);
    expect(pairs).toContain("Visual Studio Test Professional mit MSDN > Visual Studio Premium mit MSDN");
    expect(pairs).not.toContain("Visual Studio Test Professional mit MSDN > Visual Studio Ultimate mit MSDN");
  });

  it("F26: five old Datacenter licences are two new ones and one left over; Standard is one to one", () => {
    expect(convertLicences("cis-datacenter", 5)).toMatchObject({ converted: 2, remainder: 1 });
    expect(convertLicences("cis-standard", 5)).toMatchObject({ converted: 5, remainder: 0 });
  });

  it("F29: five user subscriptions meet the minimum of Open Value alone", () => {
    const check = (programme: "OV" | "OV-OW" | "OVS") =>
      checkMinimumOrder({
        programme,
        userSubscriptions: 5,
        desktopLicences: 0,
        otherLicences: 0,
        licencesCountedAsFive: 0,
      });
    expect([check("OV").isMet, check("OV-OW").isMet, check("OVS").isMet]).toEqual([true, false, false]);
  });

  it("F30: a cloud service in Open is paid in full at the order and begins with the key", () => {
    const row = rowsOf("term-payment").find(
      ({ row: own }) => own.programme === "OL/OV/OVS" && own.category === "cloud",
    );
    expect(row?.row).toMatchObject({ term: "one-year", payment: "in-full-at-order", hasFootnote: true });
  });

  it.each([
    ["2024-11-30", "2024-10-31", true],
    ["2024-11-30", "2024-11-01", false],
  ])("F31: a term to %s, opted out on %s: in time %s", (end, optOut, isInTime) => {
    const answer = checkAutoRenewal({ customer: "commercial", endOn: day(end), optOutOn: day(optOut) });
    expect([answer.isInTime, answer.nextTermOn.toString(), answer.isOnByDefault]).toEqual([
      isInTime,
      "2024-12-01",
      true,
    ]);
    expect(checkAutoRenewal({ customer: "academic", endOn: day(end), optOutOn: day(optOut) }).isOnByDefault).toBe(
      false,
    );
  });

  const renewal = { endOn: day("2015-06-30"), effectiveOn: day("2015-07-01"), pool: "server", isActive: true } as const;

  it.each([
    ["F33", "separate", "2015-07-01", "2015-06-29", null],
    ["F33", "separate", "2015-07-02", "2015-06-29", "effective-late"],
    ["F33", "separate", "2015-07-01", "2015-07-01", "ordered-late"],
    ["F35", "transfer", "2015-07-01", "2015-07-30", null],
    ["F35", "transfer", "2015-07-01", "2015-07-31", "ordered-late"],
    ["R22", "same", "2015-07-01", "2015-06-30", null],
    ["R22", "same", "2015-07-01", "2015-07-01", "ordered-late"],
    ["R22", "same-open", "2015-07-01", "2015-09-28", null],
    ["R22", "same-open", "2015-07-01", "2015-09-29", "ordered-late"],
    ["R20", "oem", "2015-07-01", "2015-09-28", null],
    ["R20", "oem", "2015-07-01", "2015-06-29", "ordered-early"],
  ] as const)("%s: %s, effective %s, ordered %s: %s", (_id, way, effective, ordered, reason) =>
    expect(checkSaRenewal({ ...renewal, way, effectiveOn: day(effective), orderedOn: day(ordered) }).reason).toBe(
      reason,
    ),
  );

  it("F35: not where the transferor let it lapse; R20: no boxed application, of a device's only what is listed", () => {
    const orderedOn = day("2015-07-02");
    expect(checkSaRenewal({ ...renewal, way: "transfer", orderedOn, isActive: false }).reason).toBe("lapsed");
    const ofPool = (way: "oem" | "retail") => checkSaRenewal({ ...renewal, way, orderedOn, pool: "application" });
    expect([ofPool("retail").reason, ofPool("oem").isAllowed, ofPool("oem").isOnlyAsListed]).toEqual([
      "retail-application",
      true,
      true,
    ]);
  });

  it("F34: 36 months in MPSA and Select Plus, else the years that have begun", () => {
    const months = (way: "cross-programme" | "cross-programme-36", end: string) =>
      checkSaRenewal({ ...renewal, way, endOn: day(end), orderedOn: day("2015-06-10") }).monthsOrdered;
    expect([months("cross-programme-36", "2017-06-09"), months("cross-programme", "2017-06-09")]).toEqual([36, 24]);
    expect(months("cross-programme", "2017-06-10")).toBe(36);
  });

  it.each([
    ["2012-06-10", null],
    ["2012-06-11", "subscription-young"],
  ] as const)("F37: a subscription from %s as basis on 10 June 2015: %s", (subscribed, reason) => {
    const wish = {
      owned: ["Office Professional Plus", "Core CAL Suite"],
      target: "Office 365 (Enterprise E3, E4 und Government E3, E4) von SA",
      programme: "EA/EAS",
      orderedOn: day("2015-06-10"),
      hasActiveSa: true,
      when: "anniversary",
      hasOtherSuite: false,
    } as const;
    const young = checkFromSa(
      { ...wish, basis: "subscription", subscribedOn: day(subscribed), isPaidInFull: false },
      rowsOf("from-sa"),
    );
    expect([young.reason, young.bridge]).toEqual([reason, reason === null ? "Core CAL Bridge for Office 365" : null]);
    const perpetual = { ...wish, basis: "perpetual", subscribedOn: day("2015-06-10"), isPaidInFull: true } as const;
    expect(checkFromSa(perpetual, rowsOf("from-sa")).reason).toBeNull();
    expect(checkFromSa({ ...perpetual, isPaidInFull: false }, rowsOf("from-sa")).reason).toBe("not-paid");
    expect(checkFromSa({ ...perpetual, hasOtherSuite: true }, rowsOf("from-sa")).bridge).toBeNull();
    expect(checkFromSa({ ...perpetual, when: "other" }, rowsOf("from-sa")).reason).toBe("not-now");
  });

  it.each([
    ["2014-12-31", "ahead"],
    ["2015-06-30", "running"],
    ["2015-07-01", "ended"],
  ])("F40: on %s the promotion is %s", (on, state) => {
    const promotion = edition.promotions[0] ?? { startOn: null, endOn: null };
    expect(promotionState(promotion, on)).toBe(state);
    expect(promotionState({ startOn: null, endOn: null }, on)).toBe("unknown");
  });
});

describe("the whole list", () => {
  it("has every block, matrix, row and threshold of the counted list", () =>
    expect(figuresOf(edition)).toMatchObject({
      attributeBlocks: 50,
      softwareBlocks: 30,
      onlineServiceBlocks: 20,
      groupsWithoutBlock: 4,
      blocksWithPool: 48,
      blocksWithSaClass: 30,
      blocksWithPredecessors: 23,
      datedPredecessors: 31,
      reductionEligible: 20,
      reductionEligibleSce: 10,
      transitionEligible: 9,
      trueUpEligible: 12,
      qualifiedUserExemption: 6,
      suite: 5,
      upToDateDiscount: 4,
      crossPlatform: 2,
      transitionRows: 11,
      bridgeRows: 8,
      fromSaRows: 9,
      addOnRows: 15,
      migrationGrantRows: 6,
      saBenefits: "22×3",
      qualifyingSystems: "27×5",
      qualifyingEmbeddedSystems: "15×3",
      termPaymentRows: 11,
      planningDayTiers: 10,
      calPlanningDayTiers: 6,
      trainingDayTiers: 12,
      currencyRows: [16, 16],
      currencyCodesSame: true,
      clientIsTenTimesServer: 16,
      unlimitedIsTwelveAndAHalfTimesServer: 16,
      priceLevels: 4,
      promotionsDescribed: 1,
      promotionsNamed: 2,
      changeEntries: 0,
      unclassifiedLines: 0,
      rulesFound: 50,
    }));

  it.each([
    ["Office 3651", "Office 365", ["1"]],
    ["Office 3652, 3", "Office 365", ["2", "3"]],
    ["Add-On für Office 365 Enterprise E12", "Add-On für Office 365 Enterprise E1", ["2"]],
    ["Add-On für Office 365 Enterprise E32", "Add-On für Office 365 Enterprise E3", ["2"]],
    ["Windows Server 2008 R22", "Windows Server 2008 R2", ["2"]],
  ])("tells the footnote glued to %s from its name", (printed, text, marks) =>
    expect(splitFootnotes(printed)).toMatchObject({ text, marks }),
  );

  it("evaluates an attribute for an item, and leaves conditions unknown", () => {
    const scopeOf = (name: string, key: string) => {
      const found = groupCalled(name).attributes.find((attribute) => attribute.key === key);
      if (found === undefined) throw new Error(`${name} has no ${key}`);
      return found.scope;
    };
    const exchange = scopeOf("Exchange Online", "reduction");
    expect([evaluateScope(exchange, "Encryption"), evaluateScope(exchange, "Plan 1")]).toEqual(["false", "true"]);
    expect(evaluateScope(scopeOf("Exchange Online", "qualified-user-exemption"), "E3")).toBe("false");
    const mdop = "Microsoft Desktop Optimization Pack (MDOP)";
    expect(evaluateScope(scopeOf(mdop, "reduction"), "MDOP")).toBe("unknown");
  });
});
