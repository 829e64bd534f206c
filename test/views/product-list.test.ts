import { beforeAll, expect, test } from "vitest";
import type { CalculatorName } from "#app/domain/licensing/product-list/calculator-names.ts";
import { calculatorAnswer } from "#app/i18n/product-list-words.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { importProductList } from "#app/services/product-list/import-product-list.server.ts";
import { listFileOf } from "#app/services/product-list/read-list-file.server.ts";
import type { Wish } from "#app/views/product-list/calculator-inputs.ts";
import { productListCalculatorView } from "#app/views/product-list/calculators.ts";
import { productListGroupsView } from "#app/views/product-list/catalogue.ts";
import { productListGroupView } from "#app/views/product-list/group.ts";
import { productListChangesView } from "#app/views/product-list/reference.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { buildOperatorActor, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { firstText, secondText } from "#test/support/product-list-editions.ts";
import { lineOf } from "#test/support/product-list-document.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-02T09:00:00Z");

describeOnBothDatabases("the acceptance examples of the catalogue", (database) => {
  let context: ViewContext;

  beforeAll(async () => {
    const { db } = database();
    const actor = await buildOperatorActor(db);
    const deps = serviceDeps(db, at);
    for (const [name, text] of [
      ["1.txt", firstText],
      ["2.txt", secondText],
    ] as const) {
      const answer = await importProductList(deps, actor, listFileOf(name, new TextEncoder().encode(text)), at);
      if (!answer.ok) throw new Error("An edition is refused");
    }
    context = { db, actor, at, reader: { language: "en", timeZone: "UTC" } };
  });

  async function ask(calculator: CalculatorName, wish: Wish, edition: number | null = null) {
    const view = await productListCalculatorView(context, { calculator, edition, wish });
    if (!view.ok) throw new Error(view.refusal.code);
    return view.value.answers;
  }

  /** The answers in words, with the lines that they name. */
  async function told(calculator: CalculatorName, wish: Wish, edition: number | null = null): Promise<string[]> {
    const t = translateTo("en");
    return (await ask(calculator, wish, edition)).map(({ code, shown }) => calculatorAnswer(code, shown, t));
  }

  test("43: lync server 2013 finds Skype for Business Server, as its prior version", async () => {
    const wish = { edition: null, section: null, pool: null, programme: null };
    for (const search of ["lync server 2013", "Linc Server 2013"]) {
      const view = await productListGroupsView(context, { ...wish, search });
      expect(view.ok && view.value.hits[0]).toMatchObject({
        kind: "predecessor",
        group: { name: "Skype for Business Server" },
        line: lineOf(secondText, "Lync Server 2013 (10/12)"),
      });
    }
  });

  test("44: the Datacenter row has points, codes, and programmes that are not known", async () => {
    const view = await productListGroupView(context, { edition: null, groupKey: "system-center-server" });
    const row = view.ok ? view.value.products[0] : undefined;
    expect(row?.points).toMatchObject({ lSa: 38, sa: 13 });
    const cells = Object.fromEntries(row?.offerings.map(({ programme, ...cell }) => [programme, cell]) ?? []);
    expect(cells["EA/EAS"]).toMatchObject({ codes: ["A"], availability: "yes" });
    expect(cells["MPSA"]).toMatchObject({ codes: [], availability: "unknown" });
  });

  const datacenter = "Server-Management-Lizenz für System Center 2012 R2 Datacenter (2 Prozessoren)";

  test.each([
    ["263", "Server pool: 9,994 points: level B. 6 more reach level C."],
    ["264", "Server pool: 10,032 points: level C. 14,968 more reach level D."],
  ])("45: %s of that row", async (quantity1, answer) =>
    expect((await told("price-level", { product1: datacenter, kind1: "lSa", quantity1 }))[0]).toBe(answer),
  );

  test("45: several lines add up by pool, and one without points is said, not counted", async () => {
    const lines = { product1: datacenter, quantity1: "10", quantity2: "3", points2: "40", pool2: "application" };
    expect(await told("price-level", { ...lines, quantity3: "2", firstYear: "on" })).toEqual([
      "Line 3 is not counted: enter its points.",
      "Server pool: 380 points: no level yet. 120 more reach level A.",
      "Server pool: 120 points are missing to the minimum of the first year.",
      "Application pool: 120 points: no level yet. 380 more reach level A.",
      "Application pool: 380 points are missing to the minimum of the first year.",
      "Points are per year. The first year needs 500 per pool; a qualifying agreement lifts that.",
    ]);
    expect(await told("price-level", { product1: datacenter, kind1: "l", quantity1: "1" })).toEqual([
      `Line 1 is not counted: the points of ${datacenter} are not known. Enter them.`,
      "Points are per year. The first year needs 500 per pool; a qualifying agreement lifts that.",
    ]);
  });

  test("46: Office Professional Plus to ProPlus without a bridge, under an enterprise agreement alone", async () => {
    const wish = { owned: "Office Professional Plus", target: "Office 365 ProPlus" };
    expect(await told("transition", { ...wish, programme: "EA/EAS" })).toEqual(["Valid. No bridge is needed."]);
    expect((await told("transition", { ...wish, programme: "S+" }))[0]).toContain("Only Enterprise Agreements");
    const bridged = await told("transition", { owned: "Enterprise CAL Suite", target: "Office 365 Enterprise E3" });
    expect(bridged.slice(0, 2)).toEqual([
      "Valid, together with a CAL Suite Bridge.",
      "Possible bridge: Enterprise CAL Suite Bridge für Office 365",
    ]);
  });

  test("47: Windows Server Standard to Datacenter", async () => {
    const wish = { from: "Windows Server Standard", to: "Windows Server Datacenter", activeSa: "on" };
    const codes = async (more: Wish) => (await ask("step-up", { ...wish, ...more })).map(({ code }) => code);
    expect(await codes({ programme: "EA/EAS", sameAgreement: "on" })).toEqual(["step-up-valid"]);
    expect(await codes({ programme: "EA/EAS" })).toEqual(["step-up-other-agreement"]);
    expect(await codes({ programme: "MPSA", sameAgreement: "on" })).toEqual(["step-up-programme"]);
  });

  test("48: Test Professional to Ultimate has no row, but a way", async () => {
    const [test, ultimate] = ["Visual Studio Test Professional mit MSDN", "Visual Studio Ultimate mit MSDN"];
    expect(await told("step-up", { from: test, to: ultimate, activeSa: "on", sameAgreement: "on" })).toEqual([
      "Not possible. The list has no such step-up.",
      `A way over listed step-ups: ${test} → Visual Studio Premium mit MSDN → ${ultimate}`,
    ]);
  });

  test("49: five user subscriptions do not do in OVS; one of the row with a minimum does in Open", async () => {
    expect(await told("minimum-order", { programme: "OVS", userSubscriptions: "5" })).toEqual([
      "Not met. 5 desktop licences are missing.",
    ]);
    expect(await told("minimum-order", { programme: "OL", product: datacenter, quantity: "1" })).toEqual([
      "Met. The order counts as 5 licences.",
      "Each licence of the product counts as five: the column of the minimum says OF.",
    ]);
  });

  test.each([
    [{ effectiveOn: "2015-07-01", orderedOn: "2015-06-29" }, "Allowed. The last day to order is 30 Jun 2015."],
    [
      { effectiveOn: "2015-07-02", orderedOn: "2015-06-29" },
      "Not allowed. The new agreement had to take effect on 1 Jul 2015 at the latest.",
    ],
    [{ effectiveOn: "2015-07-01", orderedOn: "2015-07-01" }, "Not allowed. The last day to order was 30 Jun 2015."],
  ])("50: an agreement that ended on 30 June 2015, with %o", async (days, answer) =>
    expect(await told("sa-renewal", { way: "separate", endOn: "2015-06-30", ...days })).toEqual([answer]),
  );

  test("51: cross-programme, three years of an enrollment to 30 November 2017, 36 months in Select Plus", async () => {
    const days = { endOn: "2017-11-30", orderedOn: "2015-06-10" };
    expect(await told("sa-renewal", { way: "cross-programme", ...days })).toEqual([
      "Allowed. 36 months are ordered.",
      "Under an Enterprise Agreement only for additional products.",
    ]);
    expect(await told("sa-renewal", { way: "cross-programme-36", ...days })).toEqual([
      "Allowed. 36 months are ordered.",
    ]);
  });

  test("an agreement up to version 2008 that is renewed within thirty days has no gap", async () => {
    const days = { endOn: "2015-06-30", orderedOn: "2015-07-30" };
    expect(await told("sa-renewal", { way: "version-2008", ...days })).toEqual([
      "Allowed. The last day to order is 30 Jul 2015.",
      "Software Assurance holds without a gap between the old term and the new one.",
    ]);
  });

  test.each([
    ["2015-04-01", "renewal-allowed"],
    ["2015-04-02", "renewal-ordered-late"],
  ])("52: licences taken over on 2 March 2015, ordered on %s: %s", async (orderedOn, code) =>
    expect((await ask("sa-renewal", { way: "transfer", endOn: "2015-03-02", orderedOn }))[0]?.code).toBe(code),
  );

  test("53: an edition without printed changes says so; the next has computed ones of exactly what was edited", async () => {
    const changesOf = async (edition: number) => {
      const view = await productListChangesView(context, { edition, since: null });
      if (!view.ok) throw new Error(view.refusal.code);
      return view.value;
    };
    expect(await changesOf(1)).toMatchObject({ isFirst: true, hasPrinted: false, changes: [] });
    const { changes, hasPrinted, matches } = await changesOf(2);
    expect(hasPrinted).toBe(false);
    expect(changes.map(({ kind, origin, subject }) => [kind, origin, subject])).toEqual([
      ["changed", "computed", "BizTalk Server"],
      ["added", "computed", "Microsoft Identity Manager"],
      ["removed", "computed", "Forefront Identity Manager"],
      ["added", "computed", "Skype for Business Server"],
      ["removed", "computed", "Skype for Business Server"],
      ["clarified", "computed", "System Center Operations Manager"],
      ["changed", "computed", "Windows-Desktopbetriebssystem"],
      ["removed", "computed", "Parature"],
      ["added", "computed", "Windows Embedded Standard → Windows Embedded Enterprise"],
      ["changed", "computed", "Azure ExpressRoute 10 Mbit/s Promotion"],
    ]);
    // It was renamed and has the same prior version: its note under another heading is what came and went.
    expect(matches).toMatchObject([
      { name: "Microsoft Identity Manager", olderName: "Forefront Identity Manager", state: "open" },
    ]);
  });

  test("every answer names a line of its edition, its rule's or its row's", async () => {
    const wishes: readonly (readonly [CalculatorName, Wish])[] = [
      ["transition", { owned: "Office Professional Plus", target: "Office 365 ProPlus" }],
      ["from-sa", { activeSa: "on", paidInFull: "on" }],
      ["add-on", { activeSa: "on" }],
      ["step-up", { activeSa: "on" }],
      ["conversion", { licence: "cis-datacenter", quantity: "5" }],
      ["qualifying-system", { system: "Windows 7: Home Premium" }],
      ["price-level", { product1: datacenter, quantity1: "1" }],
      ["minimum-order", { programme: "OV" }],
      ["terms", { serviceProgramme: "OL/OV/OVS", category: "cloud", existingEndOn: "2016-01-31" }],
      ["auto-renewal", { termEndOn: "2016-01-31" }],
      ["sa-renewal", { way: "oem" }],
      ["planning-days", { count: "500" }],
      ["support", { serverSpend: "43000", currency: "EUR" }],
    ];
    for (const [calculator, wish] of wishes) {
      const answers = await ask(calculator, wish);
      expect(answers.length, calculator).toBeGreaterThan(0);
      for (const { code, line } of answers)
        expect([calculator, code, line]).toEqual([calculator, code, expect.any(Number)]);
    }
  });

  test.each([
    ["conversion", { licence: "cis-datacenter", quantity: "5" }, "They become 2 new licences; 1 is left over."],
    [
      "add-on",
      {
        owned: "Enterprise CAL Suite",
        addOn: "Add-On für Azure-Rechteverwaltung",
        activeSa: "on",
        licences: "3",
        wanted: "4",
      },
      "Too many: 4 wanted, at most 3 may be bought, one for each licence or set.",
    ],
    [
      "add-on",
      { owned: "Enterprise CAL Suite", addOn: "Add-On für Azure-Rechteverwaltung", activeSa: "on", programme: "OV" },
      "Not offered in Open Value and Open Value Subscription.",
    ],
    [
      "qualifying-system",
      { system: "Windows Vista: Business (N, K, KN, Blade)", column: "EA/OV-OW (vorhanden)" },
      "The system does not qualify.",
    ],
    [
      "qualifying-system",
      { system: "Windows Vista: Business (N, K, KN, Blade)", column: "EA/OV-OW (neu)" },
      "The system qualifies.",
    ],
    [
      "terms",
      { serviceProgramme: "MPSA", category: "cloud" },
      "Not known. The list has no row for this programme and service; that does not mean no.",
    ],
    [
      "auto-renewal",
      { termEndOn: "2024-11-30", optOutOn: "2024-11-01" },
      "Too late. The last day to opt out was 31 Oct 2024.",
    ],
    ["planning-days", { benefit: "planning-days", count: "500", years: "1" }, "1 days: 1 of 3 years of 3 days."],
    [
      "support",
      { currency: "EUR", serverSpend: "43000", systemSpend: "215000" },
      "3 requests per year: one per 21,500 EUR for servers and CALs, one per 215,000 EUR for a systems or application pool.",
    ],
    [
      "support",
      { currency: "EUR", serverSpend: "21500", systemSpend: "150000", applicationSpend: "214999" },
      "1 requests per year: one per 21,500 EUR for servers and CALs, one per 215,000 EUR for a systems or application pool.",
    ],
  ] as const)("%s with %o", async (calculator, wish, answer) =>
    expect((await told(calculator, wish as Wish))[0]).toBe(answer),
  );
});
