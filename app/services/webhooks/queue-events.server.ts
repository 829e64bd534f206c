import { eventsOfLines } from "#app/domain/webhooks/events.ts";
import type { Db } from "#db/client.ts";
import { insertWebhookDeliveries, listenersOf } from "#db/repositories/webhooks.ts";
import type { ActivityEntry } from "../activity/append-activity.server.ts";

/** Rows per statement; PostgreSQL takes 65,535 values in one. */
const rowsPerInsert = 500;

/**
 * Queues the events that lines of the log stand for, in their transaction: whatever is logged of a partner who
 * registered an address is told, whoever did it and by which way, and nothing else is. One query where nobody listens.
 */
export async function queueEventsOfLines(tx: Db, entries: readonly ActivityEntry[]): Promise<void> {
  const events = eventsOfLines(entries);
  const [first] = events;
  if (first === undefined) return;
  const listeners = await listenersOf(tx, [...new Set(events.map(({ partnerId }) => partnerId))]);
  if (listeners.size === 0) return;
  const wanted = events.filter(({ partnerId, event }) => listeners.get(partnerId)?.has(event) === true);
  const at = entries[0]?.draft.at;
  if (at === undefined) return;
  for (let from = 0; from < wanted.length; from += rowsPerInsert)
    await insertWebhookDeliveries(tx, wanted.slice(from, from + rowsPerInsert), at);
}
