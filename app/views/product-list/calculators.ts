import { daysOfTier, supportRequests } from "#app/domain/licensing/product-list/benefit-tiers.ts";
import {
  checkMinimumOrder,
  checkSaRenewal,
  checkStepUp,
  checkTransition,
  orderProgrammes,
  type OrderProgramme,
  priceLevelFor,
  type RenewalWay,
  renewalWays,
} from "#app/domain/licensing/product-list/calculators.ts";
import type { CalculatorName } from "#app/domain/licensing/product-list/calculator-names.ts";
import type { PlacedRow } from "#app/domain/licensing/product-list/product-list.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { getEditionFacts } from "#db/repositories/product-list-editions.ts";
import { listRows } from "#db/repositories/product-list-groups.ts";
import { formatFor, type Format } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import {
  boxField,
  type CalculatorAnswer,
  type CalculatorField,
  codeField,
  countOf,
  dayField,
  dayOf,
  numberField,
  printedField,
  rowsOfKind,
  type Wish,
} from "./calculator-inputs.ts";
import { type EditionText, editionText, type NotFound, notFound, readAsOf } from "./catalogue.ts";

export type CalculatorView = {
  readonly edition: EditionText | null;
  readonly calculator: CalculatorName;
  readonly fields: readonly CalculatorField[];
  /** One per finding; empty before anything was asked. */
  readonly answers: readonly CalculatorAnswer[];
};

type Data = { readonly rows: readonly PlacedRow[]; readonly format: Format; readonly today: string };
type Calculator = {
  readonly fields: (wish: Wish, data: Data) => CalculatorField[];
  readonly answer: (wish: Wish, data: Data) => CalculatorAnswer[];
};

/** A calculator as of an edition. `wish` is what the address says; without any of it nothing was asked yet. */
export async function productListCalculatorView(
  context: ViewContext,
  wanted: { readonly calculator: CalculatorName; readonly edition: number | null; readonly wish: Wish },
): Promise<Result<CalculatorView, NotFound>> {
  const { calculator, wish } = wanted;
  const found = await readAsOf(context.db, wanted.edition);
  if (found === undefined)
    return wanted.edition === null ? ok({ edition: null, calculator, fields: [], answers: [] }) : refused(notFound);
  const rows = await listRows(context.db, found.edition.id, [
    "transition",
    "bridge",
    "step-up",
    "price-level",
    "product",
    "tier",
    "currency",
    "term-payment",
  ]);
  const { rules } = await getEditionFacts(context.db, found.edition.id);
  const today = context.at.toZonedDateTimeISO("UTC").toPlainDate().toString();
  const data: Data = { rows, format: formatFor(context.reader), today };
  const fields = table[calculator].fields(wish, data);
  // Fields fill what was left out of the address, so that an answer always fits what the form shows.
  const filled: Wish = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const answers = Object.keys(wish).length === 0 ? [] : table[calculator].answer(filled, data);
  return ok({
    edition: editionText(found.edition, found.newest, context),
    calculator,
    fields,
    answers: answers.map((answer) => ({
      ...answer,
      line: answer.line ?? rules.find(({ id }) => id === answer.rule)?.line ?? null,
    })),
  });
}

const setText = (names: readonly string[]) => names.join(" + ");

const transition: Calculator = {
  fields: (wish, { rows }) => {
    const listed = rowsOfKind(rows, "transition");
    return [
      printedField(
        wish,
        "owned",
        listed.map(({ row }) => setText(row.from)),
      ),
      printedField(
        wish,
        "target",
        listed.flatMap(({ row }) => row.options.map(({ name }) => name)),
      ),
      codeField(wish, "programme", orderProgrammes),
    ];
  },
  answer: (wish, { rows }) => {
    const answer = checkTransition(
      {
        owned: (wish["owned"] ?? "").split(" + "),
        target: wish["target"] ?? "",
        programme: wish["programme"] as OrderProgramme,
      },
      rowsOfKind(rows, "transition"),
      rowsOfKind(rows, "bridge"),
    );
    if (!answer.isValid)
      return [{ tone: "danger", code: `transition-${answer.reason}`, facts: {}, rule: answer.rule, line: null }];
    const valid: CalculatorAnswer = {
      tone: "success",
      code: answer.needsBridge ? "transition-bridge" : "transition-valid",
      facts: {},
      rule: answer.rule,
      line: answer.line,
    };
    return [
      valid,
      ...answer.bridges.map(({ row, line }): CalculatorAnswer => ({
        tone: "info",
        code: "bridge",
        facts: { bridge: row.bridge },
        rule: "R29",
        line,
      })),
    ];
  },
};

