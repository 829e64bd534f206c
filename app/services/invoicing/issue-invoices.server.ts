import { setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import {
  type BillingPeriod,
  endOfPeriod,
  invoicedAtOf,
  latestInvoicedPeriod,
  nextPeriodToInvoice,
} from "#app/domain/invoicing/billing-period.ts";
import { formatInvoiceNumber, isUsedUp } from "#app/domain/invoicing/invoice-number.ts";
import { kindOfInvoice } from "#app/domain/invoicing/invoice.ts";
import { money, type Money } from "#app/domain/money/money.ts";
import type { NoticeDraft } from "#app/domain/notices/notices.ts";
import type { Db, Tx } from "#db/client.ts";
import { failureKind } from "#db/dialects/failure-kind.ts";
import {
  type DrawnUp,
  findCurrencyToInvoice,
  findDrawnUp,
  findOldestUnbilledAt,
  insertDrawnUp,
  issueDrawnUp,
  listPartnersToInvoice,
  lockSeriesOfPartner,
  nextSeries,
  type PartnerSeries,
  type QueueKey,
  takeUnbilled,
  updateSeries,
} from "#db/repositories/invoicing.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import { insertNotices } from "#db/repositories/notices.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { BatchCounts } from "../renewals/advance-due.server.ts";
import { withRetries } from "../renewals/retry.server.ts";
import type { RunContext } from "../renewals/run-context.server.ts";
import { drawUpLines } from "./draw-up-lines.server.ts";

/** Lines per transaction: small enough that a page in another process hardly waits for its turn to write. */
export const linesPerStep = 1_000;

/** Rest between two transactions, in which pages write what they have waited with. */
const breathMs = 2;

type InvoicingContext = RunContext<"issue-invoices">;

/**
 * Issues the invoices of every month that is due up to the run's instant, partner by partner and month by month.
 *
 * An invoice is drawn up in steps of at most 1,000 lines, each a transaction under the partner's lock; the step that
 * finds nothing more to add gives it its number. A run that dies leaves an invoice without a number and a queue without
 * the lines that are on it; the next run goes on there. A partner whose invoice cannot be made holds up nobody else, and
 * the run says at its end that it failed.
 */
export async function issueInvoices(
  context: InvoicingContext,
  onBatch: (counts: BatchCounts) => void = () => {},
): Promise<void> {
  const failures: string[] = [];
  for (const partnerId of await listPartnersToInvoice(context.deps.db, context.at)) {
    if (context.signal?.aborted === true) return;
    try {
      const isDone = await invoicePartner(context, partnerId);
      if (isDone) onBatch({ done: 1, failed: 0 });
    } catch (error) {
      if (failureKind(error) === "transient") throw error;
      failures.push(`${partnerId}: ${error instanceof Error ? error.message : String(error)}`);
      context.tally.addFailed(invoicedAtOf(latestInvoicedPeriod(context.at)), false);
      await withRetries(() =>
        addJobRunProgress(context.deps.db, context.runId, { done: 0, failed: 1, at: context.deps.clock.now() }),
      );
      onBatch({ done: 0, failed: 1 });
    }
  }
  if (failures.length > 0) throw new Error(`Invoices that could not be issued, by partner. ${failures.join("; ")}`);
}

/** How many partners have invoices due at an instant. */
export async function countPartnersToInvoice(db: Db, at: Temporal.Instant): Promise<number> {
  return (await listPartnersToInvoice(db, at)).length;
}

/** All due months of one partner; false where the run was asked to stop on the way. */
async function invoicePartner(context: InvoicingContext, partnerId: string): Promise<boolean> {
  let after: QueueKey | null = null;
  for (;;) {
    if (context.signal?.aborted === true) return false;
    const step: Step = await withRetries(() =>
      context.deps.db.transaction().execute((tx) => oneStep(tx, context, partnerId, after)),
    );
    for (const issued of step.issued) context.tally.addInvoice(issued);
    if (step.isDone) return true;
    after = step.after;
    await sleep(breathMs);
  }
}

type Issued = {
  readonly number: string;
  readonly period: string;
  readonly total: Money;
  readonly lines: number;
};

type Step = {
  readonly isDone: boolean;
  readonly issued: readonly Issued[];
  /** Where the next step goes on in the queue of the invoice at hand. */
  readonly after: QueueKey | null;
};

/** What one transaction knows while it works. */
type Desk = {
  readonly tx: Tx;
  readonly context: InvoicingContext;
  readonly issued: Issued[];
  series: PartnerSeries;
  drawnUp: DrawnUp | undefined;
  after: QueueKey | null;
};

/** As much of a partner's invoices as fits one transaction: several small months, or a part of one large invoice. */
async function oneStep(tx: Tx, context: InvoicingContext, partnerId: string, after: QueueKey | null): Promise<Step> {
  const desk: Desk = {
    tx,
    context,
    issued: [],
    series: await lockSeriesOfPartner(tx, partnerId),
    drawnUp: await findDrawnUp(tx, partnerId),
    after,
  };
  let room = linesPerStep;
  let isDone = false;
  while (room > 0 && !isDone) {
    if (desk.drawnUp === undefined) isDone = !(await beginNext(desk));
    else room -= await addLines(desk, desk.drawnUp, room);
  }
  const { deps, runId } = context;
  await addJobRunProgress(tx, runId, { done: isDone ? 1 : 0, failed: 0, at: deps.clock.now() });
  await logIssued(desk);
  return { isDone, issued: desk.issued, after: desk.after };
}

/** Begins the next invoice that is due, or closes a month that has all of its invoices; false where nothing is left to do. */
async function beginNext(desk: Desk): Promise<boolean> {
  const { tx, context, series } = desk;
  const { partnerId } = series;
  const period = nextPeriodToInvoice(series.closedThrough, await findOldestUnbilledAt(tx, partnerId), context.at);
  if (period === null) {
    await closeThrough(desk, latestInvoicedPeriod(context.at));
    return false;
  }
  desk.after = null;
  const currency = await findCurrencyToInvoice(tx, partnerId, period);
  if (currency === undefined) {
    await closeThrough(desk, period);
    return true;
  }
  const invoice = { id: context.deps.ids.next(), partnerId, period, currency };
  await insertDrawnUp(tx, invoice);
  desk.drawnUp = { ...invoice, lineCount: 0, totalMinor: 0 };
  return true;
}

/** Notes that months up to one have all their invoices; what is dated in them and comes later goes on the next. */
async function closeThrough(desk: Desk, period: BillingPeriod): Promise<void> {
  const { tx, series } = desk;
  if (series.closedThrough !== null && series.closedThrough >= period) return;
  await updateSeries(tx, series.partnerId, { closedThrough: period });
  desk.series = { ...series, closedThrough: period };
}

/** Adds lines to the invoice at hand, at most `room`, and issues it when there are no more. Answers how many were added. */
async function addLines(desk: Desk, drawnUp: DrawnUp, room: number): Promise<number> {
  const { tx, after } = desk;
  const { partnerId, currency, period } = drawnUp;
  const items = await takeUnbilled(tx, { partnerId, currency, before: endOfPeriod(period), after, limit: room });
  if (items.length > 0) {
    desk.drawnUp = await drawUpLines(tx, drawnUp, items);
    desk.after = items.length < room ? null : (items.at(-1) ?? null);
  } else if (after !== null) {
    // The end of the queue; but something of an earlier date may have been made since its beginning was read.
    desk.after = null;
  } else {
    await issue(desk, drawnUp);
    desk.drawnUp = undefined;
  }
  return items.length;
}

/** Takes the next number and issues, in the transaction that found nothing more to add: no number is lost or used twice. */
async function issue(desk: Desk, drawnUp: DrawnUp): Promise<void> {
  const { tx, context } = desk;
  const { at, deps } = context;
  const { id, partnerId, period, currency, totalMinor, lineCount } = drawnUp;
  if (isUsedUp(desk.series)) desk.series = { ...desk.series, series: await nextSeries(tx), lastNumber: 0 };
  const { series, lastNumber } = desk.series;
  const number = formatInvoiceNumber(series, lastNumber + 1);
  await issueDrawnUp(tx, id, { number, kind: kindOfInvoice({ totalMinor }), issuedAt: at });
  await updateSeries(tx, partnerId, { series, lastNumber: lastNumber + 1 });
  desk.series = { ...desk.series, lastNumber: lastNumber + 1 };
  const draft: NoticeDraft = {
    kind: "invoice-ready",
    dedupeKey: `${partnerId}:${period}:${currency}:invoice-ready`,
    partnerId,
    customerId: null,
    subscriptionId: null,
    termNumber: null,
    orderId: null,
    facts: { invoiceNumber: number, totalMinor, currency },
  };
  await insertNotices(tx, at, [{ id: deps.ids.next(), draft }]);
  desk.issued.push({ number, period, total: money(totalMinor, currency), lines: lineCount });
}

/** Last of all, because it locks the partner's log. */
async function logIssued({ tx, context, issued, series }: Desk): Promise<void> {
  if (issued.length === 0) return;
  const { at, deps, actor } = context;
  const drafts = issued.map(({ number, period, total: { amountMinor: totalMinor, currency }, lines }) =>
    activityDone(
      "invoice-issued",
      at,
      { partnerId: series.partnerId },
      { newValue: { invoiceNumber: number, period, totalMinor, currency, lines } },
    ),
  );
  await logActivity(tx, deps, actor, drafts);
}
