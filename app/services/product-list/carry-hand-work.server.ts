import type { GroupPair } from "#app/domain/licensing/product-list/compare-editions.ts";
import type { Tx } from "#db/client.ts";
import {
  deleteGroupLink,
  deleteGroupName,
  insertGroupLink,
  listHandWork,
  putGroupName,
} from "#db/repositories/product-list-links.ts";

type Editions = { readonly editionId: string; readonly olderEditionId: string };

/** Names and links that an operator gave go over to the groups of the next edition that are the same. */
export async function carryHandWork(
  tx: Tx,
  { editionId, olderEditionId }: Editions,
  pairs: readonly GroupPair[],
): Promise<void> {
  const { names, links } = await listHandWork(tx, olderEditionId);
  const keys = new Map(pairs.map(({ from, to }) => [from, to]));
  for (const { groupKey: from, name, ...done } of names) {
    const groupKey = keys.get(from);
    if (groupKey !== undefined) await putGroupName(tx, { editionId, groupKey }, name, done);
  }
  for (const { groupKey: from, productId, ...done } of links) {
    const groupKey = keys.get(from);
    if (groupKey !== undefined) await insertGroupLink(tx, { editionId, groupKey }, productId, done);
  }
}

/** Takes away what a group has by hand exactly as the other one has it: it was carried over and is not its own. */
export async function takeHandWorkBack(
  tx: Tx,
  { editionId, olderEditionId }: Editions,
  { from, to }: GroupPair,
): Promise<void> {
  const older = await listHandWork(tx, olderEditionId);
  const newer = await listHandWork(tx, editionId);
  const place = { editionId, groupKey: to };
  const nameOf = ({ names }: typeof older, key: string) => names.find(({ groupKey }) => groupKey === key)?.name;
  const name = nameOf(older, from);
  if (name !== undefined && name === nameOf(newer, to)) await deleteGroupName(tx, place);
  for (const { groupKey, productId } of older.links) if (groupKey === from) await deleteGroupLink(tx, place, productId);
}
