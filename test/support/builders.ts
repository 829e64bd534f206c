import { Temporal } from "temporal-polyfill";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import { chargeAmount, cycleOf } from "#app/domain/billing/cycles.ts";
import type { Charge } from "#app/domain/billing/charge.ts";
import type { Availability, ProductKind, Segment, Sku } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { timesQuantity } from "#app/domain/money/money.ts";
import type { ValidationStatus } from "#app/domain/order/order.ts";
import type { HoldReason, NextTerm, Subscription } from "#app/domain/subscription/subscription.ts";
import { firstTerm, renewsByDefault } from "#app/domain/subscription/terms.ts";
import type { Db } from "#db/client.ts";
import { flagColumn, instantColumn, jsonColumn } from "#db/columns.ts";
import { insertCharges } from "#db/repositories/charges.ts";
import { insertCustomer } from "#db/repositories/customers.ts";
import { insertOrders } from "#db/repositories/orders.ts";
import { rowOfSubscription, termRowOf } from "#db/repositories/subscription-row.ts";
import { insertTerms } from "#db/repositories/terms.ts";

/**
 * Rows for tests, each with everything it needs and nothing that the test did not ask for.
 * Every call makes new ids, so that tests can share a database.
 */

/** Ids that are new in every call, also across test files: the random half tells them apart. */
export const testIds = createUuidIds(() => 1_700_000_000_000);

/** `instant("2024-03-01T12:00Z")`, short for tests. */
export function instant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text);
}

const longAgo = instant("2020-01-01T00:00Z");
/** The price lists' own "without end". */
export const farAway = instant("9999-11-30T23:59:59Z");

export type TestPartner = { readonly id: string; readonly name: string };

export async function buildPartner(db: Db, options: { name?: string; country?: string } = {}): Promise<TestPartner> {
  const id = testIds.next();
  const name = options.name ?? `Partner ${id.slice(-6)}`;
  await db
    .insertInto("partner")
    .values({ id, name, country: options.country ?? "DE", created_at: instantColumn(longAgo) })
    .execute();
  return { id, name };
}

export type TestUser = { readonly id: string; readonly email: string };

/** A user of a partner (`partnerId`), of one of its customers (both ids), or of the operator (neither). */
export async function buildUser(
  db: Db,
  options: { partnerId?: string; customerId?: string; roles?: readonly Role[]; displayName?: string } = {},
): Promise<TestUser> {
  const id = testIds.next();
  const email = `user-${id}@example.test`;
  const kind = options.customerId ? "customer" : options.partnerId ? "partner" : "operator";
  await db
    .insertInto("user_account")
    .values({
      id,
      organization_kind: kind,
      partner_id: options.partnerId ?? null,
      customer_id: options.customerId ?? null,
      email,
      display_name: options.displayName ?? "Test User",
      password_hash: "no password opens this account",
      language: "en",
      time_zone: "UTC",
      theme: "system",
      disabled_at: null,
      created_at: instantColumn(longAgo),
    })
    .execute();
  for (const role of options.roles ?? []) await db.insertInto("user_role").values({ user_id: id, role }).execute();
  return { id, email };
}

/** A signed-in user of a partner with some roles; admin agent unless said otherwise. */
export async function buildPartnerActor(
  db: Db,
  partnerId: string,
  roles: readonly Role[] = ["admin-agent"],
): Promise<Extract<Actor, { kind: "partner" }>> {
  const user = await buildUser(db, { partnerId, roles });
  return { kind: "partner", userId: user.id, partnerId, roles, address: "192.0.2.1" };
}

export async function buildOperatorActor(db: Db): Promise<Extract<Actor, { kind: "operator" }>> {
  const user = await buildUser(db, { roles: ["operator"] });
  return { kind: "operator", userId: user.id, roles: ["operator"], address: "192.0.2.9" };
}

export type TestCustomer = {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
};

