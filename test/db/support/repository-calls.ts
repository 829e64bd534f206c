import { readBillingPeriod } from "#app/domain/invoicing/billing-period.ts";
import type { Order } from "#app/domain/order/order.ts";
import type { Db } from "#db/client.ts";
import type { PageRequest } from "#db/keyset.ts";
import * as activity from "#db/repositories/activity.ts";
import * as cartFacts from "#db/repositories/cart-facts.ts";
import * as carts from "#db/repositories/carts.ts";
import * as charges from "#db/repositories/charges.ts";
import { insertDrawnUp } from "#db/repositories/invoicing.ts";
import * as customers from "#db/repositories/customers.ts";
import * as notices from "#db/repositories/notices.ts";
import * as partners from "#db/repositories/partners.ts";
import * as orders from "#db/repositories/orders.ts";
import * as subscriptionLists from "#db/repositories/subscription-lists.ts";
import { termRowOf } from "#db/repositories/subscription-row.ts";
import * as subscriptions from "#db/repositories/subscriptions.ts";
import * as terms from "#db/repositories/terms.ts";
import * as troubledRuns from "#db/repositories/troubled-runs.ts";
import * as userNames from "#db/repositories/user-names.ts";
import {
  buildPartner,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  chargeOf,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { activationCalls } from "./activation-calls.ts";
import { apiCalls } from "./api-calls.ts";
import { bulkCalls } from "./bulk-calls.ts";
import { catalogCalls } from "./catalog-calls.ts";
import { invoiceRepositoryCalls } from "./invoice-calls.ts";
import { installationCalls } from "./installation-calls.ts";
import { migrationPlanCalls } from "./migration-plan-calls.ts";
import { productListCalls } from "./product-list-calls.ts";
import { sessionCalls } from "./session-calls.ts";
import { supportCalls } from "./support-calls.ts";

const at = instant("2024-03-02T12:00:00Z");
const until = instant("2025-06-01T00:00:00Z");

/** A book in which every repository function finds something, so that all of its statements are asked. */
export async function buildBook(db: Db) {
  const tenant = await buildTenant(db);
  const { customer } = tenant;
  const { sku } = await buildSku(db);
  const perpetual = await buildSku(db, { kind: "perpetual-software" });
  const boughtAt = instant("2024-03-01T10:00:00Z");
  const subscription = await buildSubscription(db, { customer, sku, at: boughtAt });
  const purchase = await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at: boughtAt });
  const found = await customers.findCustomer(db, tenant.partner.id, customer.id);
  if (found === undefined) throw new Error("The customer was just built");
  const cart: carts.StoredCart = {
    id: testIds.next(),
    partnerId: tenant.partner.id,
    customerId: customer.id,
    currency: "EUR",
    createdBy: tenant.actor.userId,
    createdAt: at,
    expiresAt: until,
    orderId: null,
    version: 1,
    lines: [],
    modifiedAt: at,
    modifiedBy: tenant.actor.userId,
    rejected: [],
  };
  await carts.insertCart(db, cart);
  const invoiceId = testIds.next();
  const begun = { partnerId: tenant.partner.id, period: readBillingPeriod("2024-01"), currency: "CHF" } as const;
  await insertDrawnUp(db, { id: invoiceId, ...begun });
  return {
    ...tenant,
    invoiceId,
    otherPartnerId: (await buildPartner(db)).id,
    record: found,
    sku,
    perpetual: perpetual.sku,
    subscription,
    purchase,
    cart,
    partnerId: tenant.partner.id,
  };
}

export type Book = Awaited<ReturnType<typeof buildBook>>;
type Call = (db: Db, book: Book) => Promise<unknown>;

const page: PageRequest = { limit: 50, cursor: null };
const between = { from: at, until, limit: 10 };
const afterOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "after", key } });
const beforeOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "before", key } });
const byName = { sort: "name", direction: "asc" } as const;
const scopeOf = ({ partnerId }: Book) => ({ partnerId, customerId: null });
const customerScopeOf = ({ partnerId, customer }: Book) => ({ partnerId, customerId: customer.id });
const listOf = (filter: subscriptionLists.SubscriptionFilter) => ({
  filter,
  at,
  boughtSince: instant("2021-10-14T00:00Z"),
});

