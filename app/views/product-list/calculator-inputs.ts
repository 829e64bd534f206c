import { Temporal } from "temporal-polyfill";
import type { PlacedRow } from "#app/domain/licensing/product-list/product-list.ts";
import type { Placed } from "#app/domain/licensing/product-list/calculators.ts";
import type { ListRow, ListRowKind } from "#app/domain/licensing/product-list/rows.ts";

/** What a calculator asks for: the inputs live in the address, so that an answer can be sent to a colleague. */
export type CalculatorField = {
  readonly name: string;
  readonly kind: "select" | "number" | "day" | "box";
  /** As typed; a field that was not sent has its default. */
  readonly value: string;
  /** Printed names, or codes that the page has words for. */
  readonly options: readonly string[];
  readonly areOptionsPrinted: boolean;
};

export type CalculatorAnswer = {
  readonly tone: "success" | "danger" | "info";
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly rule: string | null;
  /** The line of the row or of the rule. */
  readonly line: number | null;
};

export type Wish = Readonly<Record<string, string>>;

const countMax = 10_000_000;

export function countOf(wish: Wish, name: string): number {
  const text = wish[name] ?? "";
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text), countMax) : 0;
}

export function dayOf(wish: Wish, name: string): Temporal.PlainDate | undefined {
  const text = wish[name] ?? "";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" });
  } catch {
    return undefined;
  }
}

export function numberField(wish: Wish, name: string, initial = "0"): CalculatorField {
  return { name, kind: "number", value: wish[name] ?? initial, options: [], areOptionsPrinted: false };
}

export function dayField(wish: Wish, name: string, initial: string): CalculatorField {
  return { name, kind: "day", value: wish[name] ?? initial, options: [], areOptionsPrinted: false };
}

export function boxField(wish: Wish, name: string): CalculatorField {
  return { name, kind: "box", value: wish[name] === "on" ? "on" : "", options: [], areOptionsPrinted: false };
}

export function codeField(wish: Wish, name: string, options: readonly string[]): CalculatorField {
  return selectField(wish, name, options, false);
}

export function printedField(wish: Wish, name: string, options: readonly string[]): CalculatorField {
  return selectField(wish, name, [...new Set(options)], true);
}

function selectField(
  wish: Wish,
  name: string,
  options: readonly string[],
  areOptionsPrinted: boolean,
): CalculatorField {
  const value = wish[name] ?? "";
  return {
    name,
    kind: "select",
    value: options.includes(value) ? value : (options[0] ?? ""),
    options,
    areOptionsPrinted,
  };
}

/** The rows of a kind, with their lines. */
export function rowsOfKind<K extends ListRowKind>(
  rows: readonly PlacedRow[],
  kind: K,
): Placed<Extract<ListRow, { kind: K }>>[] {
  return rows.flatMap(({ row, line }) =>
    row.kind === kind ? [{ row: row as Extract<ListRow, { kind: K }>, line }] : [],
  );
}
