import { ApiFault } from "./fault.ts";

/** One comparison of a filter. Names and operators in lower case, without underscores. */
export type FieldFilter = { readonly field: string; readonly operator: string; readonly value: string };

/** What a resource can be filtered by: field → operators, as the documents spell them. */
export type AllowedFilters = Readonly<Record<string, readonly string[]>>;

const operators = [
  "equals",
  "not_equals",
  "greater_than",
  "greater_than_or_equals",
  "less_than",
  "less_than_or_equals",
  "substring",
  "and",
  "or",
  "starts_with",
  "not_starts_with",
];

/**
 * Reads `filter=`: JSON with field, value and operator, or two filters joined by `and`. The comparisons that have to
 * hold all; an `or`, a field or an operator that the resource does not have is 400/3000 with what it has.
 */
export function readFilter(text: string | undefined, allowed: AllowedFilters): readonly FieldFilter[] {
  if (text === undefined) return [];
  const parsed = parse(text, allowed);
  const found: FieldFilter[] = [];
  collect(parsed, allowed, found, 0);
  return found;
}

function parse(text: string, allowed: AllowedFilters): unknown {
  for (const candidate of [text, unescaped(text)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // Some clients encode twice; whatever is no JSON even then is refused below.
    }
  }
  throw refuse("It is no JSON", allowed);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function collect(node: unknown, allowed: AllowedFilters, found: FieldFilter[], depth: number): void {
  if (typeof node !== "object" || node === null || depth > 5) throw refuse("It is no filter", allowed);
  const fields = new Map(Object.entries(node).map(([name, value]) => [bare(name), value as unknown]));
  const operator = textOf(fields.get("operator"));
  if (fields.has("leftfilter") || fields.has("rightfilter")) {
    if (bare(operator) !== "and") throw refuse(`Filters can be joined by and, not by ${shown(operator)}`, allowed);
    collect(fields.get("leftfilter"), allowed, found, depth + 1);
    collect(fields.get("rightfilter"), allowed, found, depth + 1);
    return;
  }
  const field = textOf(fields.get("field"));
  const entry = Object.entries(allowed).find(([name]) => bare(name) === bare(field));
  if (entry === undefined) throw refuse(`There is no field ${shown(field)}`, allowed);
  if (!entry[1].some((name) => bare(name) === bare(operator)))
    throw refuse(
      operators.some((name) => bare(name) === bare(operator))
        ? `${entry[0]} cannot be filtered by ${operator}`
        : `There is no operator ${shown(operator)}`,
      allowed,
    );
  const value = textOf(fields.get("value"));
  if (value.includes("\0")) throw refuse("The value holds a character that no text has", allowed);
  found.push({ field: bare(field), operator: bare(operator), value });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function bare(text: string): string {
  return text.toLowerCase().replaceAll("_", "");
}

function shown(text: string): string {
  return `"${text.slice(0, 60)}"`;
}

function refuse(problem: string, allowed: AllowedFilters): ApiFault {
  const list = Object.entries(allowed).map(([field, names]) => `${field} (${names.join(", ")})`);
  return new ApiFault({
    status: 400,
    code: 3000,
    description: `Invalid property. filter: ${problem}. It takes ${list.join("; ")}, as JSON: {"Field":…,"Value":…,"Operator":…}.`,
    data: [{ property: "filter", allowed }],
  });
}