const stepUp: Calculator = {
  fields: (wish, { rows }) => {
    const listed = rowsOfKind(rows, "step-up");
    return [
      printedField(wish, "from", listed.flatMap(({ row }) => row.from ?? []).toSorted()),
      printedField(wish, "to", listed.map(({ row }) => row.to).toSorted()),
      codeField(wish, "programme", orderProgrammes),
      boxField(wish, "activeSa"),
      boxField(wish, "sameAgreement"),
    ];
  },
  answer: (wish, { rows }) => {
    const answer = checkStepUp(
      {
        from: wish["from"] ?? "",
        to: wish["to"] ?? "",
        programme: wish["programme"] as OrderProgramme,
        hasActiveSa: wish["activeSa"] === "on",
        isSameAgreement: wish["sameAgreement"] === "on",
      },
      rowsOfKind(rows, "step-up"),
    );
    if (answer.isValid)
      return [{ tone: "success", code: "step-up-valid", facts: {}, rule: answer.rule, line: answer.line }];
    const no: CalculatorAnswer = {
      tone: "danger",
      code: `step-up-${answer.reason}`,
      facts: {},
      rule: answer.rule,
      line: null,
    };
    if (answer.path.length === 0) return [no];
    return [
      no,
      { tone: "info", code: "step-up-path", facts: { path: answer.path.join(" → ") }, rule: null, line: null },
    ];
  },
};

const pointKinds = ["l", "lSa", "sa"] as const;

const priceLevel: Calculator = {
  fields: (wish, { rows }) => [
    printedField(wish, "product", ["–", ...rowsOfKind(rows, "product").map(({ row }) => row.name)]),
    codeField(wish, "kind", ["lSa", "l", "sa"]),
    numberField(wish, "quantity", "1"),
    numberField(wish, "ownPoints"),
  ],
  answer: (wish, { rows, format }) => {
    const product = rowsOfKind(rows, "product").find(({ row }) => row.name === wish["product"]);
    const kind = pointKinds.find((one) => one === wish["kind"]) ?? "lSa";
    const each = product?.row.points[kind] ?? null;
    // A product without points is never counted as 0 in silence.
    if (product !== undefined && each === null)
      return [
        {
          tone: "danger",
          code: "points-unknown",
          facts: { product: product.row.name },
          rule: null,
          line: product.line,
        },
      ];
    const points = (each ?? 0) * countOf(wish, "quantity") + countOf(wish, "ownPoints");
    const { level, nextLevel, pointsToNext, rule } = priceLevelFor(points, rowsOfKind(rows, "price-level"));
    const facts = {
      points: format.number(points),
      level: level ?? "",
      next: nextLevel ?? "",
      missing: format.number(pointsToNext),
    };
    const code = level === null ? "level-none" : nextLevel === null ? "level-highest" : "level";
    return [
      { tone: level === null ? "danger" : "success", code, facts, rule, line: null },
      { tone: "info", code: "level-year", facts: {}, rule: "R38", line: null },
    ];
  },
};

const saRenewal: Calculator = {
  fields: (wish, { today }) => [
    codeField(wish, "way", renewalWays),
    dayField(wish, "endOn", today),
    dayField(wish, "effectiveOn", today),
    dayField(wish, "orderedOn", today),
  ],
  answer: (wish, { format }) => {
    const [endOn, effectiveOn, orderedOn] = [
      dayOf(wish, "endOn"),
      dayOf(wish, "effectiveOn"),
      dayOf(wish, "orderedOn"),
    ];
    if (endOn === undefined || effectiveOn === undefined || orderedOn === undefined)
      return [{ tone: "danger", code: "day-wrong", facts: {}, rule: null, line: null }];
    const answer = checkSaRenewal({ way: wish["way"] as RenewalWay, endOn, effectiveOn, orderedOn });
    const facts = {
      lastOrder: answer.lastOrderOn === null ? "" : format.day(answer.lastOrderOn).text,
      lastEffective: answer.lastEffectiveOn === null ? "" : format.day(answer.lastEffectiveOn).text,
      months: answer.monthsOrdered ?? 0,
    };
    const code = answer.isAllowed
      ? answer.monthsOrdered === null
        ? "renewal-allowed"
        : "renewal-months"
      : `renewal-${answer.reason ?? ""}`;
    return [{ tone: answer.isAllowed ? "success" : "danger", code, facts, rule: answer.rule, line: null }];
  },
};

const openProgrammes = ["OL", "OV", "OV-OW", "OVS"] as const;

