import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { buildCustomer, buildPartner, buildSku, instant } from "#test/support/builders.ts";
import { gatherStatistics } from "./statistics.ts";

/** The instant at which every subscription of the data set is due. */
export const renewalAt = instant("2025-03-15T00:05:00Z");

/** How a book is spread; left out, it is that of the renewals. */
type BookOptions = {
  readonly partners?: number;
  /** How many of ten subscriptions are for a year billed once; the others are for a month. */
  readonly yearlyOfTen?: number;
};

const customersCount = 200;
const skusCount = 20;

/**
 * A book of `size` subscriptions that are all due at `renewalAt`: seven of ten for a year billed once, three for a
 * month; spread over a few days, 200 customers and 20 products. Filled by the database itself, because making 100,000
 * rows one by one would take longer than renewing them.
 */
export async function fillBook(db: Db, size: number, options: BookOptions = {}): Promise<void> {
  const { partners: partnersCount = 2, yearlyOfTen = 7 } = options;
  const partnerIds: string[] = [];
  for (let n = 0; n < partnersCount; n++) partnerIds.push((await buildPartner(db)).id);
  const customerIds: string[] = [];
  for (let n = 0; n < customersCount; n++)
    customerIds.push((await buildCustomer(db, partnerIds[n % partnersCount] ?? "")).id);
  const productIds: string[] = [];
  for (let n = 0; n < skusCount; n++) {
    const offers = [
      { termDuration: "P1Y", billingPlan: "annual", unitPriceMinor: 10_000 + n },
      { termDuration: "P1M", billingPlan: "monthly", unitPriceMinor: 900 + n },
    ] as const;
    productIds.push((await buildSku(db, { offers })).sku.productId);
  }
  await db.transaction().execute(async (tx) => {
    await makeNumbers(tx, { size, yearlyOfTen, partnerIds, customerIds, productIds });
    for (const statement of statements) await sql.raw(statement).execute(tx);
    await sql.raw("drop table book").execute(tx);
  });
  await gatherStatistics(db);
}

type Numbers = {
  readonly size: number;
  readonly yearlyOfTen: number;
  readonly partnerIds: readonly string[];
  readonly customerIds: readonly string[];
  readonly productIds: readonly string[];
};

/** One row per subscription, with everything that differs between them. */
async function makeNumbers(tx: Db, { size, yearlyOfTen, partnerIds, customerIds, productIds }: Numbers): Promise<void> {
  const day = 86_400_000;
  const yearly = instant("2024-03-10T09:00:00Z").epochMilliseconds;
  const monthly = instant("2025-02-10T09:00:00Z").epochMilliseconds;
  const yearEnd = instant("2025-03-10T00:00:00Z").epochMilliseconds;
  const pick = (values: readonly string[], number: string) =>
    `(case (${number}) % ${values.length} ${values.map((value, index) => `when ${index} then '${value}'`).join(" ")} end)`;
  const digits = "substr('00000000000' || n, length('00000000000' || n) - 11)";
  await sql
    .raw(
      `create temp table book as
       with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n + 1 < ${size})
       select n,
         '01900000-0000-7000-8000-' || ${digits} as id,
         '01900000-0000-7000-9000-' || ${digits} as order_id,
         '01900000-0000-7000-a000-' || ${digits} as charge_id,
         ${pick(partnerIds, `n % ${customersCount}`)} as partner_id,
         ${pick(customerIds, "n")} as customer_id,
         ${pick(productIds, "n * 7 + 3")} as product_id,
         case when n % 10 < ${yearlyOfTen} then 'P1Y' else 'P1M' end as duration,
         case when n % 10 < ${yearlyOfTen} then 'annual' else 'monthly' end as plan,
         1 + n % 25 as quantity,
         case when n % 10 < ${yearlyOfTen} then 9500 else 800 end as price,
         case when n % 10 < ${yearlyOfTen} then cast(${yearly} as bigint) else cast(${monthly} as bigint) end + (n % 5) * cast(${day} as bigint) as bought_at,
         ${yearEnd} + (n % 5) * cast(${day} as bigint) as end_at,
         case when n % 10 < ${yearlyOfTen} then '2024-03-1' else '2025-02-1' end || (n % 5) as anchor_on,
         case when n % 10 < ${yearlyOfTen} then '2025-03-' else '2025-03-' end || substr('0' || (9 + n % 5), length('0' || (9 + n % 5)) - 1) as last_on
       from numbers`,
    )
    .execute(tx);
}

const statements = [
  `insert into "order" (id, partner_id, customer_id, kind, currency, ordered_at, ordered_by)
   select order_id, partner_id, customer_id, 'purchase', 'EUR', bought_at, null from book order by n`,
  `insert into order_line (order_id, line_number, partner_id, customer_id, order_kind, ordered_at, product_id, sku_id, kind,
     term_duration, billing_plan, quantity, unit_price_minor, currency, subscription_id, cancelled_at)
   select order_id, 0, partner_id, customer_id, 'purchase', bought_at, product_id, '0001', 'software-subscription',
     duration, plan, quantity, price, 'EUR', id, null from book order by n`,
  `insert into subscription (id, partner_id, customer_id, market, product_id, sku_id, kind, order_id, line_number, purchased_at,
     is_auto_renew_on, next_term_duration, next_billing_plan, next_quantity, term_number, term_duration, billing_plan, quantity,
     unit_price_minor, currency, availability_id, anchor_on, anchor_term_number, term_start_at, term_end_at, window_opened_at,
     window_ends_at, charged_cycles, next_charge_at, cancelled_at, expired_at, hold_reason, held_at, will_not_renew_code,
     will_not_renew_json, version)
   select id, partner_id, customer_id, 'DE', product_id, '0001', 'software-subscription', order_id, 0, bought_at,
     1, null, null, null, 1, duration, plan, quantity, price, 'EUR', null, anchor_on, 1, bought_at, end_at, bought_at,
     bought_at + 604800000, 1, null, null, null, null, null, null, null, 1 from book order by n`,
  `insert into term (subscription_id, term_number, partner_id, duration, billing_plan, quantity, unit_price_minor, currency,
     availability_id, anchor_on, anchor_term_number, start_at, end_at, window_opened_at, order_id, line_number, policy_version)
   select id, 1, partner_id, duration, plan, quantity, price, 'EUR', null, anchor_on, 1, bought_at, end_at, bought_at, order_id, 0, 1
   from book order by n`,
  `insert into charge (id, partner_id, customer_id, order_id, line_number, subscription_id, term_number, cycle_number, starts_on,
     ends_on, kind, unit_price_minor, quantity, amount_minor, currency, charged_at, recorded_at)
   select charge_id, partner_id, customer_id, order_id, 0, id, 1, 1, anchor_on, last_on, 'new', price, quantity, price * quantity,
     'EUR', bought_at, bought_at from book order by n`,
];
