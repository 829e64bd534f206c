import type { Resources } from "#app/i18n/resources.en.ts";

/** What can be wrong with a field, as its words are named. */
export type FieldProblem = keyof Resources["errors"]["field"];

/**
 * A problem as a schema's message: the key of its words and, where they need facts, those as JSON.
 * Schemas know no language; the reply translates.
 */
export function fieldProblem(problem: FieldProblem, facts?: Readonly<Record<string, unknown>>): string {
  const key = `errors:field.${problem}`;
  return facts === undefined ? key : `${key} ${JSON.stringify(facts, jsonOfBigint)}`;
}

function jsonOfBigint(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
