import type { Temporal } from "temporal-polyfill";
import type { Db } from "#db/client.ts";
import type { PageRequest } from "#db/keyset.ts";
import * as bulkRuns from "#db/repositories/bulk-runs.ts";
import * as firstSteps from "#db/repositories/first-steps.ts";
import * as keysAhead from "#db/repositories/keys-ahead.ts";
import * as userSettings from "#db/repositories/user-settings.ts";
import * as findAnything from "#db/repositories/find-anything.ts";
import * as subscriptionBook from "#db/repositories/subscription-book.ts";
import { instant, testIds } from "#test/support/builders.ts";

/** The repositories of changes of many, of the list that they are chosen from, and of how people arrange their pages. */

type Book = {
  readonly partnerId: string;
  readonly customer: { readonly id: string };
  readonly actor: { readonly userId: string };
  readonly sku: { readonly productId: string };
  readonly subscription: { readonly id: string; readonly orderId: string };
};
type Call = (db: Db, book: Book) => Promise<unknown>;

const at = instant("2024-03-02T12:00:00Z");
const until = instant("2025-06-01T00:00:00Z");
const page: PageRequest = { limit: 50, cursor: null };
const afterOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "after", key } });
const beforeOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "before", key } });

async function storedRun(db: Db, { partnerId, customer, actor, subscription }: Book) {
  const run = { id: testIds.next(), partnerId };
  await bulkRuns.insertBulkRun(db, {
    ...run,
    action: { kind: "auto-renew-off" },
    rowCount: 1,
    willCount: 1,
    madeBy: actor.userId,
    madeAt: at,
  });
  await bulkRuns.insertBulkRows(db, [
    {
      runId: run.id,
      position: 1,
      partnerId,
      customerId: customer.id,
      subscriptionId: subscription.id,
      state: "will",
      terms: {
        termNumber: 1,
        termEndAt: until.epochMilliseconds,
        creditMinor: null,
        unitPriceMinor: null,
        quantity: 1,
        planned: null,
        autoRenewOffAt: null,
      },
      refusal: null,
      remark: null,
      amountMinor: 10_000,
      currency: "EUR",
      settledAt: null,
    },
  ]);
  return run;
}

async function confirmedRun(db: Db, book: Book) {
  const run = await storedRun(db, book);
  await bulkRuns.confirmBulkRun(db, run, { by: book.actor.userId, at, address: null });
  return run;
}

type Narrowed = Partial<subscriptionBook.BookFilter>;
const everything: subscriptionBook.BookFilter = {
  status: "active",
  customerIds: null,
  productIds: null,
  autoRenew: null,
  endsFrom: null,
  endsUntil: null,
  isWindowOpen: false,
};

const filters: Record<string, (book: Book) => Narrowed> = {
  active: () => ({}),
  expired: () => ({ status: "expired" }),
  deleted: () => ({ status: "deleted" }),
  "with auto-renew on": () => ({ autoRenew: "on" }),
  "with auto-renew off": () => ({ autoRenew: "off" }),
  "with the window open": () => ({ isWindowOpen: true }),
  "of a stretch of days": () => ({ endsFrom: at, endsUntil: until }),
  "of a customer": ({ customer }) => ({ customerIds: [customer.id] }),
  "of a customer, with the window open": ({ customer }) => ({ customerIds: [customer.id], isWindowOpen: true }),
  "of customers": ({ customer }) => ({ customerIds: [customer.id, testIds.next()] }),
  "of products": ({ sku }) => ({ productIds: [sku.productId, testIds.next()] }),
};

function callsOfBook(name: string, narrow: (book: Book) => Narrowed): Record<string, Call> {
  const filterOf = (book: Book) => ({ ...everything, ...narrow(book) });
  const list = (request: PageRequest & { readonly at: Temporal.Instant }): Call => {
    return (db, book) => subscriptionBook.listBook(db, book.partnerId, filterOf(book), request);
  };
  return {
    [`listBook ${name}`]: list({ ...page, at }),
    [`listBook ${name}, after`]: list({ ...afterOf(until.epochMilliseconds, "x"), at }),
    [`listBookIds ${name}`]: (db, book) =>
      subscriptionBook.listBookIds(db, book.partnerId, filterOf(book), { at, limit: 2001 }),
    [`countBook ${name}`]: (db, book) =>
      subscriptionBook.countBook(db, book.partnerId, filterOf(book), { at, countMax: 2000 }),
  };
}

