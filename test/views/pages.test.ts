import { describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Result } from "#app/domain/result.ts";
import { addCartLine } from "#app/services/purchases/add-cart-line.server.ts";
import { autoRenewView } from "#app/views/auto-renew.ts";
import { cancelPerpetualView } from "#app/views/cancel-perpetual.ts";
import { cancelSubscriptionView } from "#app/views/cancel-subscription.ts";
import { cartView } from "#app/views/cart.ts";
import { customerOrdersView } from "#app/views/customer-orders.ts";
import { customerSoftwareView } from "#app/views/customer-software.ts";
import { customerFrameView } from "#app/views/customer-frame.ts";
import { customerSubscriptionsView } from "#app/views/customer-subscriptions.ts";
import { customerView } from "#app/views/customer.ts";
import { autoRenewDayView } from "#app/views/auto-renew-day.ts";
import { customerWhatIfView } from "#app/views/customer-what-if.ts";
import { customersView } from "#app/views/customers.ts";
import { forecastView } from "#app/views/forecast.ts";
import { homeView } from "#app/views/home.ts";
import { unbilledView } from "#app/views/invoice-unbilled.ts";
import { invoicesView } from "#app/views/invoices.ts";
import { jobRunsView, jobRunView } from "#app/views/job-runs.ts";
import { nextTermView } from "#app/views/next-term.ts";
import { offersView } from "#app/views/offers.ts";
import { orderView } from "#app/views/order.ts";
import { reviewView } from "#app/views/review.ts";
import { subscriptionView } from "#app/views/subscription.ts";
import { whatIfView } from "#app/views/what-if.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import type { Db } from "#db/client.ts";
import {
  buildCustomer,
  buildOperatorActor,
  buildPartnerActor,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { recorded } from "../db/support/recorder.ts";

const at = instant("2024-03-02T12:00:00Z");
const boughtAt = instant("2024-03-01T10:00:00Z");

/** A partner whose customer has `size` of everything that a page could list. */
async function buildBook(db: Db, size: number) {
  const tenant = await buildTenant(db);
  const { customer, actor } = tenant;
  const sizes = Array.from({ length: size }, (_, index) => index);
  let subscriptionId = "";
  let orderId = "";
  let cartId: string | null = null;
  for (const n of sizes) {
    const { sku } = await buildSku(db, { hasHybridBenefit: true });
    const perpetual = await buildSku(db, { kind: "perpetual-software" });
    const own = n === 0 ? customer : await buildCustomer(db, tenant.partner.id);
    const subscription = await buildSubscription(db, { customer, sku, at: boughtAt.add({ hours: n }) });
    const lastYear = instant("2023-03-10T00:00:00Z").add({ hours: n });
    await buildSubscription(db, { customer: own, sku, at: lastYear });
    await buildSubscription(db, { customer: own, sku, at: lastYear, isAutoRenewOn: false });
    await buildSubscription(db, { customer, sku, at: lastYear, hold: { reason: "failing", heldAt: at } });
    const purchase = await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at: boughtAt });
    const added = await addCartLine(
      serviceDeps(db, at),
      actor,
      {
        idempotencyKey: testIds.next(),
        customerId: customer.id,
        cartId,
        productId: sku.productId,
        skuId: sku.skuId,
        termDuration: "P1Y",
        billingPlan: "annual",
        quantity: 1,
      },
      at,
    );
    if (added.ok) cartId = added.value.cartId;
    if (n === 0) {
      subscriptionId = subscription.id;
      orderId = purchase.orderId;
    }
  }
  return { ...tenant, subscriptionId, orderId, cartId: cartId ?? "" };
}

type Book = Awaited<ReturnType<typeof buildBook>>;
const asGiven = { after: null, before: null };

