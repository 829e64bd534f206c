import { readProductList } from "#app/domain/licensing/product-list/read-product-list.ts";
import type { Placed } from "#app/domain/licensing/product-list/calculators.ts";
import type { ProductGroup, ProductList } from "#app/domain/licensing/product-list/product-list.ts";
import type { ListRow, ListRowKind } from "#app/domain/licensing/product-list/rows.ts";
import { demoEditions } from "#db/seeds/product-list/editions.ts";

/** The editions that the demo has, read: facts of the list as data, written out in its physical form. */
export const [firstText = "", secondText = ""] = demoEditions.map(({ text }) => text);

function read(text: string): ProductList {
  const result = readProductList(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.list;
}

export const edition = read(firstText);

export function groupCalled(name: string): ProductGroup {
  const found = edition.groups.find((group) => group.name === name);
  if (found === undefined) throw new Error(`No group ${name}`);
  return found;
}

export function rowsOf<K extends ListRowKind>(kind: K): Placed<Extract<ListRow, { kind: K }>>[] {
  return edition.rows.flatMap(({ row, line }) =>
    row.kind === kind ? [{ row: row as Extract<ListRow, { kind: K }>, line }] : [],
  );
}
