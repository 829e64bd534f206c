import { Temporal } from "temporal-polyfill";
import type { ActivityValue } from "#app/domain/activity/activity.ts";
import { isCurrency } from "#app/domain/money/currencies.ts";
import type { Format } from "../format.ts";

/** One field before and after; null where there was none. Flags and roles stay codes: the page has words for them. */
export type ValueChange = {
  readonly field: string;
  readonly before: FieldValue | null;
  readonly after: FieldValue | null;
  readonly isChanged: boolean;
};

export type FieldValue =
  | { readonly kind: "flag"; readonly value: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string };

/** What a line says of old and new values, field by field, in the order in which they were written. */
export function changesOf(
  { oldValue, newValue }: { readonly oldValue: ActivityValue | null; readonly newValue: ActivityValue | null },
  format: Format,
): ValueChange[] {
  const fields = new Set([...Object.keys(oldValue ?? {}), ...Object.keys(newValue ?? {})]);
  const isOfAmount = (field: string) => field === "currency" && hasAmount(oldValue ?? newValue);
  return [...fields]
    .filter((field) => !isOfAmount(field))
    .map((field) => {
      const [before, after] = [oldValue?.[field], newValue?.[field]];
      return {
        field,
        before: fieldValueOf(field, before, oldValue, format),
        after: fieldValueOf(field, after, newValue, format),
        isChanged: before !== undefined && after !== undefined && before !== after,
      };
    });
}

function hasAmount(value: ActivityValue | null): boolean {
  return value !== null && Object.keys(value).some((field) => field.endsWith("Minor"));
}

const anInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;

function fieldValueOf(
  field: string,
  value: ActivityValue[string] | undefined,
  all: ActivityValue | null,
  format: Format,
): FieldValue | null {
  if (value === undefined) return null;
  if (value === null || value === "") return { kind: "none" };
  if (typeof value === "boolean") return { kind: "flag", value };
  const currency = all?.["currency"];
  if (field.endsWith("Minor") && typeof value === "number" && typeof currency === "string" && isCurrency(currency))
    return { kind: "text", text: format.money(value, currency).text };
  if (typeof value === "number") return { kind: "text", text: format.number(value) };
  // The line may hold what a later version of the portal wrote; it is shown as it is.
  if (anInstant.test(value)) return { kind: "text", text: format.exactInstant(Temporal.Instant.from(value)).exact };
  return { kind: "text", text: value };
}