function anOrder({ partnerId, customer, sku }: Book): Order {
  const line = {
    number: 0,
    productId: sku.productId,
    skuId: sku.skuId,
    kind: sku.kind,
    quantity: 1,
    unitPriceMinor: 1,
  };
  return {
    id: testIds.next(),
    partnerId,
    customerId: customer.id,
    kind: "purchase",
    currency: "EUR",
    orderedAt: at,
    orderedBy: null,
    lines: [{ ...line, termDuration: "P1Y", billingPlan: "annual", subscriptionId: testIds.next(), cancelledAt: null }],
  };
}

/** As many ids as a page asks for at once; a database may choose another way for many than for one. */
function manyIds(id: string): string[] {
  return [id, ...Array.from({ length: 99 }, () => testIds.next())];
}

/** Stores a subscription with an order of its own, as far as the foreign keys want it. */
async function anotherSubscription(db: Db, book: Book) {
  const order = anOrder(book);
  await orders.insertOrders(db, [order]);
  return { ...book.subscription, id: order.lines[0]?.subscriptionId ?? "", orderId: order.id };
}

const aLine = ({ sku }: Book) => ({
  number: 0,
  productId: sku.productId,
  skuId: sku.skuId,
  termDuration: "P1Y" as const,
  billingPlan: "annual" as const,
  quantity: 1,
  unitPriceMinor: 10_000,
  currency: "EUR" as const,
});

