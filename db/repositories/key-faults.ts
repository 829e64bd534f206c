import type { Db } from "../client.ts";

/**
 * What must not be in the tables of keys and links, looked for by reading all of them: for the nightly check and for
 * tests, never for a page.
 */
export type KeyFault =
  | { readonly fault: "pool-count-wrong"; readonly poolId: string; readonly state: string; readonly difference: number }
  | { readonly fault: "key-outlives-purchase"; readonly keyId: string }
  | { readonly fault: "link-outlives-purchase"; readonly linkId: string };

/** Everything that is wrong, at most some hundred of each kind; empty where all is well. */
export async function listKeyFaults(db: Db, limit = 100): Promise<KeyFault[]> {
  return [
    ...(await wrongCounts(db)),
    ...(await outlivingKeys(db, limit)).map((keyId) => ({ fault: "key-outlives-purchase" as const, keyId })),
    ...(await outlivingLinks(db, limit)).map((linkId) => ({ fault: "link-outlives-purchase" as const, linkId })),
  ];
}

async function wrongCounts(db: Db): Promise<KeyFault[]> {
  const counted = await db
    .selectFrom("software_key")
    .select(["pool_id", "state", (eb) => eb.fn.countAll<number>().as("count")])
    .groupBy(["pool_id", "state"])
    .execute();
  const counts = new Map(counted.map((row) => [`${row.pool_id} ${row.state}`, Number(row.count)]));
  const pools = await db
    .selectFrom("key_pool")
    .select(["id", "available_count", "issued_count", "revoked_count"])
    .execute();
  return pools.flatMap((pool) =>
    (["available", "issued", "revoked"] as const).flatMap((state) => {
      const difference = pool[`${state}_count`] - (counts.get(`${pool.id} ${state}`) ?? 0);
      return difference === 0 ? [] : [{ fault: "pool-count-wrong" as const, poolId: pool.id, state, difference }];
    }),
  );
}

async function outlivingKeys(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("software_key as item")
    .innerJoin("order_line as line", (join) =>
      join.onRef("line.order_id", "=", "item.order_id").onRef("line.line_number", "=", "item.line_number"),
    )
    .leftJoin("subscription", "subscription.id", "line.subscription_id")
    .select("item.id")
    .where("item.state", "=", "issued")
    .where((is) => is.or([is("line.cancelled_at", "is not", null), is("subscription.cancelled_at", "is not", null)]))
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

async function outlivingLinks(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("download_link as item")
    .innerJoin("order_line as line", (join) =>
      join.onRef("line.order_id", "=", "item.order_id").onRef("line.line_number", "=", "item.line_number"),
    )
    .leftJoin("subscription", "subscription.id", "line.subscription_id")
    .select("item.id")
    .where("item.revoked_at", "is", null)
    .where((is) => is.or([is("line.cancelled_at", "is not", null), is("subscription.cancelled_at", "is not", null)]))
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
