import type { Temporal } from "temporal-polyfill";
import type { Availability, Sku } from "#app/domain/catalog/catalog.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Db } from "#db/client.ts";
import {
  buildCustomer,
  buildPartner,
  buildSku,
  buildSubscription,
  type OfferOptions,
  type PurchaseOptions,
  type TestCustomer,
} from "#test/support/builders.ts";

/** One partner with one customer in Germany, and one product offered for every term and plan. */
export type Scene = {
  readonly db: Db;
  readonly partnerId: string;
  readonly customer: TestCustomer;
  readonly sku: Sku;
  readonly offers: readonly Availability[];
  buy(at: Temporal.Instant, options?: Partial<PurchaseOptions>): Promise<Subscription>;
};

/** Unit prices in minor units, by term and plan, each different so that a wrong offer shows in the sums. */
export const prices = {
  "P1M/monthly": 1_000,
  "P1Y/monthly": 900,
  "P1Y/annual": 10_000,
  "P3Y/monthly": 800,
  "P3Y/annual": 9_000,
  "P3Y/triennial": 25_000,
} as const;

export const allOffers: readonly OfferOptions[] = Object.entries(prices).map(([name, unitPriceMinor]) => {
  const [termDuration, billingPlan] = name.split("/") as [OfferOptions["termDuration"], OfferOptions["billingPlan"]];
  return { termDuration, billingPlan, unitPriceMinor };
});

export async function buildScene(
  db: Db,
  options: { country?: string; offers?: readonly OfferOptions[]; kind?: Sku["kind"] } = {},
): Promise<Scene> {
  const partner = await buildPartner(db);
  const customer = await buildCustomer(db, partner.id, { country: options.country });
  const { sku, availabilities } = await buildSku(db, { kind: options.kind, offers: options.offers ?? allOffers });
  const buy: Scene["buy"] = (at, purchase = {}) => {
    const duration = purchase.termDuration ?? "P1Y";
    const plan = purchase.billingPlan ?? "annual";
    const unitPriceMinor = purchase.unitPriceMinor ?? prices[`${duration}/${plan}` as keyof typeof prices];
    return buildSubscription(db, { customer, sku, at, unitPriceMinor, ...purchase });
  };
  return { db, partnerId: partner.id, customer, sku, offers: availabilities, buy };
}

/** What the database holds of a subscription, in order. */
export async function historyOf(db: Db, subscriptionId: string) {
  const record = await db
    .selectFrom("subscription")
    .selectAll()
    .where("id", "=", subscriptionId)
    .executeTakeFirstOrThrow();
  const terms = await db
    .selectFrom("term")
    .selectAll()
    .where("subscription_id", "=", subscriptionId)
    .orderBy("term_number")
    .execute();
  const charges = await db
    .selectFrom("charge")
    .selectAll()
    .where("subscription_id", "=", subscriptionId)
    .orderBy("term_number")
    .orderBy("cycle_number")
    .execute();
  const notices = await db
    .selectFrom("notice")
    .selectAll()
    .where("subscription_id", "=", subscriptionId)
    .orderBy("dedupe_key")
    .execute();
  const log = await db
    .selectFrom("activity")
    .selectAll()
    .where("subscription_id", "=", subscriptionId)
    .orderBy("at")
    .orderBy("id")
    .execute();
  return { record, terms, charges, notices, log };
}

/** The day of a column of epoch milliseconds, for readable expectations. */
export function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
