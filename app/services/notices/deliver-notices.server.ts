import type { Temporal } from "temporal-polyfill";
import type { Notice } from "#app/domain/notices/notices.ts";
import {
  channelsByDefault,
  channelsOfCustomers,
  deliveredWithinDays,
  isToldToCustomers,
  mailedWithinDays,
  mayRead,
  type NoticeChannels,
  type PossibleReader,
} from "#app/domain/notices/readers.ts";
import type { Db } from "#db/client.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import {
  channelsOfUsers,
  claimNoticesToDeliver,
  countNoticesToDeliver,
  deleteDelivered,
  type Delivery,
  insertInbox,
  insertMails,
  insertNoticesWithoutReader,
  listPossibleReaders,
} from "#db/repositories/notice-delivery.ts";
import type { BatchCounts } from "../renewals/advance-due.server.ts";
import { certifiersOf } from "./certifiers.server.ts";
import { withRetries } from "../renewals/retry.server.ts";
import type { RunContext } from "../renewals/run-context.server.ts";

/** Notices per transaction; each becomes a line and a mail per reader. */
const batchSize = 100;
const countedMax = 100_000;
const dayMs = 86_400_000;

export function countToDeliver(db: Db): Promise<number> {
  return countNoticesToDeliver(db, countedMax);
}

/**
 * Brings every notice that waits to its readers: a line in the inbox and a mail in the outbox of each who wants it, in
 * the transaction that takes the notice off the list. A process that dies leaves the whole batch or nothing of it.
 */
export async function deliverNotices(
  context: RunContext<"deliver-notices">,
  onBatch: (counts: BatchCounts) => void,
): Promise<void> {
  const { deps, signal } = context;
  for (;;) {
    if (signal?.aborted === true) return;
    const done = await withRetries(() => deps.db.transaction().execute((tx) => deliverBatch(tx, context)));
    if (done === 0) return;
    onBatch({ done, failed: 0 });
  }
}

async function deliverBatch(tx: Db, { deps, at, runId, tally }: RunContext): Promise<number> {
  const notices = await claimNoticesToDeliver(tx, batchSize);
  if (notices.length === 0) return 0;
  const { inbox, mails, unheard } = await readersOf(tx, notices, at);
  await insertInbox(tx, inbox);
  const outgoing = mails.map((mail) => ({ ...mail, id: deps.ids.next() }));
  await insertMails(tx, outgoing, at);
  await insertNoticesWithoutReader(tx, unheard, at);
  await deleteDelivered(
    tx,
    notices.map(({ id }) => id),
  );
  await addJobRunProgress(tx, runId, { done: notices.length, failed: 0, at: deps.clock.now() });
  tally.addDelivered({ inbox: inbox.length, mails: outgoing.length });
  return notices.length;
}

/** Who finds which notices in the portal, who gets a mail, and which were for nobody. */
async function readersOf(db: Db, notices: readonly Notice[], at: Temporal.Instant) {
  const partnerIds = [...new Set(notices.flatMap(({ partnerId }) => partnerId ?? []))];
  const customerIds = [
    ...new Set(notices.flatMap(({ kind, customerId }) => (isToldToCustomers(kind) ? (customerId ?? []) : []))),
  ];
  const people = await listPossibleReaders(db, partnerIds, customerIds);
  const certifiers = await certifiersOf(db, notices);
  const channels = await channelsOfUsers(db, [
    ...new Set([...people.map(({ userId }) => userId), ...[...certifiers.values()].flat()]),
  ]);
  const inbox: Delivery[] = [];
  const mails: Delivery[] = [];
  const unheard: Notice[] = [];
  for (const notice of notices) {
    const ageMs = at.epochMilliseconds - notice.queuedAt.epochMilliseconds;
    if (ageMs > deliveredWithinDays * dayMs) continue;
    const readers: Pick<PossibleReader, "userId" | "side">[] = people.filter((person) => mayRead(person, notice));
    for (const userId of certifiers.get(notice.id) ?? [])
      if (!readers.some((reader) => reader.userId === userId)) readers.push({ userId, side: "customer" });
    if (readers.length === 0) unheard.push(notice);
    for (const { userId, side } of readers) {
      const byDefault = side === "customer" ? channelsOfCustomers : channelsByDefault;
      const wanted: NoticeChannels = channels.get(userId)?.get(notice.kind) ?? byDefault;
      if (wanted.isInPortal) inbox.push({ notice, userId });
      if (wanted.isByMail && ageMs <= mailedWithinDays * dayMs) mails.push({ notice, userId });
    }
  }
  return { inbox, mails, unheard };
}