export async function buildCustomer(
  db: Db,
  partnerId: string,
  options: {
    id?: string;
    name?: string;
    domain?: string;
    country?: string;
    validationStatus?: ValidationStatus | null;
  } = {},
): Promise<TestCustomer> {
  const id = options.id ?? testIds.next();
  const customer = {
    id,
    partnerId,
    name: options.name ?? `Customer ${id.slice(-6)}`,
    domain: options.domain ?? `customer-${id}.example.test`,
    country: options.country ?? "DE",
  };
  await insertCustomer(db, {
    ...customer,
    validationStatus: options.validationStatus ?? null,
    createdAt: longAgo,
  });
  return customer;
}

export type OfferOptions = {
  id?: string;
  termDuration?: TermDuration | null;
  billingPlan?: BillingPlan;
  market?: string;
  currency?: Currency;
  segment?: Segment;
  unitPriceMinor?: number;
  effectiveFromAt?: Temporal.Instant;
  effectiveUntilAt?: Temporal.Instant;
};

export type SkuOptions = {
  kind?: ProductKind;
  productId?: string;
  skuId?: string;
  title?: string;
  quantityMin?: number;
  quantityMax?: number;
  isCancellable?: boolean;
  needsReview?: boolean;
  needsKey?: boolean;
  needsDownload?: boolean;
  hasHybridBenefit?: boolean;
  prerequisites?: Sku["prerequisites"];
  publisher?: string;
  offers?: readonly OfferOptions[];
};

export type TestSku = {
  readonly sku: Sku;
  /** In the order of the offers that were asked for. */
  readonly availabilities: readonly Availability[];
};

/** A product with one SKU and its offers; without `offers` one in Germany: a year, billed once a year, 100.00 EUR. */
export async function buildSku(db: Db, options: SkuOptions = {}): Promise<TestSku> {
  const kind = options.kind ?? "software-subscription";
  const productId = options.productId ?? `PRD${testIds.next().replaceAll("-", "").slice(-16).toUpperCase()}`;
  const skuId = options.skuId ?? "0001";
  const title = options.title ?? `Product ${productId.slice(-6)}`;
  const neverCancelled = kind === "azure-reservation" || kind === "third-party-plan";
  const publisher = options.publisher ?? "Microsoft";
  const sku: Sku = {
    productId,
    skuId,
    title,
    productTitle: title,
    kind,
    publisher,
    quantityMin: options.quantityMin ?? 1,
    quantityMax: options.quantityMax ?? 1000,
    isCancellable: options.isCancellable ?? !neverCancelled,
    needsReview: options.needsReview ?? false,
    prerequisites: options.prerequisites ?? [],
  };
  await db
    .insertInto("product")
    .values({ id: productId, title, publisher, kind })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  await db
    .insertInto("sku")
    .values({
      product_id: productId,
      sku_id: skuId,
      title,
      description: `${title}, for tests.`,
      unit: "licence",
      segment: "Commercial",
      quantity_min: sku.quantityMin,
      quantity_max: sku.quantityMax,
      needs_key: flagColumn(options.needsKey ?? false),
      needs_download: flagColumn(options.needsDownload ?? false),
      is_cancellable: flagColumn(sku.isCancellable),
      needs_review: flagColumn(sku.needsReview),
      has_hybrid_benefit: flagColumn(options.hasHybridBenefit ?? false),
      prerequisites_json: jsonColumn(sku.prerequisites),
      download_options_json: jsonColumn({ versions: [], languages: [], fileTypes: [], operatingSystems: [] }),
      install_instructions_json: null,
    })
    .execute();
  const availabilities: Availability[] = [];
  for (const offer of options.offers ?? [{}]) availabilities.push(await buildOffer(db, sku, offer));
  return { sku, availabilities };
}