/** Every function that asks the database, by repository; several calls where a function asks differently. */
export const repositoryCalls: Record<string, { module: object; calls: Record<string, Call> }> = {
  ...catalogCalls,
  ...migrationPlanCalls,
  ...productListCalls,
  ...supportCalls,
  ...installationCalls,
  ...activationCalls,
  ...bulkCalls,
  ...apiCalls,
  ...invoiceRepositoryCalls,
  ...sessionCalls,
  activity: {
    module: activity,
    calls: {
      listActivityOfSubscription: (db, { subscription }) => activity.listActivityOfSubscription(db, subscription, 20),
    },
  },
  "cart-facts": {
    module: cartFacts,
    calls: {
      readCartFacts: (db, book) => cartFacts.readCartFacts(db, book.record, [aLine(book)], at),
      "readCartFacts of perpetual software": (db, book) =>
        cartFacts.readCartFacts(db, book.record, [book.perpetual], at),
    },
  },
  partners: {
    module: partners,
    calls: {
      listPartnerNames: (db) => partners.listPartnerNames(db, 50),
      findPartnerOfCustomer: (db, { customer }) => partners.findPartnerOfCustomer(db, customer.id),
      anyUserNamesById: (db, { actor }) => partners.anyUserNamesById(db, manyIds(actor.userId)),
      anyCustomerNamesById: (db, { customer }) => partners.anyCustomerNamesById(db, manyIds(customer.id)),
      findPartnerById: (db, { partnerId }) => partners.findPartnerById(db, partnerId),
      listPartnerPage: (db) => partners.listPartnerPage(db, { limit: 50, cursor: null }),
      "listPartnerPage after": (db) =>
        partners.listPartnerPage(db, { limit: 50, cursor: { direction: "after", key: ["A", "x"] } }),
      "listPartnerPage before": (db) =>
        partners.listPartnerPage(db, { limit: 50, cursor: { direction: "before", key: ["Z", "x"] } }),
      countCustomersByPartner: (db, { partnerId }) => partners.countCustomersByPartner(db, manyIds(partnerId), 1000),
      updateSellsPerpetual: (db, { partnerId }) => partners.updateSellsPerpetual(db, partnerId, true),
    },
  },
  carts: {
    module: carts,
    calls: {
      findCart: (db, { partnerId, cart }) => carts.findCart(db, partnerId, cart.id),
      "findCart locked": (db, { partnerId, cart }) => carts.findCart(db, partnerId, cart.id, { lock: true }),
      findOpenCart: (db, { partnerId, customer, actor }) =>
        carts.findOpenCart(db, partnerId, customer.id, actor.userId, at),
      findNewestCart: (db, { partnerId, customer, actor }) =>
        carts.findNewestCart(db, partnerId, customer.id, actor.userId),
      listOpenCarts: (db, { partnerId, customer }) => carts.listOpenCarts(db, partnerId, customer.id, at, 10),
      insertCart: (db, { cart }) => carts.insertCart(db, { ...cart, id: testIds.next() }),
      updateCartLines: (db, book) =>
        carts.updateCartLines(db, book.cart, { lines: [aLine(book)], rejected: [] }, { userId: book.actor.userId, at }),
      markCartCheckedOut: (db, { cart }) => carts.markCartCheckedOut(db, { ...cart, version: 2 }, testIds.next()),
    },
  },
  charges: {
    module: charges,
    calls: {
      insertCharges: async (db, book) => {
        const subscription = await anotherSubscription(db, book);
        await subscriptions.insertSubscriptions(db, [subscription]);
        await charges.insertCharges(db, at, [chargeOf(subscription, 1, "new", at)]);
      },
      insertCredits: async (db, { partnerId, subscription }) => {
        const [charge] = await charges.listChargesOfTerm(db, partnerId, subscription.id, 1);
        if (charge === undefined) throw new Error("The subscription was charged");
        const { customerId, currency, id: chargeId } = charge;
        const credit = {
          id: testIds.next(),
          partnerId,
          customerId,
          chargeId,
          amountMinor: 1,
          currency,
          creditedAt: at,
        };
        await charges.insertCredits(db, [
          { credit: { ...credit, kind: "cancel-immediate" }, chargeAmountMinor: charge.amountMinor },
        ]);
      },
      listChargesOfTerm: (db, { partnerId, subscription }) =>
        charges.listChargesOfTerm(db, partnerId, subscription.id, 1),
      listChargesOfSubscription: (db, { partnerId, subscription }) =>
        charges.listChargesOfSubscription(db, partnerId, subscription.id, 60),
      listChargesOfOrder: (db, { partnerId, subscription }) =>
        charges.listChargesOfOrder(db, partnerId, subscription.orderId, 500),
      findChargeOfPurchase: (db, { partnerId, purchase }) =>
        charges.findChargeOfPurchase(db, partnerId, purchase.orderId, 0),
      listCreditsOfCharges: (db, { partnerId, purchase }) =>
        charges.listCreditsOfCharges(db, partnerId, manyIds(purchase.chargeId)),
      sumSpendingOfCustomer: (db, { partnerId, customer }) =>
        charges.sumSpendingOfCustomer(db, partnerId, customer.id, { from: at, until }),
    },
  },
  customers: {
    module: customers,
    calls: {
      findCustomer: (db, { partnerId, customer }) => customers.findCustomer(db, partnerId, customer.id),
      findCustomerForChange: (db, { partnerId, customer }) =>
        customers.findCustomerForChange(db, partnerId, customer.id),
      insertCustomer: (db, { record }) => customers.insertCustomer(db, { ...record, id: testIds.next() }),
      lockCustomersOf: (db, { partnerId }) => customers.lockCustomersOf(db, partnerId),
      hasCustomerWithDomain: (db, { partnerId }) => customers.hasCustomerWithDomain(db, partnerId, "contoso.example"),
      "listCustomers by name": (db, { partnerId }) => customers.listCustomers(db, partnerId, { ...byName, ...page }),
      "listCustomers by domain, after": (db, { partnerId }) =>
        customers.listCustomers(db, partnerId, { sort: "domain", direction: "asc", ...afterOf("a", "b") }),
      "listCustomers by country, downwards, before": (db, { partnerId }) =>
        customers.listCustomers(db, partnerId, { sort: "country", direction: "desc", ...beforeOf("DE", "a", "b") }),
      "searchCustomers with two words": (db, { partnerId }) =>
        customers.searchCustomers(db, partnerId, "contoso lt", { ...byName, ...page }),
      searchCustomersWithAgreement: (db, { partnerId }) =>
        customers.searchCustomersWithAgreement(db, partnerId, "", { ...byName, ...page }),
      "searchCustomersWithAgreement with two words, after a key": (db, { partnerId }) =>
        customers.searchCustomersWithAgreement(db, partnerId, "contoso lt", {
          ...byName,
          limit: 50,
          cursor: { direction: "after", key: ["a", "x"] },
        }),
      customerNamesById: (db, { partnerId, customer }) =>
        customers.customerNamesById(db, partnerId, manyIds(customer.id)),
    },
  },
  notices: {
    module: notices,
    calls: {
      insertNotices: (db, { partnerId, customer }) =>
        notices.insertNotices(db, at, [
          {
            id: testIds.next(),
            draft: {
              kind: "order-confirmed",
              dedupeKey: testIds.next(),
              partnerId,
              customerId: customer.id,
              subscriptionId: null,
              termNumber: null,
              orderId: null,
              facts: { lines: 1, chargedMinor: 1, currency: "EUR" },
            },
          },
        ]),
    },
  },
  orders: {
    module: orders,
    calls: {
      insertOrders: (db, book) => orders.insertOrders(db, [anOrder(book)]),
      findOrder: (db, { partnerId, subscription }) => orders.findOrder(db, partnerId, subscription.orderId),
      listOrdersOfCustomer: (db, { partnerId, customer }) =>
        orders.listOrdersOfCustomer(db, partnerId, customer.id, page),
      "listOrdersOfCustomer after": (db, { partnerId, customer }) =>
        orders.listOrdersOfCustomer(db, partnerId, customer.id, afterOf(until.epochMilliseconds, "x")),
      countOrdersUpTo: (db, { partnerId, customer }) => orders.countOrdersUpTo(db, partnerId, customer.id, 100),
      listOrdersOfCart: (db, { partnerId }) => orders.listOrdersOfCart(db, partnerId, "cart"),
      alternateIdsOf: (db, { partnerId, purchase }) => orders.alternateIdsOf(db, partnerId, [purchase.orderId]),
      findOrderLine: (db, { partnerId, purchase }) => orders.findOrderLine(db, partnerId, purchase.orderId, 0),
      "findOrderLine locked": (db, { partnerId, purchase }) =>
        orders.findOrderLine(db, partnerId, purchase.orderId, 0, { lock: true }),
      markOrderLineCancelled: (db, { partnerId, purchase }) =>
        orders.markOrderLineCancelled(db, { partnerId, orderId: purchase.orderId, lineNumber: 0 }, at),
      listPurchaseLines: (db, { partnerId, customer }) => orders.listPurchaseLines(db, partnerId, customer.id, page),
      "listPurchaseLines before": (db, { partnerId, customer }) =>
        orders.listPurchaseLines(db, partnerId, customer.id, beforeOf(0, "x", 0)),
      listPerpetualLinesOfProduct: (db, { partnerId, customer, perpetual }) =>
        orders.listPerpetualLinesOfProduct(db, partnerId, customer.id, perpetual.productId, 200),
      "listPerpetualLinesSince of a partner": (db, { partnerId }) =>
        orders.listPerpetualLinesSince(db, partnerId, at, { customerId: null, limit: 10 }),
      "listPerpetualLinesSince of a customer": (db, { partnerId, customer }) =>
        orders.listPerpetualLinesSince(db, partnerId, at, { customerId: customer.id, limit: 10 }),
    },
  },
  "subscription-lists": {
    module: subscriptionLists,
    calls: {
      ...Object.fromEntries(
        subscriptionLists.subscriptionFilters.map((filter): [string, Call] => [
          `listSubscriptionsOfCustomer ${filter}`,
          (db, { partnerId, customer }) =>
            subscriptionLists.listSubscriptionsOfCustomer(db, partnerId, customer.id, { ...listOf(filter), ...page }),
        ]),
      ),
      "listSubscriptionsOfCustomer all, after": (db, { partnerId, customer }) =>
        subscriptionLists.listSubscriptionsOfCustomer(db, partnerId, customer.id, {
          ...listOf("all"),
          ...afterOf(until.epochMilliseconds, "x"),
        }),
      "listWindowsClosing of a partner": (db, book) =>
        subscriptionLists.listWindowsClosing(db, scopeOf(book), { at, limit: 10 }),
      "listWindowsClosing of a customer": (db, book) =>
        subscriptionLists.listWindowsClosing(db, customerScopeOf(book), { at, limit: 10 }),
      "listRenewalsAhead of a partner": (db, book) => subscriptionLists.listRenewalsAhead(db, scopeOf(book), between),
      "listRenewalsAhead of a customer": (db, book) =>
        subscriptionLists.listRenewalsAhead(db, customerScopeOf(book), between),
      "listEndingWithoutRenewal of a partner": (db, book) =>
        subscriptionLists.listEndingWithoutRenewal(db, scopeOf(book), between),
      "listEndingWithoutRenewal of a customer": (db, book) =>
        subscriptionLists.listEndingWithoutRenewal(db, customerScopeOf(book), between),
      listLiveOfCustomer: (db, { partnerId, customer }) =>
        subscriptionLists.listLiveOfCustomer(db, partnerId, customer.id, 500),
      "listOnHold of a partner": (db, { partnerId }) => subscriptionLists.listOnHold(db, partnerId, { limit: 10 }),
      "listOnHold of all": (db) => subscriptionLists.listOnHold(db, null, { limit: 10 }),
      countSubscriptionsUpTo: (db, book) =>
        subscriptionLists.countSubscriptionsUpTo(db, scopeOf(book), { at, until, countMax: 100 }),
      countSubscriptionsByFilterUpTo: (db, { partnerId, customer }) =>
        subscriptionLists.countSubscriptionsByFilterUpTo(db, partnerId, customer.id, {
          ...listOf("all"),
          countMax: 100,
        }),
      countActiveByCustomer: (db, { partnerId, customer }) =>
        subscriptionLists.countActiveByCustomer(db, partnerId, manyIds(customer.id), { at, countMax: 100 }),
    },
  },
  subscriptions: {
    module: subscriptions,
    calls: {
      insertSubscriptions: async (db, book) =>
        subscriptions.insertSubscriptions(db, [await anotherSubscription(db, book)]),
      findSubscription: (db, { partnerId, subscription }) =>
        subscriptions.findSubscription(db, partnerId, subscription.id),
      listSubscriptionsById: (db, { partnerId, subscription }) =>
        subscriptions.listSubscriptionsById(db, partnerId, manyIds(subscription.id)),
      findSubscriptionForChange: (db, { partnerId, subscription }) =>
        subscriptions.findSubscriptionForChange(db, partnerId, subscription.id),
      findAnySubscriptionForChange: (db, { subscription }) =>
        subscriptions.findAnySubscriptionForChange(db, subscription.id),
      updateSubscription: (db, { subscription }) =>
        subscriptions.updateSubscription(db, subscription, { ...subscription, version: 2 }, null),
      updateFriendlyName: (db, { subscription }) =>
        subscriptions.updateFriendlyName(db, { ...subscription, version: 9 }, "East wing"),
      updateSubscriptionHold: (db, { subscription }) =>
        subscriptions.updateSubscriptionHold(db, { ...subscription, version: 2 }, { ...subscription, version: 3 }),
      listHeldSkus: (db, { partnerId, customer, sku }) =>
        subscriptions.listHeldSkus(db, partnerId, customer.id, [sku], at),
    },
  },
  terms: {
    module: terms,
    calls: {
      insertTerms: (db, { subscription }) =>
        terms.insertTerms(db, [
          termRowOf({ ...subscription, term: { ...subscription.term, number: 2 } }, subscription, 1),
        ]),
      listTermsOfSubscription: (db, { partnerId, subscription }) =>
        terms.listTermsOfSubscription(db, partnerId, subscription.id, 12),
    },
  },
  "troubled-runs": {
    module: troubledRuns,
    calls: { listTroubledRuns: (db) => troubledRuns.listTroubledRuns(db, at, 10) },
  },
  "user-names": {
    module: userNames,
    calls: {
      displayNamesById: (db, { partnerId, actor }) => userNames.displayNamesById(db, partnerId, manyIds(actor.userId)),
    },
  },
};
