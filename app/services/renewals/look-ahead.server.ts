import { setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { addHours } from "#app/domain/calendar/utc-days.ts";
import type { NoticeDraft } from "#app/domain/notices/notices.ts";
import { lookAheadStagesDays, windowClosingNoticeHours } from "#app/domain/policies.ts";
import { decideLookAhead, windowClosingNotice } from "#app/domain/subscription/look-ahead.ts";
import { renewalQuery } from "#app/domain/subscription/next-term.ts";
import type { Db } from "#db/client.ts";
import { jsonColumn } from "#db/columns.ts";
import {
  countEndingWithin,
  type DueCursor,
  listEndingWithin,
  listPartnerIds,
  listWindowsClosingWithin,
  lockRows,
} from "#db/repositories/due-work.ts";
import { recordJobFailure } from "#db/repositories/job-failures.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import { type LookAheadNote, listQueuedKeys, queueNotices, updateNotes } from "#db/repositories/look-ahead-notes.ts";
import { type SubscriptionRow, subscriptionOfRow } from "#db/repositories/subscription-row.ts";
import type { BatchCounts } from "./advance-due.server.ts";
import { announcePerpetualWindows } from "./announce-perpetual-windows.server.ts";
import { withRetries } from "./retry.server.ts";
import type { RunContext } from "./run-context.server.ts";

const pageSize = 200;
const breathMs = 2;

/** How far the look ahead sees: the first stage before the end of a term. */
export function lookAheadUntil(at: Temporal.Instant): Temporal.Instant {
  return addHours(at, 24 * Math.max(...lookAheadStagesDays));
}

export function countToLookAt(db: Db, at: Temporal.Instant): Promise<number> {
  return countEndingWithin(db, at, lookAheadUntil(at));
}

/** What the look ahead wants to be true of one subscription. */
type Look = { readonly note: LookAheadNote | null; readonly notices: readonly NoticeDraft[] };
type Decide = (row: SubscriptionRow) => Look;

/**
 * Checks ahead of time what will not renew, notes it beside the record, and announces renewals, ends and closing
 * windows. A stage that was missed is announced late; one that was announced is not announced again.
 */
export async function lookAhead(
  context: RunContext<"look-ahead">,
  onBatch: (counts: BatchCounts) => void,
): Promise<void> {
  const { at, deps } = context;
  await eachPage(
    context,
    (after) => listEndingWithin(deps.db, { from: at, until: lookAheadUntil(at), after, limit: pageSize }),
    (row) => ({ dueAtMs: row.term_end_at, id: row.id }),
    async (rows) => onBatch(await lookAtPage(context, rows, (row) => lookAtEnd(context, row))),
  );
  const until = addHours(at, windowClosingNoticeHours);
  for (const partnerId of await listPartnerIds(deps.db)) {
    await eachPage(
      context,
      (after) => listWindowsClosingWithin(deps.db, { partnerId, from: at, until, after, limit: pageSize }),
      (row) => ({ dueAtMs: row.window_ends_at, id: row.id }),
      async (rows) => void (await lookAtPage(context, rows, (row) => lookAtWindow(context, row))),
    );
    await announcePerpetualWindows(context, partnerId);
  }
}

async function eachPage(
  { signal }: RunContext,
  read: (after: DueCursor | null) => Promise<SubscriptionRow[]>,
  cursorOf: (row: SubscriptionRow) => DueCursor,
  work: (rows: readonly SubscriptionRow[]) => Promise<void>,
): Promise<void> {
  let after: DueCursor | null = null;
  for (;;) {
    const rows: SubscriptionRow[] = await read(after);
    const last = rows.at(-1);
    if (last === undefined || signal?.aborted === true) return;
    await work(rows);
    if (rows.length < pageSize) return;
    after = cursorOf(last);
    await sleep(breathMs);
  }
}

function lookAtEnd({ at, prices }: RunContext, row: SubscriptionRow): Look {
  const subscription = subscriptionOfRow(row);
  const { segment } = prices.skuFacts(subscription);
  const availability = prices.findOffer(renewalQuery(subscription, segment));
  const { willNotRenew, notices } = decideLookAhead(subscription, { at, availability });
  const code = willNotRenew?.code ?? null;
  const json = willNotRenew === null ? null : jsonColumn(willNotRenew);
  const isNoted = row.will_not_renew_code === code && row.will_not_renew_json === json;
  const note = { id: row.id, will_not_renew_code: code, will_not_renew_json: json, expected_version: row.version };
  return { note: isNoted ? null : note, notices };
}

function lookAtWindow({ at, prices }: RunContext, row: SubscriptionRow): Look {
  const subscription = subscriptionOfRow(row);
  const notice = windowClosingNotice(subscription, { at, sku: prices.skuFacts(subscription) });
  return { note: null, notices: notice === null ? [] : [notice] };
}

/**
 * Looks at one page without a lock first, because on most runs there is nothing to write. Where there is, the rows
 * are read again and decided again inside the transaction that writes.
 */
async function lookAtPage(
  context: RunContext<"look-ahead">,
  rows: readonly SubscriptionRow[],
  decide: Decide,
): Promise<BatchCounts> {
  const { deps, runId, tally } = context;
  await preparePrices(context, deps.db, rows);
  const { wanting, failed } = await whatIsWanting(deps.db, rows, decide);
  const ids = wanting.map(({ row }) => row.id);
  const written = await withRetries(() =>
    deps.db.transaction().execute(async (tx) => {
      for (const { row, error } of failed) await noteFailure(tx, context, row, error);
      const queued = ids.length === 0 ? 0 : await writeWanting(tx, context, ids, decide);
      const counts = { done: rows.length - failed.length, failed: failed.length };
      await addJobRunProgress(tx, runId, { ...counts, at: deps.clock.now() });
      return { queued, counts };
    }),
  );
  tally.addNotices(written.queued);
  return written.counts;
}

function preparePrices({ prices }: RunContext, db: Db, rows: readonly SubscriptionRow[]): Promise<void> {
  return prices.prepare(
    db,
    rows.map((row) => ({ market: row.market, productId: row.product_id, skuId: row.sku_id })),
  );
}

type Wanting = { readonly row: SubscriptionRow; readonly look: Look };

/** The rows of a page for which something is still to be noted or announced. */
async function whatIsWanting(
  db: Db,
  rows: readonly SubscriptionRow[],
  decide: Decide,
): Promise<{ wanting: Wanting[]; failed: { row: SubscriptionRow; error: unknown }[] }> {
  const looks: Wanting[] = [];
  const failed: { row: SubscriptionRow; error: unknown }[] = [];
  for (const row of rows)
    try {
      looks.push({ row, look: decide(row) });
    } catch (error) {
      failed.push({ row, error });
    }
  const queued = await listQueuedKeys(
    db,
    looks.flatMap(({ look }) => look.notices.map(({ dedupeKey }) => dedupeKey)),
  );
  const wanting = looks
    .map(({ row, look }) => ({
      row,
      look: { note: look.note, notices: look.notices.filter(({ dedupeKey }) => !queued.has(dedupeKey)) },
    }))
    .filter(({ look }) => look.note !== null || look.notices.length > 0);
  return { wanting, failed };
}

/** Writes what is wanting by a look inside the transaction; answers how many notices were queued. */
async function writeWanting(
  tx: Db,
  context: RunContext<"look-ahead">,
  ids: readonly string[],
  decide: Decide,
): Promise<number> {
  const { at, deps } = context;
  const present = await lockRows(tx, ids);
  await preparePrices(context, tx, present);
  const { wanting } = await whatIsWanting(tx, present, decide);
  await updateNotes(
    tx,
    wanting.flatMap(({ look }) => look.note ?? []),
  );
  const notices = wanting.flatMap(({ look }) => look.notices);
  await queueNotices(tx, at, notices, () => deps.ids.next());
  return notices.length;
}

async function noteFailure(
  tx: Db,
  { job, runId, at }: RunContext<"look-ahead">,
  row: SubscriptionRow,
  error: unknown,
): Promise<void> {
  await recordJobFailure(tx, {
    subscriptionId: row.id,
    partnerId: row.partner_id,
    job,
    runId,
    code: error instanceof Error ? error.name : "error",
    message: error instanceof Error ? error.message : String(error),
    at,
  });
}