/** One more offer of a SKU. */
export async function buildOffer(db: Db, sku: Sku, options: OfferOptions = {}): Promise<Availability> {
  const isPerpetual = sku.kind === "perpetual-software";
  const offer: Availability = {
    id: options.id ?? testIds.next(),
    productId: sku.productId,
    skuId: sku.skuId,
    market: options.market ?? "DE",
    segment: options.segment ?? "Commercial",
    termDuration: isPerpetual ? null : (options.termDuration ?? "P1Y"),
    billingPlan: isPerpetual ? "one-time" : (options.billingPlan ?? "annual"),
    unitPriceMinor: options.unitPriceMinor ?? 10_000,
    currency: options.currency ?? "EUR",
    effectiveFromAt: options.effectiveFromAt ?? longAgo,
    effectiveUntilAt: options.effectiveUntilAt ?? farAway,
  };
  await db
    .insertInto("availability")
    .values({
      id: offer.id,
      product_id: offer.productId,
      sku_id: offer.skuId,
      market: offer.market,
      segment: offer.segment,
      term_duration: offer.termDuration,
      billing_plan: offer.billingPlan,
      unit_price_minor: offer.unitPriceMinor,
      retail_price_minor: null,
      currency: offer.currency,
      effective_from_at: instantColumn(offer.effectiveFromAt),
      effective_until_at: instantColumn(offer.effectiveUntilAt),
      price_list_id: await buildPriceList(db),
    })
    .execute();
  return offer;
}

async function buildPriceList(db: Db): Promise<string> {
  const id = testIds.next();
  await db
    .insertInto("price_list")
    .values({
      id,
      file_name: "test.csv",
      sha256: id,
      imported_at: instantColumn(longAgo),
      imported_by: null,
      added: 1,
      changed: 0,
      ended: 0,
      unchanged: 0,
    })
    .execute();
  return id;
}

/** Sets one of the portal's settings, as the operator would. */
export async function buildPortalSetting(db: Db, name: string, value: unknown): Promise<void> {
  await db
    .insertInto("portal_setting")
    .values({ name, value_json: jsonColumn(value), changed_at: instantColumn(longAgo) })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value_json: jsonColumn(value) }))
    .execute();
}

export type PurchaseOptions = {
  customer: TestCustomer;
  sku: Sku;
  at: Temporal.Instant;
  termDuration?: TermDuration;
  billingPlan?: BillingPlan;
  quantity?: number;
  unitPriceMinor?: number;
  currency?: Currency;
  availabilityId?: string | null;
  isAutoRenewOn?: boolean;
  nextTerm?: NextTerm | null;
  autoRenewOffAt?: Temporal.Instant | null;
  hold?: { reason: HoldReason; heldAt: Temporal.Instant };
  willNotRenew?: { code: string; facts?: unknown };
  orderedBy?: string;
};

/** A purchase of a subscription as the checkout leaves it: order, line, subscription, first term, first charge. */
export async function buildSubscription(db: Db, options: PurchaseOptions): Promise<Subscription> {
  const { customer, sku, at } = options;
  const orderId = testIds.next();
  const subscription: Subscription = {
    id: testIds.next(),
    partnerId: customer.partnerId,
    customerId: customer.id,
    market: customer.country,
    productId: sku.productId,
    skuId: sku.skuId,
    kind: sku.kind,
    orderId,
    lineNumber: 0,
    purchasedAt: at,
    isAutoRenewOn: options.isAutoRenewOn ?? renewsByDefault(at),
    autoRenewOffAt: options.autoRenewOffAt ?? null,
    nextTerm: options.nextTerm ?? null,
    term: firstTerm({
      purchasedAt: at,
      duration: options.termDuration ?? "P1Y",
      billingPlan: options.billingPlan ?? "annual",
      quantity: options.quantity ?? 1,
      unitPriceMinor: options.unitPriceMinor ?? 10_000,
      currency: options.currency ?? "EUR",
      availabilityId: options.availabilityId ?? null,
    }),
    cancelledAt: null,
    expiredAt: null,
    hold: options.hold ?? null,
    version: 1,
  };
  await insertPurchaseOrder(db, options, orderId, subscription);
  await db
    .insertInto("subscription")
    .values({
      ...rowOfSubscription(subscription),
      will_not_renew_code: options.willNotRenew?.code ?? null,
      will_not_renew_json: options.willNotRenew ? jsonColumn(options.willNotRenew.facts ?? {}) : null,
    })
    .execute();
  await insertTerms(db, [termRowOf(subscription, { orderId, lineNumber: 0 }, 1)]);
  await insertCharges(db, at, [chargeOf(subscription, 1, "new", at)]);
  return subscription;
}

