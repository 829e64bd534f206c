import type { Temporal } from "temporal-polyfill";
import { kindOfInvoice } from "../invoicing/invoice.ts";
import { addMoney, money, type Money } from "../money/money.ts";
import type { MailState } from "../notices/mail-attempts.ts";
import type { DeliveryState } from "../webhooks/delivery-attempts.ts";
import type { Currency } from "../money/currencies.ts";

/**
 * What a run proves about itself, kept with the run and shown: how much was due, what became of it, and the money.
 * Plain JSON; instants in epoch milliseconds, amounts in minor units.
 */
export type Certificate = {
  /** Subscriptions found due. */
  readonly due: number;
  /** Subscriptions that got at least one new term. */
  readonly renewed: number;
  /** New terms; more than `renewed` after a downtime. */
  readonly terms: number;
  /** Subscriptions that ended instead, by the code of the reason. */
  readonly notRenewed: Readonly<Record<string, number>>;
  readonly charges: number;
  /** Notices queued. */
  readonly notices: number;
  /** Sum of the charges made, by currency. */
  readonly charged: Readonly<Record<string, number>>;
  /** Terms or charges that were there already when the run wrote them. The database refuses them; the count has to be 0. */
  readonly duplicates: number;
  /** Subscriptions left for another process that held them or was quicker. */
  readonly leftToOthers: number;
  readonly failed: number;
  readonly held: number;
  /** Invoices issued, credit notes among them, lines on them and their sums by currency; left out of runs that issue none. */
  readonly invoices?: number;
  readonly creditNotes?: number;
  readonly invoiceLines?: number;
  readonly invoiced?: Readonly<Record<string, number>>;
  /** Lines in inboxes and mails in the outbox that notices became; left out of runs that deliver none. */
  readonly inboxLines?: number;
  readonly mailsQueued?: number;
  /** Mails by what became of them; left out of runs that try none. */
  readonly mails?: Readonly<Record<string, number>>;
  /** Deliveries of events by what became of them; left out of runs that try none. */
  readonly webhooks?: Readonly<Record<string, number>>;
  /** How long the oldest due subscription had been waiting, in milliseconds; null when nothing was due. */
  readonly oldestDueAgeMs: number | null;
};

/** What became of one subscription in a run. */
export type Outcome = {
  readonly dueAt: Temporal.Instant;
  readonly terms: number;
  readonly charges: readonly Money[];
  readonly notices: number;
  /** Code of the reason for which it ended; null when it goes on. */
  readonly endedBecause: string | null;
  readonly isHeld: boolean;
};

/** Counts a run together while it goes; `certificate` reads the result. Holds sums only, whatever the size of the run. */
export type Tally = {
  add(outcome: Outcome): void;
  addFailed(dueAt: Temporal.Instant, isHeld: boolean): void;
  addDuplicate(): void;
  addNotices(count: number): void;
  addLeftToOthers(count: number): void;
  addInvoice(invoice: { readonly total: Money; readonly lines: number }): void;
  addDelivered(lines: { readonly inbox: number; readonly mails: number }): void;
  addMail(state: MailState): void;
  addWebhook(state: DeliveryState): void;
  certificate(at: Temporal.Instant): Certificate;
};

export function createTally(): Tally {
  const counts = {
    due: 0,
    renewed: 0,
    terms: 0,
    charges: 0,
    notices: 0,
    duplicates: 0,
    leftToOthers: 0,
    failed: 0,
    held: 0,
  };
  const notRenewed = new Map<string, number>();
  const charged = new Map<Currency, Money>();
  const invoiced = new Map<Currency, Money>();
  const invoices = { invoices: 0, creditNotes: 0, invoiceLines: 0 };
  const delivered = { inboxLines: 0, mailsQueued: 0 };
  const mails = new Map<MailState, number>();
  const webhooks = new Map<DeliveryState, number>();
  let oldestDueMs: number | null = null;
  const saw = (dueAt: Temporal.Instant) => {
    counts.due += 1;
    const dueMs = dueAt.epochMilliseconds;
    if (oldestDueMs === null || dueMs < oldestDueMs) oldestDueMs = dueMs;
  };
  return {
    add(outcome) {
      saw(outcome.dueAt);
      counts.terms += outcome.terms;
      counts.charges += outcome.charges.length;
      counts.notices += outcome.notices;
      if (outcome.terms > 0) counts.renewed += 1;
      if (outcome.isHeld) counts.held += 1;
      for (const charge of outcome.charges)
        charged.set(charge.currency, addMoney(charged.get(charge.currency) ?? money(0, charge.currency), charge));
      if (outcome.endedBecause !== null)
        notRenewed.set(outcome.endedBecause, (notRenewed.get(outcome.endedBecause) ?? 0) + 1);
    },
    addFailed(dueAt, isHeld) {
      saw(dueAt);
      counts.failed += 1;
      if (isHeld) counts.held += 1;
    },
    addDuplicate() {
      counts.duplicates += 1;
    },
    addNotices(count) {
      counts.notices += count;
    },
    addLeftToOthers(count) {
      counts.leftToOthers += count;
    },
    addInvoice({ total, lines }) {
      invoices.invoices += 1;
      if (kindOfInvoice({ totalMinor: total.amountMinor }) === "credit-note") invoices.creditNotes += 1;
      invoices.invoiceLines += lines;
      counts.notices += 1;
      invoiced.set(total.currency, addMoney(invoiced.get(total.currency) ?? money(0, total.currency), total));
    },
    addDelivered({ inbox, mails: queued }) {
      delivered.inboxLines += inbox;
      delivered.mailsQueued += queued;
    },
    addMail(state) {
      mails.set(state, (mails.get(state) ?? 0) + 1);
    },
    addWebhook(state) {
      webhooks.set(state, (webhooks.get(state) ?? 0) + 1);
    },
    certificate: (at) => ({
      ...counts,
      ...(delivered.inboxLines + delivered.mailsQueued === 0 ? {} : delivered),
      ...(mails.size === 0 ? {} : { mails: sorted(mails, (count) => count) }),
      ...(webhooks.size === 0 ? {} : { webhooks: sorted(webhooks, (count) => count) }),
      ...(invoices.invoices === 0 ? {} : { ...invoices, invoiced: sorted(invoiced, ({ amountMinor }) => amountMinor) }),
      notRenewed: sorted(notRenewed, (count) => count),
      charged: sorted(charged, ({ amountMinor }) => amountMinor),
      oldestDueAgeMs: oldestDueMs === null ? null : at.epochMilliseconds - oldestDueMs,
    }),
  };
}

function sorted<V>(map: ReadonlyMap<string, V>, value: (entry: V) => number): Record<string, number> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entry]) => [name, value(entry)]));
}