const minimumOrder: Calculator = {
  fields: (wish) => [
    codeField(wish, "programme", openProgrammes),
    numberField(wish, "userSubscriptions"),
    numberField(wish, "desktopLicences"),
    numberField(wish, "otherLicences"),
    numberField(wish, "licencesCountedAsFive"),
  ],
  answer: (wish, { format }) => {
    const answer = checkMinimumOrder({
      programme: openProgrammes.find((one) => one === wish["programme"]) ?? "OL",
      userSubscriptions: countOf(wish, "userSubscriptions"),
      desktopLicences: countOf(wish, "desktopLicences"),
      otherLicences: countOf(wish, "otherLicences"),
      licencesCountedAsFive: countOf(wish, "licencesCountedAsFive"),
    });
    const facts = {
      counted: format.number(answer.counted),
      missing: answer.missingLicences,
      missingDesktop: answer.missingDesktopLicences,
    };
    if (answer.isMet) return [{ tone: "success", code: "minimum-met", facts, rule: answer.rule, line: null }];
    const no = (code: string): CalculatorAnswer => ({ tone: "danger", code, facts, rule: answer.rule, line: null });
    return [
      ...(answer.missingLicences > 0 ? [no("minimum-missing")] : []),
      ...(answer.missingDesktopLicences > 0 ? [no("minimum-desktop")] : []),
    ];
  },
};

const serviceProgrammes = ["EA", "S+", "OL/OV/OVS", "MPSA", "CASA", "EES"] as const;

const terms: Calculator = {
  fields: (wish) => [
    codeField(wish, "serviceProgramme", serviceProgrammes),
    codeField(wish, "category", ["cloud", "other"]),
  ],
  answer: (wish, { rows }) => {
    const fitting = rowsOfKind(rows, "term-payment").filter(
      ({ row }) => row.programme === wish["serviceProgramme"] && row.category === wish["category"],
    );
    // No row means that the list does not say, not that there is none.
    if (fitting.length === 0) return [{ tone: "info", code: "terms-unknown", facts: {}, rule: "R6", line: null }];
    return fitting.map(({ row, line }): CalculatorAnswer => {
      const facts = { term: row.raw[2] ?? "", payment: row.raw[3] ?? "" };
      return {
        tone: "success",
        code: row.hasFootnote ? "terms-activation" : "terms",
        facts,
        rule: row.hasFootnote ? "R7" : "R6",
        line,
      };
    });
  },
};

const benefits = {
  "planning-days": ["R39", 0],
  "cal-planning-days": ["R39-cal", 0],
  "training-days": ["R40", 0],
  "training-days-system": ["R40", 1],
} as const;
type Benefit = keyof typeof benefits;

const planningDays: Calculator = {
  fields: (wish) => [
    codeField(wish, "benefit", Object.keys(benefits)),
    numberField(wish, "count", "500"),
    codeField(wish, "years", ["3", "2", "1"]),
  ],
  answer: (wish, { rows, format }) => {
    const benefit = (Object.keys(benefits) as Benefit[]).find((one) => one === wish["benefit"]) ?? "planning-days";
    const [rule, column] = benefits[benefit];
    const tiers = rowsOfKind(rows, "tier").filter(({ row }) => row.tier === benefit.replace("-system", ""));
    const years = wish["years"] === "1" ? 1 : wish["years"] === "2" ? 2 : 3;
    const { days, fullDays, line } = daysOfTier(countOf(wish, "count"), years, tiers, column);
    if (fullDays === null) return [{ tone: "danger", code: "days-none", facts: {}, rule, line: null }];
    return [
      {
        tone: "success",
        code: years === 3 ? "days" : "days-part",
        facts: { days: format.number(days), full: format.number(fullDays), years },
        rule,
        line,
      },
    ];
  },
};

const support: Calculator = {
  fields: (wish, { rows }) => [
    printedField(
      wish,
      "currency",
      rowsOfKind(rows, "currency")
        .filter(({ row }) => row.table === "incidents")
        .map(({ row }) => row.code),
    ),
    numberField(wish, "serverSpend"),
    numberField(wish, "clientSpend"),
  ],
  answer: (wish, { rows, format }) => {
    const currency = wish["currency"] ?? "";
    const listed = rowsOfKind(rows, "currency");
    const spend = { currency, server: countOf(wish, "serverSpend"), client: countOf(wish, "clientSpend") };
    const answer = supportRequests(spend, listed);
    if (answer === undefined)
      return [{ tone: "danger", code: "currency-unknown", facts: { currency }, rule: "R41", line: null }];
    const facts = {
      requests: format.number(answer.requests),
      server: format.number(answer.serverThreshold),
      client: format.number(answer.clientThreshold ?? 0),
      currency,
    };
    const unlimited = listed.find(({ row }) => row.table === "unlimited-support" && row.code === currency);
    const more: CalculatorAnswer[] =
      unlimited === undefined
        ? []
        : [
            {
              tone: "info",
              code: "unlimited",
              facts: { amount: format.number(unlimited.row.server), currency },
              rule: "R41-unlimited",
              line: unlimited.line,
            },
          ];
    return [{ tone: "success", code: "requests", facts, rule: "R41", line: answer.line }, ...more];
  },
};

const table: Readonly<Record<CalculatorName, Calculator>> = {
  transition,
  "step-up": stepUp,
  "price-level": priceLevel,
  "sa-renewal": saRenewal,
  "minimum-order": minimumOrder,
  terms,
  "planning-days": planningDays,
  support,
};
