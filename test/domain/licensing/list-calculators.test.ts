import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  checkMinimumOrder,
  checkStepUp,
  checkTransition,
  priceLevelFor,
} from "#app/domain/licensing/product-list/calculators.ts";
import { checkSaRenewal } from "#app/domain/licensing/product-list/sa-renewal.ts";
import { movesOf } from "#app/domain/licensing/product-list/moves.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

const levels = [
  ["A", 500],
  ["B", 4000],
  ["C", 10_000],
  ["D", 25_000],
].map(([level, pointsMin], index) => ({
  row: { kind: "price-level" as const, level: String(level), pointsMin: Number(pointsMin) },
  line: index,
}));

describe("price level per pool", () => {
  it.each([
    [499, null, "A", 1],
    [500, "A", "B", 3500],
    [263 * 38, "B", "C", 6],
    [264 * 38, "C", "D", 14_968],
    [25_000, "D", null, 0],
  ])("%s points", (points, level, nextLevel, pointsToNext) =>
    expect(priceLevelFor(points, levels)).toMatchObject({ level, nextLevel, pointsToNext }),
  );
});

const option = (name: string, needsBridge: boolean) => ({ name, editions: [], needsBridge });
const transition = {
  kind: "transition" as const,
  from: ["Boot Plus"],
  options: [option("Flotte 365", true), option("Flotte 365 Segel", false)],
};
const transitions = [
  { line: 7, row: transition },
  {
    line: 9,
    row: { kind: "transition" as const, from: ["Boot Plus", "Ruder Suite"], options: [option("Flotte 365", true)] },
  },
];
const bridge = {
  line: 3,
  row: { kind: "bridge" as const, bridge: "Ruder Bridge", parent: "Ruder Suite", alternatives: [["Flotte 365 E3"]] },
};

describe("transitions", () => {
  const check = (owned: string[], target: string, programme: "EA/EAS" | "S+" = "EA/EAS") =>
    checkTransition({ owned, target, programme }, transitions, [bridge]);

  it("are valid exactly where a row lists them, with the bridge of that option alone", () => {
    expect(check(["Boot Plus"], "Flotte 365 Segel")).toEqual({
      isValid: true,
      line: 7,
      needsBridge: false,
      bridges: [],
      rule: "R30",
    });
    expect(check(["Ruder Suite", "boot plus"], "Flotte 365")).toEqual({
      isValid: true,
      line: 9,
      needsBridge: true,
      bridges: [bridge],
      rule: "R29",
    });
    expect(check(["Ruder Suite"], "Flotte 365")).toMatchObject({ isValid: false, reason: "no-row" });
  });

  it("are for enterprise agreements alone", () =>
    expect(check(["Boot Plus"], "Flotte 365 Segel", "S+")).toMatchObject({ isValid: false, reason: "programme" }));
});

describe("step-ups", () => {
  const row = (from: string | null, to: string, line: number) => ({
    line,
    row: { kind: "step-up" as const, from, to },
  });
  const rows = [row("Test", "Premium", 1), row("Premium", "Ultimate", 2), row(null, "Datacenter", 3)];
  const wish = {
    from: "Premium",
    to: "Ultimate",
    programme: "EA/EAS" as const,
    hasActiveSa: true,
    isSameAgreement: true,
  };

  it("need a row, active SA and the same agreement, and are never sold under MPSA", () => {
    expect(checkStepUp(wish, rows)).toEqual({ isValid: true, line: 2, rule: "R26" });
    expect(checkStepUp({ ...wish, programme: "MPSA" }, rows)).toMatchObject({ reason: "programme" });
    expect(checkStepUp({ ...wish, hasActiveSa: false }, rows)).toMatchObject({ reason: "no-active-sa" });
    expect(checkStepUp({ ...wish, isSameAgreement: false }, rows)).toMatchObject({ reason: "other-agreement" });
  });

  it("show a way over other rows where there is no direct one", () => {
    expect(checkStepUp({ ...wish, from: "Test" }, rows)).toMatchObject({
      reason: "no-row",
      path: ["Test", "Premium", "Ultimate"],
    });
    expect(checkStepUp({ ...wish, to: "Datacenter" }, rows)).toMatchObject({ reason: "no-row", path: [] });
  });
});

