import type { Kysely, Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "./client.ts";
import { instantColumn, instantColumnOrNull } from "./columns.ts";
import { countUpTo } from "./count-up-to.ts";
import { claimedForChange } from "./dialects/locking.ts";
import type { Database } from "./schema.ts";

/**
 * What the outboxes have in common: mails, letters and webhooks leave from rows that say when they are due. An attempt
 * is counted and leased before it is made; whoever dies over it leaves a row that is due again when the lease ends, and
 * whoever comes back late finds that the attempt is not the last one any more.
 */
type OutboxTable = "mail" | "letter" | "webhook_delivery";

/** The columns that all of them have. */
type EntryRow = {
  id: string;
  partner_id: string | null;
  state: string;
  attempts: number;
  next_attempt_at: number | null;
  finished_at: number | null;
};

/** Further columns of one of them. */
type OwnColumns<Table extends OutboxTable> = Partial<Omit<Selectable<Database[Table]>, keyof EntryRow>>;

/** The same connection, that knows of the common columns alone. */
function outboxes(db: Db): Kysely<Record<OutboxTable, EntryRow>> {
  return db as unknown as Kysely<Record<OutboxTable, EntryRow>>;
}

/** How many entries are due at an instant, counted up to a number; those that a process died over among them. */
export async function countDueEntries(db: Db, table: OutboxTable, at: Temporal.Instant, upTo: number): Promise<number> {
  const due = outboxes(db).selectFrom(table).select("id").where("next_attempt_at", "<=", instantColumn(at));
  return countUpTo(db, due.orderBy("next_attempt_at"), upTo);
}

/**
 * Takes the entry that has been due for longest, for as long as a lease. Undefined where none is due. In a transaction
 * of its own.
 *
 * @param own what else the attempt changes of the row
 * @param without partners whose entries are left alone
 */
export async function claimDueEntry<Table extends OutboxTable>(
  db: Db,
  table: Table,
  {
    at,
    leasedUntil,
    without = [],
  }: { at: Temporal.Instant; leasedUntil: Temporal.Instant; without?: readonly string[] },
  own: (row: Selectable<Database[Table]>) => OwnColumns<Table> = () => ({}),
): Promise<Selectable<Database[Table]> | undefined> {
  const outbox = outboxes(db);
  let due = outbox
    .selectFrom(table as OutboxTable)
    .selectAll()
    .where("next_attempt_at", "<=", instantColumn(at))
    .orderBy("next_attempt_at")
    .orderBy("id")
    .limit(1);
  if (without.length > 0) due = due.where("partner_id", "not in", [...without]);
  const entry = await claimedForChange(outbox, due).executeTakeFirst();
  if (entry === undefined) return undefined;
  const row = entry as unknown as Selectable<Database[Table]>;
  const taken = {
    state: "sending",
    attempts: entry.attempts + 1,
    next_attempt_at: instantColumn(leasedUntil),
    ...own(row),
  };
  let update = outbox
    .updateTable(table as OutboxTable)
    .set(taken)
    .where("id", "=", entry.id);
  if (entry.partner_id !== null) update = update.where("partner_id", "=", entry.partner_id);
  await update.execute();
  return { ...row, ...taken };
}

/** An attempt that was made: the entry as it was claimed. */
type Attempt = { readonly id: string; readonly partnerId: string | null; readonly attempts: number };

/**
 * Notes what became of an attempt, if it is still the entry's last one; false where another process has taken it
 * meanwhile. Without a further attempt the entry is finished.
 */
export async function finishEntryAttempt<Table extends OutboxTable>(
  db: Db,
  table: Table,
  attempt: Attempt,
  outcome: { readonly state: Database[Table]["state"]; readonly nextAttemptAt: Temporal.Instant | null },
  at: Temporal.Instant,
  own: OwnColumns<Table>,
): Promise<boolean> {
  let update = outboxes(db)
    .updateTable(table as OutboxTable)
    .set({
      state: outcome.state,
      next_attempt_at: instantColumnOrNull(outcome.nextAttemptAt),
      finished_at: outcome.nextAttemptAt === null ? instantColumn(at) : null,
      ...own,
    })
    .where("id", "=", attempt.id)
    .where("state", "=", "sending")
    .where("attempts", "=", attempt.attempts);
  if (attempt.partnerId !== null) update = update.where("partner_id", "=", attempt.partnerId);
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
