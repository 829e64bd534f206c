import type { ProductKind } from "#app/domain/catalog/catalog.ts";
import { type PriceListDefect, priceListColumns } from "#app/domain/catalog/price-list.ts";
import type { TermDuration } from "#app/domain/catalog/terms.ts";
import type { FactFormat } from "./refusal-words.ts";
import type { Translate } from "./translator.ts";

/** Why a line of a price list is refused, in a reader's words. */
export function priceListDefectReason({ code, facts }: PriceListDefect, t: Translate, format: FactFormat): string {
  const said: Record<string, string | number> = { ...facts };
  if (typeof facts.kind === "string") said.kinds = t(`trade:kinds.${facts.kind as ProductKind}`);
  if (typeof facts.termDuration === "string")
    said.termDuration = t(`trade:termDuration.${facts.termDuration as TermDuration}`);
  if (typeof facts.market === "string") said.market = format.market(facts.market);
  if (typeof facts.storedFromMs === "number") said.storedFrom = format.dateTime(facts.storedFromMs);
  // The key is built from the code, which the words are typed by; i18next's own types do not follow that far.
  const say = t as unknown as (key: string, facts: Record<string, string | number>) => string;
  return say(`prices:defect.${code}`, said);
}

/**
 * What stands in the file, as a page shows it; null where there is nothing to show. How many fields a line has is said
 * by the reason, in the reader's language.
 */
export function priceListDefectValue({ code, value }: PriceListDefect): string | null {
  return code === "columns-too-many" || code === "columns-too-few" ? null : value;
}

/** The name of a column as the header prints it; null where the whole line is meant. */
export function priceListColumnName({ column }: Pick<PriceListDefect, "column">): string | null {
  return column === null ? null : (priceListColumns[column - 1] ?? null);
}
