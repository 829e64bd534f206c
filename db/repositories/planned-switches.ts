import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { beyondKey } from "../keyset.ts";
import type { DueCursor } from "./due-work.ts";
import type { SubscriptionRow } from "./subscription-row.ts";

/** Conditions as the partial index has them. */
const isPlanned = sql<boolean>`auto_renew_off_at is not null and cancelled_at is null and expired_at is null`;

/** Running terms whose chosen day for switching auto-renew off has come, the earliest first; of all partners, for the job. */
export async function listPlannedSwitches(
  db: Db,
  request: { readonly at: Temporal.Instant; readonly after: DueCursor | null; readonly limit: number },
): Promise<SubscriptionRow[]> {
  const { at, after, limit } = request;
  let query = duePlans(db, at).selectAll();
  if (after !== null)
    query = query.where(
      beyondKey(["auto_renew_off_at", "id"], "asc", { direction: "after", key: [after.dueAtMs, after.id] }),
    );
  return query.orderBy("auto_renew_off_at").orderBy("id").limit(limit).execute();
}

/** How many of them there are. */
export async function countPlannedSwitches(db: Db, at: Temporal.Instant): Promise<number> {
  const { count } = await duePlans(db, at)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function duePlans(db: Db, at: Temporal.Instant) {
  return db
    .selectFrom("subscription")
    .where(isPlanned)
    .where("auto_renew_off_at", "<=", instantColumn(at))
    .where("term_end_at", ">", instantColumn(at));
}

/** The first chosen day after an instant, in epoch milliseconds; null where none is chosen. */
export async function firstPlannedSwitchAfterMs(db: Db, ms: number): Promise<number | null> {
  const row = await db
    .selectFrom("subscription")
    .select((eb) => eb.fn.min("auto_renew_off_at").as("first"))
    .where(isPlanned)
    .where("auto_renew_off_at", ">", ms)
    .executeTakeFirst();
  return row?.first ?? null;
}