describe("the minimum of a first Open order", () => {
  const wish = { userSubscriptions: 0, desktopLicences: 0, otherLicences: 0, licencesCountedAsFive: 0 };

  it.each([
    ["OV", { userSubscriptions: 5 }, true, 0, 0],
    ["OV", { userSubscriptions: 4 }, false, 1, 0],
    ["OVS", { userSubscriptions: 5 }, false, 0, 5],
    ["OV-OW", { userSubscriptions: 5, desktopLicences: 4 }, false, 0, 1],
    ["OVS", { desktopLicences: 5 }, true, 0, 0],
    ["OL", { licencesCountedAsFive: 1 }, true, 0, 0],
  ] as const)("%s with %o", (programme, licences, isMet, missingLicences, missingDesktopLicences) =>
    expect(checkMinimumOrder({ ...wish, ...licences, programme })).toMatchObject({
      isMet,
      missingLicences,
      missingDesktopLicences,
    }),
  );
});

describe("renewing Software Assurance", () => {
  const product = { pool: "server", isActive: true } as const;

  it.each([
    ["separate", "2015-06-30", "2015-07-01", "2015-06-29", true, null],
    ["separate", "2015-06-30", "2015-07-01", "2015-06-30", true, null],
    ["separate", "2015-06-30", "2015-07-02", "2015-06-29", false, "effective-late"],
    ["separate", "2015-06-30", "2015-07-01", "2015-07-01", false, "ordered-late"],
    ["separate-open", "2015-06-30", "2015-07-01", "2015-09-28", true, null],
    ["separate-open", "2015-06-30", "2015-07-01", "2015-09-29", false, "ordered-late"],
    ["version-2008", "2015-06-30", "2015-07-30", "2015-07-30", true, null],
    ["version-2008", "2015-06-30", "2015-07-31", "2015-07-31", false, "ordered-late"],
    ["version-2008-open", "2015-06-30", "2015-09-28", "2015-09-28", true, null],
    ["version-2008-open", "2015-06-30", "2015-09-29", "2015-09-29", false, "ordered-late"],
    ["transfer", "2015-03-02", "2015-03-02", "2015-04-01", true, null],
    ["transfer", "2015-03-02", "2015-03-02", "2015-04-02", false, "ordered-late"],
  ] as const)("%s, end %s, effective %s, ordered %s", (way, endOn, effectiveOn, orderedOn, isAllowed, reason) =>
    expect(
      checkSaRenewal({ ...product, way, endOn: day(endOn), effectiveOn: day(effectiveOn), orderedOn: day(orderedOn) }),
    ).toMatchObject({ isAllowed, reason }),
  );

  it.each([
    ["cross-programme", "2015-06-10", "2017-11-30", 36],
    ["cross-programme", "2015-12-01", "2017-11-30", 24],
    ["cross-programme", "2015-11-30", "2017-11-30", 36],
    ["cross-programme-36", "2017-11-29", "2017-11-30", 36],
  ] as const)("%s ordered %s under an agreement to %s: %s months", (way, orderedOn, endOn, monthsOrdered) =>
    expect(
      checkSaRenewal({ ...product, way, endOn: day(endOn), effectiveOn: day(orderedOn), orderedOn: day(orderedOn) })
        .monthsOrdered,
    ).toBe(monthsOrdered),
  );
});

describe("the moves of a group", () => {
  it("lead in, out and within, told by the names in the rows", () => {
    const rows = [
      { row: transition, line: 7, lineEnd: 8, groupKey: "boot" },
      {
        row: { kind: "step-up" as const, from: "Boot Standard", to: "Boot Plus" },
        line: 20,
        lineEnd: 21,
        groupKey: null,
      },
      { row: { kind: "step-up" as const, from: "Anker", to: "Kette" }, line: 22, lineEnd: 23, groupKey: null },
      {
        row: {
          kind: "add-on" as const,
          qualifying: [["Ruder CAL"]],
          needsActiveSa: true,
          addOns: [{ name: "Boot Aufsatz", marks: [] }],
        },
        line: 30,
        lineEnd: 31,
        groupKey: "boot",
      },
    ];
    expect(
      movesOf({ key: "boot", name: "Boot (alle)" }, rows).map(({ kind, direction, to, line }) => [
        kind,
        direction,
        to,
        line,
      ]),
    ).toEqual([
      ["transition", "out", "Flotte 365", 7],
      ["transition", "out", "Flotte 365 Segel", 7],
      ["step-up", "within", "Boot Plus", 20],
      ["add-on", "in", "Boot Aufsatz", 30],
    ]);
  });
});