/** Every view of a partner's pages, with the most statements it may ask. */
const views: Record<string, { budget: number; view: (context: ViewContext, book: Book) => Promise<Result<unknown>> }> =
  {
    home: { budget: 17, view: async (context) => ({ ok: true, value: await homeView(context) }) },
    customers: {
      budget: 3,
      view: (context) => customersView(context, { ...asGiven, search: "customer", sort: "name", direction: "asc" }),
    },
    customer: { budget: 11, view: (context, { customer }) => customerView(context, { customerId: customer.id }) },
    "customer's subscriptions": {
      budget: 4,
      view: (context, { customer }) =>
        customerSubscriptionsView(context, { ...asGiven, customerId: customer.id, filter: "all" }),
    },
    "customer's software": {
      budget: 6,
      view: (context, { customer }) => customerSoftwareView(context, { ...asGiven, customerId: customer.id }),
    },
    "customer's orders": {
      budget: 5,
      view: (context, { customer }) => customerOrdersView(context, { ...asGiven, customerId: customer.id }),
    },
    order: { budget: 9, view: (context, { orderId }) => orderView(context, { orderId }) },
    subscription: { budget: 10, view: (context, { subscriptionId }) => subscriptionView(context, { subscriptionId }) },
    "cancelling a subscription": {
      budget: 4,
      view: (context, { subscriptionId }) => cancelSubscriptionView(context, { subscriptionId }),
    },
    "auto-renew": {
      budget: 5,
      view: (context, { subscriptionId }) => autoRenewView(context, { subscriptionId }),
    },
    "next term": { budget: 4, view: (context, { subscriptionId }) => nextTermView(context, { subscriptionId }) },
    invoices: {
      budget: 3,
      view: (context) => invoicesView(context, { ...asGiven, month: "", currency: "", kind: "" }),
    },
    unbilled: { budget: 5, view: (context) => unbilledView(context, { ...asGiven, currency: "" }) },
    whatIf: { budget: 12, view: (context, { subscriptionId }) => whatIfView(context, { subscriptionId }) },
    autoRenewDay: {
      budget: 9,
      view: (context, { subscriptionId }) => autoRenewDayView(context, { subscriptionId }),
    },
    customerWhatIf: {
      budget: 9,
      view: (context, { customer }) => customerWhatIfView(context, { customerId: customer.id, choice: "P3Y.annual" }),
    },
    forecast: {
      budget: 8,
      view: (context) => forecastView(context, { ...asGiven, currency: "", month: "", customer: "", product: "" }),
    },
    offers: {
      budget: 9,
      view: (context, { customer }) =>
        offersView(context, {
          ...asGiven,
          customerId: customer.id,
          kind: "software-subscription",
          search: "",
          termDuration: null,
          billingPlan: null,
        }),
    },
    cart: { budget: 7, view: (context, { customer }) => cartView(context, { customerId: customer.id }) },
    "cart by its id": {
      budget: 7,
      view: (context, { customer, cartId }) => cartView(context, { customerId: customer.id, cartId }),
    },
    review: {
      budget: 5,
      view: (context, { customer, cartId }) => reviewView(context, { customerId: customer.id, cartId }),
    },
    "cancelling perpetual software": {
      budget: 5,
      view: (context, { customer, orderId }) =>
        cancelPerpetualView(context, { customerId: customer.id, orderId, lineNumber: 0 }),
    },
  };

/** Pages that show the reader's whole book; they take no id that could be another partner's. */
const ofNoRecord: ReadonlySet<string> = new Set(["home", "customers", "invoices", "unbilled", "forecast"]);

/** Views that the operator is not refused for want of a role; their own tests say who sees them. */
const ofInvoices: ReadonlySet<string> = new Set(["invoices", "unbilled", "forecast"]);

function contextOf(db: Db, actor: Actor): ViewContext {
  return { db, actor, at, reader: { language: "en", timeZone: "Europe/Berlin" } };
}

describeOnBothDatabases("the views of a partner's pages", (database) => {
  describe.each(Object.entries(views))("%s", (_name, { budget, view }) => {
    it("asks as many statements for a large book as for a small one, and writes nothing", async () => {
      const { db } = database();
      const counts: number[] = [];
      for (const size of [2, 8]) {
        const book = await buildBook(db, size);
        const before = await checksumOfTables(db);
        const { db: listening, take } = recorded(db);
        expect(await view(contextOf(listening, book.actor), book)).toMatchObject({ ok: true });
        counts.push(take().length);
        expect(await checksumOfTables(db)).toEqual(before);
      }
      expect(counts[1]).toBe(counts[0]);
      expect(counts[0]).toBeLessThanOrEqual(budget);
    });

    it("is plain JSON", async () => {
      const { db } = database();
      const book = await buildBook(db, 1);
      const result = await view(contextOf(db, book.actor), book);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    });
  });

  it("that stand on one page read their customer once, whichever comes first", async () => {
    const { db } = database();
    const book = await buildBook(db, 1);
    const customerId = book.customer.id;
    const { db: listening, take } = recorded(db);
    const context = { ...contextOf(listening, book.actor), shared: { customers: new Map() } };
    const [frame, list] = await Promise.all([
      customerFrameView(context, { customerId }),
      customerSubscriptionsView(context, { customerId, filter: "all", after: null, before: null }),
    ]);
    expect([frame, list]).toMatchObject([{ ok: true }, { ok: true }]);
    const ofCustomer = take().filter(({ sql }) => /from "customer" where/.test(sql));
    expect(ofCustomer).toHaveLength(1);
    const theirs = { ...context, actor: (await buildTenant(db)).actor };
    expect(await customerFrameView(theirs, { customerId })).toMatchObject({ refusal: { code: "not-found" } });
  });

  it.each(Object.entries(views).filter(([name]) => !ofNoRecord.has(name)))(
    "%s of another partner is not found",
    async (_name, { view }) => {
      const { db } = database();
      const own = await buildTenant(db);
      const theirs = await buildBook(db, 1);
      expect(await view(contextOf(db, own.actor), theirs)).toMatchObject({ ok: false, refusal: { code: "not-found" } });
    },
  );

  it.each(Object.entries(views).filter(([name]) => name !== "home" && !ofInvoices.has(name)))(
    "%s is refused to roles that may not see it, and to the operator",
    async (_name, { view }) => {
      const { db } = database();
      const book = await buildBook(db, 1);
      const referrals = await buildPartnerActor(db, book.partner.id, ["referrals-admin"]);
      for (const actor of [referrals, await buildOperatorActor(db)])
        expect(await view(contextOf(db, actor), book)).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
    },
  );

  it("show a partner nothing of another one", async () => {
    const { db } = database();
    const own = await buildBook(db, 2);
    const theirs = await buildBook(db, 2);
    const context = contextOf(db, own.actor);
    const shown = JSON.stringify([
      await homeView(context),
      await customersView(context, { search: "", sort: "domain", direction: "desc" }),
    ]);
    expect(shown).toContain(own.customer.id);
    expect(shown).not.toContain(theirs.customer.id);
    expect(shown).not.toContain(theirs.subscriptionId);
    const mixed = await cartView(context, { customerId: own.customer.id, cartId: theirs.cartId });
    expect(mixed).toMatchObject({ refusal: { code: "not-found", what: "cart" } });
  });
});

