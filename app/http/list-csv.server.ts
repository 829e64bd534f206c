import type { Currency } from "#app/domain/money/currencies.ts";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import type { Result } from "#app/domain/result.ts";
import type { PageLinks } from "#app/views/cursor.ts";
import { orThrow } from "./auth.server.ts";
import { type CsvField, csvResponse } from "./csv-response.server.ts";
import type { PageKeys } from "./search-params.ts";
import type { Visitor } from "./visitor.server.ts";

type ListCsv<View> = {
  /** Of the file; the day of the export is put behind it. */
  readonly name: string;
  /** Names that are the same in every language, so that a file can be read by a machine. */
  readonly columns: readonly string[];
  /** The list's own view, with the filter of the address: what the page may not show is not in the file either. */
  readonly read: (keys: PageKeys) => Promise<Result<View>>;
  readonly rowsOf: (view: View) => readonly (readonly CsvField[])[];
};

/**
 * A list as a CSV file: page after page of its own view, read while they are sent. A refusal of the first page is the
 * answer of the whole request.
 */
export async function csvOfList<View extends { readonly links: PageLinks }>(
  visitor: Visitor,
  { name, columns, read, rowsOf }: ListCsv<View>,
): Promise<Response> {
  const first = orThrow(await read({ after: null, before: null }), visitor);
  const day = visitor.at.toString().slice(0, 10);
  return csvResponse({ fileName: `${name}-${day}.csv`, header: columns, rows: rows(first, read, rowsOf) });
}

async function* rows<View extends { readonly links: PageLinks }>(
  first: View,
  read: ListCsv<View>["read"],
  rowsOf: ListCsv<View>["rowsOf"],
): AsyncGenerator<readonly CsvField[]> {
  let view = first;
  for (;;) {
    yield* rowsOf(view);
    const after = view.links.next;
    if (after === null) return;
    const next = await read({ after, before: null });
    // The reader lost the role while the file was sent: it breaks off, and does not end as if it were whole.
    if (!next.ok) throw new Error(`The list was refused on the way: ${next.refusal.code}`);
    view = next.value;
  }
}

/** An amount with all digits of its currency, as a field. */
export function amountField(amount: { readonly amountMinor: number; readonly currency: Currency }): CsvField {
  return { decimal: formatMinorAsDecimal(amount.amountMinor, amount.currency) as `${number}` };
}
