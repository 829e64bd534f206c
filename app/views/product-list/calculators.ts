import { Temporal } from "temporal-polyfill";
import type { Pool } from "#app/domain/licensing/product-list/attributes.ts";
import type { CalculatorName } from "#app/domain/licensing/product-list/calculator-names.ts";
import type { ProductGroup } from "#app/domain/licensing/product-list/product-list.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { getEditionFacts } from "#db/repositories/product-list-editions.ts";
import { listGroups, listRows } from "#db/repositories/product-list-groups.ts";
import { formatFor, type Format } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { planningDays, saRenewal, support } from "./assurance-calculators.ts";
import type { Calculator, CalculatorAnswer, CalculatorData, CalculatorField, Wish } from "./calculator-inputs.ts";
import { type EditionText, editionText, type NotFound, notFound, readAsOf } from "./catalogue.ts";
import { addOn, conversion, fromSa, stepUp, transition } from "./move-calculators.ts";
import { autoRenewal, minimumOrder, priceLevel, terms } from "./order-calculators.ts";
import { qualifyingSystem } from "./qualifying-calculator.ts";

/** An answer with its facts as readers see them, beside those for programs. */
export type ShownAnswer = CalculatorAnswer & { readonly shown: Readonly<Record<string, string>> };

export type CalculatorView = {
  readonly edition: EditionText | null;
  readonly calculator: CalculatorName;
  readonly fields: readonly CalculatorField[];
  /** One per finding; empty before anything was asked. */
  readonly answers: readonly ShownAnswer[];
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
  const { edition, newest } = found;
  const rows = await listRows(context.db, edition.id, rowKinds);
  const { rules } = await getEditionFacts(context.db, edition.id);
  // Only points need pools.
  const groups = calculator === "price-level" ? await listGroups(context.db, edition.id) : [];
  const today = context.at.toZonedDateTimeISO("UTC").toPlainDate().toString();
  const data: CalculatorData = { rows, today, poolOf: (groupKey) => poolOf(groups, groupKey) };
  const fields = table[calculator].fields(wish, data);
  // Fields fill what was left out of the address, so that an answer always fits what the form shows.
  const filled: Wish = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const answers = Object.keys(wish).length === 0 ? [] : table[calculator].answer(filled, data);
  const format = formatFor(context.reader);
  return ok({
    edition: editionText(edition, newest, context),
    calculator,
    fields,
    answers: answers.map((answer) => ({
      ...answer,
      line: answer.line ?? rules.find(({ id }) => id === answer.rule)?.line ?? null,
      shown: Object.fromEntries(Object.entries(answer.facts).map(([name, fact]) => [name, shownFact(fact, format)])),
    })),
  });
}

const rowKinds = [
  "transition",
  "bridge",
  "from-sa",
  "add-on",
  "step-up",
  "price-level",
  "product",
  "tier",
  "currency",
  "term-payment",
  "matrix",
] as const;

/** The pool of a group that has one and the same for all its products. */
function poolOf(groups: readonly ProductGroup[], groupKey: string | null): Pool | null {
  const pools = groups.find(({ key }) => key === groupKey)?.pools ?? [];
  return pools.length === 1 ? (pools[0]?.value ?? null) : null;
}

function shownFact(fact: string | number, format: Format): string {
  if (typeof fact === "number") return format.number(fact);
  return /^\d{4}-\d{2}-\d{2}$/.test(fact) ? format.day(Temporal.PlainDate.from(fact)).text : fact;
}

const table: Readonly<Record<CalculatorName, Calculator>> = {
  transition,
  "from-sa": fromSa,
  "add-on": addOn,
  "step-up": stepUp,
  conversion,
  "qualifying-system": qualifyingSystem,
  "price-level": priceLevel,
  "minimum-order": minimumOrder,
  terms,
  "auto-renewal": autoRenewal,
  "sa-renewal": saRenewal,
  "planning-days": planningDays,
  support,
};
