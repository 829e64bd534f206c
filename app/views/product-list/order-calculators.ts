import { pools, type Pool } from "#app/domain/licensing/product-list/attributes.ts";
import { checkMinimumOrder } from "#app/domain/licensing/product-list/calculators.ts";
import { checkAutoRenewal, customerKinds } from "#app/domain/licensing/product-list/online-terms.ts";
import type { ProductRow } from "#app/domain/licensing/product-list/rows.ts";
import { type PointLine, pointsByPool } from "#app/domain/licensing/product-list/volume-points.ts";
import {
  boxField,
  type Calculator,
  type CalculatorAnswer,
  type CalculatorData,
  codeField,
  countOf,
  dayField,
  dayOf,
  numberField,
  ofLine,
  printedField,
  rowsOfKind,
  say,
  type Wish,
} from "./calculator-inputs.ts";

/** Calculators for an order: points, minimum, terms and renewal. */

/** Stands for a product that the edition has no points of. */
const otherProduct = "–";
const pointLines = [1, 2, 3, 4] as const;
const pointKinds = ["lSa", "l", "sa"] as const;

function findProduct({ rows }: CalculatorData, name: string | undefined) {
  return rowsOfKind(rows, "product").find(({ row }) => row.name === name);
}

function productOptions({ rows }: CalculatorData): string[] {
  return [otherProduct, ...rowsOfKind(rows, "product").map(({ row }) => row.name)];
}

type Line = PointLine & { readonly product: ProductRow | undefined; readonly sourceLine: number | null };

/** A product of the edition has its own points and pool; those that are given stand in where it has none. */
function lineOf(wish: Wish, data: CalculatorData, number: number): Line {
  const found = findProduct(data, wish[`product${number}`]);
  const kind = pointKinds.find((one) => one === wish[`kind${number}`]) ?? "lSa";
  const own = countOf(wish, `points${number}`);
  const given = pools.find((one) => one === wish[`pool${number}`]) ?? "server";
  const known =
    found === undefined ? null : data.poolOf(data.rows.find(({ row }) => row === found.row)?.groupKey ?? null);
  return {
    product: found?.row,
    sourceLine: found?.line ?? null,
    pool: known ?? given,
    points: found?.row.points[kind] ?? (own > 0 ? own : null),
    quantity: countOf(wish, `quantity${number}`),
  };
}

export const priceLevel: Calculator = {
  fields: (wish, data) => [
    ...pointLines.flatMap((number) =>
      ofLine(number, [
        printedField(wish, `product${number}`, productOptions(data)),
        codeField(wish, `kind${number}`, pointKinds),
        numberField(wish, `quantity${number}`, number === 1 && Object.keys(wish).length === 0 ? "1" : "0"),
        numberField(wish, `points${number}`),
        codeField(wish, `pool${number}`, ["server", "application", "system"] satisfies Pool[]),
      ]),
    ),
    boxField(wish, "firstYear"),
    boxField(wish, "minimumWaived"),
  ],
  answer: (wish, data) => {
    const lines = pointLines.map((number) => lineOf(wish, data, number));
    const year = { isFirst: wish["firstYear"] === "on", isMinimumWaived: wish["minimumWaived"] === "on" };
    const answer = pointsByPool(lines, year, rowsOfKind(data.rows, "price-level"));
    // A product without points is never counted as 0 in silence.
    const unknown = answer.unknown.map((index) => {
      const line = lines[index];
      const product = line?.product?.name;
      return say("danger", product === undefined ? "points-missing" : "points-unknown", {
        facts: { lineNumber: index + 1, product: product ?? "" },
        line: line?.sourceLine ?? null,
      });
    });
    if (answer.pools.length === 0 && unknown.length === 0) return [say("danger", "points-none")];
    return [
      ...unknown,
      ...answer.pools.flatMap(({ pool, points, level, nextLevel, pointsToNext, rule, missingInFirstYear }) => {
        const facts = { pool, points, level: level ?? "", next: nextLevel ?? "", missing: pointsToNext };
        const code = level === null ? "level-none" : nextLevel === null ? "level-highest" : "level";
        const short = say("danger", "first-year-short", { facts: { pool, missing: missingInFirstYear }, rule: "R38" });
        return [
          say(level === null ? "danger" : "success", code, { facts, rule }),
          ...(missingInFirstYear > 0 ? [short] : []),
        ];
      }),
      say("info", "level-year", { rule: "R38" }),
    ];
  },
};

const openProgrammes = ["OL", "OV", "OV-OW", "OVS"] as const;