/** A charge of one cycle of the present term. */
export function chargeOf(
  subscription: Subscription,
  cycleNumber: number,
  kind: Charge["kind"],
  chargedAt: Temporal.Instant,
): Charge {
  const { term } = subscription;
  return {
    id: testIds.next(),
    partnerId: subscription.partnerId,
    customerId: subscription.customerId,
    orderId: subscription.orderId,
    lineNumber: subscription.lineNumber,
    subscriptionId: subscription.id,
    termNumber: term.number,
    cycleNumber,
    cycle: cycleOf(term, cycleNumber),
    kind,
    unitPriceMinor: term.unitPriceMinor,
    quantity: term.quantity,
    amountMinor: chargeAmount(term),
    currency: term.currency,
    chargedAt,
  };
}

async function insertPurchaseOrder(
  db: Db,
  options: PurchaseOptions,
  orderId: string,
  subscription: Subscription | null,
): Promise<void> {
  const { customer, sku, at } = options;
  await insertOrders(db, [
    {
      id: orderId,
      partnerId: customer.partnerId,
      customerId: customer.id,
      kind: "purchase",
      currency: options.currency ?? "EUR",
      orderedAt: at,
      orderedBy: options.orderedBy ?? null,
      lines: [
        {
          number: 0,
          productId: sku.productId,
          skuId: sku.skuId,
          kind: sku.kind,
          termDuration: subscription?.term.duration ?? null,
          billingPlan: subscription?.term.billingPlan ?? "one-time",
          quantity: options.quantity ?? 1,
          unitPriceMinor: options.unitPriceMinor ?? 10_000,
          subscriptionId: subscription?.id ?? null,
          cancelledAt: null,
        },
      ],
    },
  ]);
}

/** A purchase of perpetual software: order, line 0, its one charge. */
export async function buildPerpetualPurchase(
  db: Db,
  options: PurchaseOptions,
): Promise<{ orderId: string; lineNumber: 0; chargeId: string }> {
  const orderId = testIds.next();
  const chargeId = testIds.next();
  const unitPriceMinor = options.unitPriceMinor ?? 10_000;
  const quantity = options.quantity ?? 1;
  await insertPurchaseOrder(db, options, orderId, null);
  await insertCharges(db, options.at, [
    {
      id: chargeId,
      partnerId: options.customer.partnerId,
      customerId: options.customer.id,
      orderId,
      lineNumber: 0,
      subscriptionId: null,
      termNumber: null,
      cycleNumber: null,
      cycle: null,
      kind: "purchase",
      unitPriceMinor,
      quantity,
      amountMinor: timesQuantity(unitPriceMinor, quantity),
      currency: options.currency ?? "EUR",
      chargedAt: options.at,
    },
  ]);
  return { orderId, lineNumber: 0, chargeId };
}

/** A partner with an admin agent and one German customer: what most tests begin with. */
export async function buildTenant(
  db: Db,
): Promise<{ partner: TestPartner; actor: Extract<Actor, { kind: "partner" }>; customer: TestCustomer }> {
  const partner = await buildPartner(db);
  const actor = await buildPartnerActor(db, partner.id);
  const customer = await buildCustomer(db, partner.id);
  return { partner, actor, customer };
}
