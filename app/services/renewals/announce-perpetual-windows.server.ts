import { perpetualWindowClosingNotice } from "#app/domain/billing/perpetual.ts";
import { addDays, addHours, isBefore, startOfUtcDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { perpetualWindowDays } from "#app/domain/policies.ts";
import { listQueuedKeys, queueNotices } from "#db/repositories/look-ahead-notes.ts";
import { listPerpetualLinesSince, perpetualPurchaseOf, type PlacedLine } from "#db/repositories/orders.ts";
import { withRetries } from "./retry.server.ts";
import type { RunContext } from "./run-context.server.ts";

const pageSize = 200;

/**
 * Announces that the windows of perpetual purchases close within 24 hours: of those whose 30th day is today. Each once,
 * by the key of its notice, however often it is looked.
 */
export async function announcePerpetualWindows(context: RunContext<"look-ahead">, partnerId: string): Promise<void> {
  const { at, deps, tally, signal } = context;
  let since = startOfUtcDay(addDays(utcDayOf(at), -perpetualWindowDays));
  const until = addHours(since, 24);
  for (;;) {
    const lines = await listPerpetualLinesSince(deps.db, partnerId, since, { customerId: null, limit: pageSize });
    const closing = lines.filter(({ orderedAt }) => isBefore(orderedAt, until));
    const last = closing.at(-1);
    if (last === undefined || signal?.aborted === true) return;
    tally.addNotices(await announce(context, closing));
    if (closing.length < pageSize) return;
    // From the last one on again: others may have been bought at its very instant, and none is told twice.
    since = last.orderedAt.equals(since) ? since.add({ milliseconds: 1 }) : last.orderedAt;
  }
}

async function announce({ at, deps }: RunContext, lines: readonly PlacedLine[]): Promise<number> {
  const drafts = lines.flatMap((line) => perpetualWindowClosingNotice(perpetualPurchaseOf(line), at) ?? []);
  const keys = drafts.map(({ dedupeKey }) => dedupeKey);
  const queued = await listQueuedKeys(deps.db, keys);
  const wanting = drafts.filter(({ dedupeKey }) => !queued.has(dedupeKey));
  if (wanting.length === 0) return 0;
  await withRetries(() => deps.db.transaction().execute((tx) => queueNotices(tx, at, wanting, () => deps.ids.next())));
  return wanting.length;
}