export const minimumOrder: Calculator = {
  fields: (wish, data) => [
    codeField(wish, "programme", openProgrammes),
    printedField(wish, "product", productOptions(data)),
    numberField(wish, "quantity"),
    numberField(wish, "userSubscriptions"),
    numberField(wish, "desktopLicences"),
    numberField(wish, "otherLicences"),
    numberField(wish, "licencesCountedAsFive"),
  ],
  answer: (wish, data) => {
    const found = findProduct(data, wish["product"]);
    const quantity = found === undefined ? 0 : countOf(wish, "quantity");
    const minimum = found?.row.offerings.find(({ programme }) => programme === "OM");
    const isCountedAsFive = minimum?.availability === "yes";
    const answer = checkMinimumOrder({
      programme: openProgrammes.find((one) => one === wish["programme"]) ?? "OL",
      userSubscriptions: countOf(wish, "userSubscriptions"),
      desktopLicences: countOf(wish, "desktopLicences"),
      otherLicences: countOf(wish, "otherLicences") + (isCountedAsFive ? 0 : quantity),
      licencesCountedAsFive: countOf(wish, "licencesCountedAsFive") + (isCountedAsFive ? quantity : 0),
    });
    const { counted, missingLicences: missing, missingDesktopLicences: missingDesktop, rule } = answer;
    const rest = { facts: { counted, missing, missingDesktop }, rule };
    const ofProduct =
      quantity === 0
        ? []
        : [
            say("info", isCountedAsFive ? "minimum-five" : "minimum-five-unknown", {
              facts: { codes: minimum?.codes.join(", ") ?? "" },
              line: minimum?.line ?? found?.line ?? null,
            }),
          ];
    if (answer.isMet) return [say("success", "minimum-met", rest), ...ofProduct];
    return [
      ...(missing > 0 ? [say("danger", "minimum-missing", rest)] : []),
      ...(missingDesktop > 0 ? [say("danger", "minimum-desktop", rest)] : []),
      ...ofProduct,
    ];
  },
};

const serviceProgrammes = ["EA", "S+", "OL/OV/OVS", "MPSA", "CASA", "EES"] as const;

export const terms: Calculator = {
  fields: (wish) => [
    codeField(wish, "serviceProgramme", serviceProgrammes),
    codeField(wish, "category", ["cloud", "other"]),
    dayField(wish, "existingEndOn", ""),
  ],
  answer: (wish, { rows }) => {
    const fitting = rowsOfKind(rows, "term-payment").filter(
      ({ row }) => row.programme === wish["serviceProgramme"] && row.category === wish["category"],
    );
    const existingEndOn = dayOf(wish, "existingEndOn");
    const together: CalculatorAnswer[] =
      existingEndOn === undefined
        ? []
        : [say("info", "terms-together", { facts: { endOn: existingEndOn.toString() }, rule: "R2" })];
    // No row means that the list does not say, not that there is none.
    if (fitting.length === 0) return [say("info", "terms-unknown", { rule: "R6" }), ...together];
    return [
      ...fitting.map(({ row, line }) =>
        say("success", row.hasFootnote ? "terms-activation" : "terms", {
          facts: { term: row.raw[2] ?? "", payment: (row.raw[3] ?? "").replace(/\*$/, "") },
          rule: row.hasFootnote ? "R7" : "R6",
          line,
        }),
      ),
      ...together,
    ];
  },
};

export const autoRenewal: Calculator = {
  fields: (wish, { today }) => [
    codeField(wish, "customer", customerKinds),
    dayField(wish, "termEndOn", today),
    dayField(wish, "optOutOn", today),
  ],
  answer: (wish) => {
    const [endOn, optOutOn] = [dayOf(wish, "termEndOn"), dayOf(wish, "optOutOn")];
    if (endOn === undefined || optOutOn === undefined) return [say("danger", "day-wrong")];
    const customer = customerKinds.find((one) => one === wish["customer"]) ?? "commercial";
    const { isOnByDefault, lastOptOutOn, isInTime, nextTermOn, rule } = checkAutoRenewal({ customer, endOn, optOutOn });
    const facts = { lastOptOutOn: lastOptOutOn.toString(), nextTermOn: nextTermOn.toString() };
    const next = say("info", "renewal-next-term", { facts, rule });
    if (!isOnByDefault) return [say("info", "renewal-opt-in", { facts, rule }), next];
    return [say(isInTime ? "success" : "danger", isInTime ? "opt-out-in-time" : "opt-out-late", { facts, rule }), next];
  },
};
