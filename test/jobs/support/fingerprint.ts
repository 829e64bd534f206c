import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { Database } from "#db/schema.ts";

/** Tables that tell of the running itself; everything else must be the same after a second run. */
const bookkeeping = new Set<keyof Database>(["job_run", "job_lease", "scheduler_tick", "session", "rate_limit"]);

const tables = [
  "partner",
  "customer",
  "product",
  "sku",
  "price_list",
  "availability",
  "cart",
  "cart_line",
  "order",
  "order_line",
  "subscription",
  "term",
  "charge",
  "credit",
  "activity",
  "notice",
  "job_failure",
  "portal_setting",
  "idempotency",
  "tax_rate",
  "unbilled",
  "invoice_number_series",
  "invoice",
  "invoice_customer",
  "invoice_line",
] as const satisfies readonly (keyof Database)[];

/** Row count and checksum of every table that holds more than the jobs' own records, ids included. */
export async function fingerprint(db: Db): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of tables) {
    if (bookkeeping.has(table)) continue;
    const rows = await db.selectFrom(table).selectAll().execute();
    const lines = rows.map((row) => canonical(row)).sort();
    prints[table] = `${lines.length} rows ${hashOf(lines)}`;
  }
  return prints;
}

/**
 * What a partner would see of the state: records, terms, charges, credits, notices and log, without the ids that every
 * run makes anew. Two histories that ended the same have the same outcome.
 */
export async function outcomeOf(
  db: Db,
  options: { readonly withLog?: boolean } = {},
): Promise<Record<string, string[]>> {
  const read = async (text: string) => {
    const { rows } = await sql.raw<Record<string, unknown>>(text).execute(db);
    return rows.map((row) => canonical(row)).sort();
  };
  return {
    subscriptions: await read(`select * from subscription`),
    terms: await read(
      `select t.subscription_id, t.term_number, duration, t.billing_plan, t.quantity, t.unit_price_minor, t.currency,
         t.availability_id, anchor_on, anchor_term_number, start_at, end_at, window_opened_at, policy_version, o.kind as order_kind,
         l.subscription_id as line_subscription, l.quantity as line_quantity, l.unit_price_minor as line_price, o.ordered_at
       from term t join order_line l on l.order_id = t.order_id and l.line_number = t.line_number join "order" o on o.id = l.order_id`,
    ),
    charges: await read(
      `select c.subscription_id, c.term_number, cycle_number, starts_on, ends_on, c.kind, c.unit_price_minor, c.quantity, amount_minor,
         c.currency, charged_at, recorded_at, t.term_number as order_of_term
       from charge c left join term t on t.order_id = c.order_id and t.line_number = c.line_number`,
    ),
    orders: await read(`select kind, count(*) as count from "order" group by kind`),
    credits: await read(`select amount_minor, currency, credited_at from credit`),
    // A renewal's notice has the renewal's order in its key, which every run makes anew.
    notices: await read(
      `select kind, subscription_id, term_number, facts_json,
         case when kind = 'renewed' then null else dedupe_key end as dedupe_key
       from notice`,
    ),
    ...(options.withLog === false
      ? {}
      : {
          log: await read(
            `select at, action, outcome, subscription_id, old_json, new_json from activity where partner_id is not null`,
          ),
        }),
    failures: await read(`select subscription_id, job, attempts, code from job_failure`),
  };
}

/** One line that is the same for the same state. */
export async function checksum(db: Db): Promise<string> {
  return hashOf([JSON.stringify(await outcomeOf(db))]);
}

function canonical(row: object): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hashOf(lines: readonly string[]): string {
  const hash = createHash("sha256");
  for (const line of lines) hash.update(line).update("\n");
  return hash.digest("hex").slice(0, 16);
}
