import { sql } from "kysely";
import type { LineKind } from "#app/domain/invoicing/invoice.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Db } from "../client.ts";
import { readMinor } from "../columns.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";

/** What is on no invoice yet. */

export type UnbilledSum = {
  readonly currency: Currency;
  readonly chargedMinor: number;
  /** Positive. */
  readonly creditedMinor: number;
  readonly count: number;
};

/** What a partner was charged and credited and is on no invoice, dated in a stretch of time; one entry per currency. */
export async function sumUnbilled(
  db: Db,
  partnerId: string,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<UnbilledSum[]> {
  const sum = (condition: string) =>
    sql<number>`cast(sum(case when kind = ${sql.lit(condition)} then amount_minor else 0 end) as bigint)`;
  const rows = await db
    .selectFrom("unbilled")
    .select((eb) => [
      "currency",
      sum("charge").as("charged"),
      sum("credit").as("credited"),
      eb.fn.countAll<number>().as("count"),
    ])
    .where("partner_id", "=", partnerId)
    .where("dated_at", ">=", fromMs)
    .where("dated_at", "<", untilMs)
    .groupBy("currency")
    .orderBy("currency")
    .execute();
  return rows.map((row) => ({
    currency: row.currency,
    chargedMinor: readMinor(row.charged),
    creditedMinor: readMinor(-row.credited),
    count: row.count,
  }));
}

export type UnbilledItem = {
  readonly id: string;
  readonly kind: LineKind;
  readonly customerId: string;
  readonly datedAtMs: number;
  readonly amountMinor: number;
};

export const unbilledKeyShape = ["number", "string", "string"] as const;

export function unbilledKey({ datedAtMs, kind, id }: UnbilledItem): readonly [number, string, string] {
  return [datedAtMs, kind, id];
}

/** Charges and credits of a partner in one currency that are on no invoice, newest first. */
export async function listUnbilled(
  db: Db,
  partnerId: string,
  currency: Currency,
  page: PageRequest,
): Promise<Page<UnbilledItem>> {
  const columns = ["dated_at", "kind", "id"] as const;
  let query = db
    .selectFrom("unbilled")
    .select(["id", "kind", "customer_id", "dated_at", "amount_minor"])
    .where("partner_id", "=", partnerId)
    .where("currency", "=", currency);
  if (page.cursor !== null) query = query.where(beyondKey(columns, "desc", page.cursor));
  const direction = readDirection("desc", page.cursor);
  const rows = await query
    .orderBy("dated_at", direction)
    .orderBy("kind", direction)
    .orderBy("id", direction)
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      customerId: row.customer_id,
      datedAtMs: row.dated_at,
      amountMinor: readMinor(row.amount_minor),
    })),
    page,
  );
}
