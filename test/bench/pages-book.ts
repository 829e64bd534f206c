import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { buildPartner, buildSku, instant } from "#test/support/builders.ts";
import { gatherStatistics } from "./statistics.ts";

/** The instant that the pages are read at: some windows are open, a part of the book renews in the days ahead. */
export const pagesAt = instant("2025-03-08T12:00:00Z");

/** Subscriptions of the customer whose pages are measured, in a book of any size: more than a page holds. */
const subscriptionsOfMeasured = 80;

export type PagesBook = { readonly partnerId: string; readonly customerId: string; readonly subscriptionId: string };

const skusCount = 20;

/**
 * A partner's book of `size` subscriptions: at least 60 customers with about 50 subscriptions each, bought day by day
 * over the year before, so that as many end on one day as on another. Filled by the database itself.
 *
 * @param ofMeasured how many of them the customer has who is measured
 */
export async function fillPagesBook(
  db: Db,
  size: number,
  ofMeasured: number = subscriptionsOfMeasured,
): Promise<PagesBook> {
  const { id: partnerId } = await buildPartner(db, { name: "Nordwind IT" });
  const productIds: string[] = [];
  for (let n = 0; n < skusCount; n++) {
    const offers = [{ termDuration: "P1Y", billingPlan: "annual", unitPriceMinor: 10_000 + n }] as const;
    productIds.push((await buildSku(db, { offers })).sku.productId);
  }
  const customers = Math.max(60, Math.round(size / 50));
  await db.transaction().execute(async (tx) => {
    for (const statement of bookOf(size, { customers, ofMeasured }, partnerId, productIds))
      await sql.raw(statement).execute(tx);
  });
  await gatherStatistics(db);
  return { partnerId, customerId: customerIdOf("0"), subscriptionId: subscriptionIdOf("0") };
}

function padded(number: string): string {
  return number.padStart(12, "0");
}

function customerIdOf(number: string): string {
  return `01900000-0000-7000-b000-${padded(number)}`;
}

function subscriptionIdOf(number: string): string {
  return `01900000-0000-7000-8000-${padded(number)}`;
}

/** So wide that PostgreSQL does not count the milliseconds of a year in 32 bits. */
const day = "cast(86400000 as bigint)";

function bookOf(
  size: number,
  { customers, ofMeasured }: { readonly customers: number; readonly ofMeasured: number },
  partnerId: string,
  productIds: readonly string[],
): string[] {
  const firstBought = instant("2024-03-09T00:00:00Z").epochMilliseconds;
  const digits = (number: string) => `substr('00000000000' || (${number}), length('00000000000' || (${number})) - 11)`;
  const product = `(case (n * 7 + 3) % ${productIds.length} ${productIds.map((id, index) => `when ${index} then '${id}'`).join(" ")} end)`;
  const numbers = (count: number) =>
    `with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n + 1 < ${count})`;
  const customerOf = `case when n < ${ofMeasured} then 0 else n % ${customers} end`;
  return [
    `insert into customer (id, partner_id, name, name_folded, domain, country, validation_status, created_at)
     ${numbers(customers)}
     select '01900000-0000-7000-b000-' || ${digits("n")}, '${partnerId}', 'Customer ' || ${digits("n")},
       'customer ' || ${digits("n")}, 'c' || ${digits("n")} || '.example', 'DE', null, ${firstBought} from numbers`,
    `create temp table book as ${numbers(size)}
     select n, '01900000-0000-7000-8000-' || ${digits("n")} as id, '01900000-0000-7000-9000-' || ${digits("n")} as order_id,
       '01900000-0000-7000-a000-' || ${digits("n")} as charge_id,
       '01900000-0000-7000-b000-' || ${digits(customerOf)} as customer_id,
       ${product} as product_id, 1 + n % 25 as quantity, 9500 as price,
       ${firstBought} + (n % 365) * ${day} + (n % 86400) * 1000 as bought_at,
       ${firstBought} + (n % 365 + 365) * ${day} as end_at,
       ${anchorOf(firstBought)} as anchor_on
     from numbers`,
    `insert into "order" (id, partner_id, customer_id, kind, currency, ordered_at, ordered_by)
     select order_id, '${partnerId}', customer_id, 'purchase', 'EUR', bought_at, null from book order by n`,
    `insert into order_line (order_id, line_number, partner_id, customer_id, order_kind, ordered_at, product_id, sku_id, kind,
       term_duration, billing_plan, quantity, unit_price_minor, currency, subscription_id, cancelled_at)
     select order_id, 0, '${partnerId}', customer_id, 'purchase', bought_at, product_id, '0001', 'software-subscription',
       'P1Y', 'annual', quantity, price, 'EUR', id, null from book order by n`,
    `insert into subscription (id, partner_id, customer_id, market, product_id, sku_id, kind, order_id, line_number, purchased_at,
       is_auto_renew_on, next_term_duration, next_billing_plan, next_quantity, term_number, term_duration, billing_plan, quantity,
       unit_price_minor, currency, availability_id, anchor_on, anchor_term_number, term_start_at, term_end_at, window_opened_at,
       window_ends_at, charged_cycles, next_charge_at, cancelled_at, expired_at, hold_reason, held_at, will_not_renew_code,
       will_not_renew_json, version)
     select id, '${partnerId}', customer_id, 'DE', product_id, '0001', 'software-subscription', order_id, 0, bought_at,
       case when n % 9 = 0 then 0 else 1 end, null, null, null, 1, 'P1Y', 'annual', quantity, price, 'EUR', null, anchor_on, 1,
       bought_at, end_at, bought_at, bought_at + 604800000, 1, null, null, null, null, null, null, null, 1 from book order by n`,
    `insert into term (subscription_id, term_number, partner_id, duration, billing_plan, quantity, unit_price_minor, currency,
       availability_id, anchor_on, anchor_term_number, start_at, end_at, window_opened_at, order_id, line_number, policy_version)
     select id, 1, '${partnerId}', 'P1Y', 'annual', quantity, price, 'EUR', null, anchor_on, 1, bought_at, end_at, bought_at,
       order_id, 0, 1 from book order by n`,
    `insert into charge (id, partner_id, customer_id, order_id, line_number, subscription_id, term_number, cycle_number, starts_on,
       ends_on, kind, unit_price_minor, quantity, amount_minor, currency, charged_at, recorded_at)
     select charge_id, '${partnerId}', customer_id, order_id, 0, id, 1, 1, anchor_on, anchor_on, 'new', price, quantity,
       price * quantity, 'EUR', bought_at, bought_at from book order by n`,
    "drop table book",
  ];
}

/** The day of purchase as text, by a case of the 365 days: the two databases have no function for it in common. */
function anchorOf(firstBought: number): string {
  const days = Array.from({ length: 365 }, (_, n) => new Date(firstBought + n * 86_400_000).toISOString().slice(0, 10));
  return `(case n % 365 ${days.map((text, n) => `when ${n} then '${text}'`).join(" ")} end)`;
}
