import { addHours } from "#app/domain/calendar/utc-days.ts";
import { type Entitlement, refusalOfEntitlement } from "#app/domain/entitlement/entitlement.ts";
import { findEntitlement } from "#db/repositories/entitlements.ts";
import {
  type KeyAskedInVain,
  listAskedInVain,
  listLinesWithKey,
  partnerNamesById,
} from "#db/repositories/shelf-activity.ts";
import type { KeyPool } from "#db/repositories/key-pools.ts";
import { formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

/** A purchase for which somebody asked for a key, and there was none. */
export type WaitingForKey = {
  readonly orderId: string;
  readonly lineNumber: number;
  readonly productId: string;
  readonly skuId: string;
  readonly productTitle: string;
  readonly skuTitle: string;
  readonly version: string;
  readonly partnerName: string;
  readonly quantityText: string;
  /** When it was asked for first, as far as the log was looked through. */
  readonly since: InstantText;
};

/** Whoever asked longer ago than this has found another way. */
const askedWithinHours = 90 * 24;
const linesRead = 500;
const waitingMax = 50;

/** Who waits for a key: asked for in vain, still entitled to it, and without one up to now. Longest wait first. */
export async function waitingForKeys({ db, at, reader }: ViewContext): Promise<WaitingForKey[]> {
  const asked = await listAskedInVain(db, addHours(at, -askedWithinHours), linesRead);
  // Newest first, so that the oldest of each is the one that stays.
  const firsts = new Map(asked.map((one) => [nameOf(one), one]));
  const served = await listLinesWithKey(db, [...new Set(asked.map(({ orderId }) => orderId))]);
  for (const line of served) firsts.delete(nameOf(line));
  const waiting: { one: KeyAskedInVain; entitlement: Entitlement }[] = [];
  for (const one of [...firsts.values()].slice(-waitingMax)) {
    const entitlement = await findEntitlement(db, one, one);
    if (entitlement !== undefined && refusalOfEntitlement(entitlement, at) === null) waiting.push({ one, entitlement });
  }
  const partners = await partnerNamesById(db, [...new Set(waiting.map(({ one }) => one.partnerId))]);
  const format = formatFor(reader);
  return waiting
    .toSorted((a, b) => a.one.at.epochMilliseconds - b.one.at.epochMilliseconds)
    .map(({ one, entitlement }) => ({
      orderId: one.orderId,
      lineNumber: one.lineNumber,
      productId: entitlement.productId,
      skuId: entitlement.skuId,
      productTitle: entitlement.productTitle,
      skuTitle: entitlement.skuTitle,
      version: one.version,
      partnerName: partners.get(one.partnerId) ?? "",
      quantityText: format.number(entitlement.quantity),
      since: format.instant(one.at),
    }));
}

function nameOf({ orderId, lineNumber, version }: Pick<KeyAskedInVain, "orderId" | "lineNumber" | "version">): string {
  return `${orderId}:${lineNumber}:${version}`;
}

/** Whether a pool is the one that a purchase's key would come from. */
export function isServedBy(
  { productId, skuId, version }: Pick<WaitingForKey, "productId" | "skuId" | "version">,
  pool: Pick<KeyPool, "productId" | "skuId" | "version">,
): boolean {
  const isOfEdition = pool.skuId === null || pool.skuId === skuId;
  return pool.productId === productId && pool.version === version && isOfEdition;
}