export const bulkCalls: Record<string, { module: object; calls: Record<string, Call> }> = {
  "subscription-book": {
    module: subscriptionBook,
    calls: Object.fromEntries(
      Object.entries(filters).flatMap(([name, narrow]) => Object.entries(callsOfBook(name, narrow))),
    ),
  },
  "find-anything": {
    module: findAnything,
    calls: {
      findSubscriptionsByIdPrefix: (db, { partnerId, subscription }) =>
        findAnything.findSubscriptionsByIdPrefix(db, partnerId, subscription.id.slice(0, findAnything.idPrefixMin), 6),
      findOrdersByIdPrefix: (db, { partnerId, subscription }) =>
        findAnything.findOrdersByIdPrefix(db, partnerId, subscription.orderId, 6),
      findInvoicesByNumberPrefix: (db, { partnerId }) =>
        findAnything.findInvoicesByNumberPrefix(db, partnerId, "G00001", 6),
    },
  },
  "first-steps": {
    module: firstSteps,
    calls: {
      hasSeenKey: (db, { partnerId }) => firstSteps.hasSeenKey(db, partnerId),
      findOutermostCustomer: (db, { partnerId }) => firstSteps.findOutermostCustomer(db, partnerId, "first"),
      "findOutermostCustomer, the newest": (db, { partnerId }) =>
        firstSteps.findOutermostCustomer(db, partnerId, "newest"),
      listFirstPurchases: (db, { partnerId }) => firstSteps.listFirstPurchases(db, partnerId, 50),
    },
  },
  "keys-ahead": {
    module: keysAhead,
    calls: {
      countDrawnSince: (db) => keysAhead.countDrawnSince(db, "p", at),
      countOpenForKey: (db, { sku }) => keysAhead.countOpenForKey(db, { productId: sku.productId, skuId: "s" }),
    },
  },
  "user-settings": {
    module: userSettings,
    calls: {
      findUserSetting: (db, { actor }) => userSettings.findUserSetting(db, actor.userId, "first-steps"),
      putUserSetting: (db, { actor }) =>
        userSettings.putUserSetting(db, actor.userId, "first-steps", { isPutAway: true }, at),
    },
  },
  "bulk-runs": {
    module: bulkRuns,
    calls: {
      listOldDryRuns: (db) => bulkRuns.listOldDryRuns(db, until, 20),
      deleteDryRun: async (db, book) => bulkRuns.deleteDryRun(db, (await storedRun(db, book)).id),
      insertBulkRun: storedRun,
      insertBulkRows: storedRun,
      findBulkRun: (db, { partnerId }) => bulkRuns.findBulkRun(db, partnerId, "1"),
      "findBulkRun for a change": (db, { partnerId }) => bulkRuns.findBulkRun(db, partnerId, "1", { lock: true }),
      listBulkRuns: (db, { partnerId }) => bulkRuns.listBulkRuns(db, partnerId, page),
      "listBulkRuns after": (db, { partnerId }) =>
        bulkRuns.listBulkRuns(db, partnerId, afterOf(until.epochMilliseconds, "x")),
      listBulkRows: (db, { partnerId }) => bulkRuns.listBulkRows(db, { id: "1", partnerId }, null, page),
      "listBulkRows of a state, before": (db, { partnerId }) =>
        bulkRuns.listBulkRows(db, { id: "1", partnerId }, "will-not", beforeOf(100)),
      sumsOfBulkRun: (db, { partnerId }) => bulkRuns.sumsOfBulkRun(db, { id: "1", partnerId }),
      confirmBulkRun: confirmedRun,
      countOpenBulkRuns: (db) => bulkRuns.countOpenBulkRuns(db, 1000),
      listFreeBulkRuns: (db) => bulkRuns.listFreeBulkRuns(db, at, 20),
      leaseBulkRun: async (db, book) =>
        bulkRuns.leaseBulkRun(db, (await confirmedRun(db, book)).id, { worker: "w", at, until }),
      releaseBulkRun: (db) => bulkRuns.releaseBulkRun(db, "1", "w"),
      listWaitingBulkRows: (db) => bulkRuns.listWaitingBulkRows(db, "1", 20),
      isBulkRowWaiting: (db) => bulkRuns.isBulkRowWaiting(db, { runId: "1", position: 1 }),
      settleBulkRow: async (db, book) => {
        const { id: runId } = await confirmedRun(db, book);
        return bulkRuns.settleBulkRow(db, { runId, position: 1 }, { refusal: null, at });
      },
      "settleBulkRow refused": async (db, book) => {
        const { id: runId } = await confirmedRun(db, book);
        return bulkRuns.settleBulkRow(db, { runId, position: 1 }, { refusal: { code: "changed-meanwhile" }, at });
      },
      finishBulkRun: async (db, book) => bulkRuns.finishBulkRun(db, (await confirmedRun(db, book)).id, at),
    },
  },
};
