import { Temporal } from "temporal-polyfill";
import type { PlacedRow } from "#app/domain/licensing/product-list/product-list.ts";
import type { Pool } from "#app/domain/licensing/product-list/attributes.ts";
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
  /** Fields of one line of several stand together; null for a field of its own. */
  readonly lineNumber: number | null;
};

export type CalculatorAnswer = {
  readonly tone: "success" | "danger" | "info";
  readonly code: string;
  /** For programs: numbers, printed names, codes, and days as `YYYY-MM-DD`. */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly rule: string | null;
  /** The line of the row or of the rule. */
  readonly line: number | null;
};

export type Wish = Readonly<Record<string, string>>;

/** What calculators read of an edition. */
export type CalculatorData = {
  readonly rows: readonly PlacedRow[];
  /** `YYYY-MM-DD`, in UTC. */
  readonly today: string;
  /** The pool of the group in whose region a row stands; null where it is not known. */
  readonly poolOf: (groupKey: string | null) => Pool | null;
};

export type Calculator = {
  readonly fields: (wish: Wish, data: CalculatorData) => CalculatorField[];
  readonly answer: (wish: Wish, data: CalculatorData) => CalculatorAnswer[];
};

type Rest = Partial<Pick<CalculatorAnswer, "facts" | "rule" | "line">>;

/** An answer; what is left out is empty. */
export function say(tone: CalculatorAnswer["tone"], code: string, rest: Rest = {}): CalculatorAnswer {
  return { tone, code, facts: rest.facts ?? {}, rule: rest.rule ?? null, line: rest.line ?? null };
}

/** The names of a set, as an option of a field. */
export function setText(names: readonly string[]): string {
  return names.join(" + ");
}

export function setOf(text: string): string[] {
  return text.split(" + ");
}

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
  return {
    name,
    kind: "number",
    value: wish[name] ?? initial,
    options: [],
    areOptionsPrinted: false,
    lineNumber: null,
  };
}

export function dayField(wish: Wish, name: string, initial: string): CalculatorField {
  return { name, kind: "day", value: wish[name] ?? initial, options: [], areOptionsPrinted: false, lineNumber: null };
}

export function boxField(wish: Wish, name: string): CalculatorField {
  return {
    name,
    kind: "box",
    value: wish[name] === "on" ? "on" : "",
    options: [],
    areOptionsPrinted: false,
    lineNumber: null,
  };
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
    lineNumber: null,
  };
}

/** The fields of a line, named after its number. */
export function ofLine(lineNumber: number, fields: readonly CalculatorField[]): CalculatorField[] {
  return fields.map((field) => ({ ...field, lineNumber }));
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