describeOnBothDatabases("job runs", (database) => {
  const run = (fields: object = {}) => ({
    id: testIds.next(),
    job: "renew-due-subscriptions",
    at: at.epochMilliseconds,
    status: "done" as const,
    started_at: at.epochMilliseconds,
    finished_at: at.epochMilliseconds + 90_000,
    last_progress_at: at.epochMilliseconds + 90_000,
    due_count: 4,
    done_count: 3,
    failed_count: 1,
    certificate_json: null,
    error: null,
    ...fields,
  });

  it("are the operator's, with progress, certificate and troubles on the home page", async () => {
    const { db } = database();
    const certificate = {
      due: 4,
      renewed: 3,
      terms: 3,
      notRenewed: {},
      charges: 3,
      charged: { EUR: 12_345, JPY: 6 },
      duplicates: 0,
      leftToOthers: 0,
      failed: 1,
      held: 0,
      oldestDueAgeMs: 7_200_000,
    };
    const done = run({ certificate_json: JSON.stringify(certificate) });
    const running = run({
      status: "running",
      finished_at: null,
      done_count: 1,
      failed_count: 0,
      last_progress_at: at.epochMilliseconds + 60_000,
    });
    await db.insertInto("job_run").values([done, running]).execute();
    const context = contextOf(db, await buildOperatorActor(db));
    const runs = await jobRunsView(context, { job: null });
    expect(runs).toMatchObject({ ok: true });
    if (!runs.ok) return;
    expect(runs.value.runs.map(({ id, percent, remaining }) => [id, percent, remaining?.text ?? null])).toEqual(
      [
        [running.id, 25, "3 minutes"],
        [done.id, 100, null],
      ].sort(([a], [b]) => (String(a) < String(b) ? 1 : -1)),
    );
    expect(await jobRunView(context, { runId: done.id })).toMatchObject({
      value: {
        run: { duration: { text: "1 minute" }, counts: { failed: "1" } },
        certificate: { chargedTexts: ["€123.45", "JP¥6"], oldestDueAge: { text: "2 hours" } },
      },
    });
    const invoicing = run({
      job: "issue-invoices",
      failed_count: 0,
      certificate_json: JSON.stringify({
        ...certificate,
        charged: {},
        invoices: 3,
        creditNotes: 1,
        invoiceLines: 12,
        invoiced: { EUR: 90_000, JPY: -500 },
      }),
    });
    await db.insertInto("job_run").values(invoicing).execute();
    expect(await jobRunView(context, { runId: invoicing.id })).toMatchObject({
      value: {
        certificate: { invoices: 3, creditNotes: 1, invoiceLines: 12, invoicedTexts: ["€900.00", "-JP¥500"] },
      },
    });
    const home = await homeView(context);
    expect(home.partner).toBeNull();
    expect(home.operator).toMatchObject({ isSchedulerSilent: true, troubledRuns: [{ id: done.id, failedCount: 1 }] });
    expect(await jobRunsView(context, { job: "make-coffee" })).toMatchObject({ refusal: { code: "job-unknown" } });
    expect(await jobRunView(context, { runId: "none" })).toMatchObject({ refusal: { code: "not-found" } });
  });

  it("are not shown to partners", async () => {
    const { db } = database();
    const { actor } = await buildTenant(db);
    const context = contextOf(db, actor);
    expect(await jobRunsView(context, { job: null })).toMatchObject({ refusal: { code: "role-needed" } });
    expect(await jobRunView(context, { runId: "any" })).toMatchObject({ refusal: { code: "role-needed" } });
    expect((await homeView(context)).operator).toBeNull();
  });
});
