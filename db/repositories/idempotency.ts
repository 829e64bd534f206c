import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";

export type StoredAnswer = { readonly operation: string; readonly requestHash: string; readonly answerJson: string };

/**
 * Claims a key for the request at hand: true for the first one, false when the key is taken.
 * A transaction that claims the same key meanwhile waits here until the first commits (then false) or rolls back (then true).
 */
export async function claimIdempotencyKey(
  db: Db,
  claim: { ownerId: string; key: string; operation: string; requestHash: string; at: Temporal.Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("idempotency")
    .values({
      owner_id: claim.ownerId,
      idempotency_key: claim.key,
      operation: claim.operation,
      request_hash: claim.requestHash,
      answer_json: "null",
      created_at: instantColumn(claim.at),
    })
    .onConflict((conflict) => conflict.columns(["owner_id", "idempotency_key"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function getIdempotency(db: Db, ownerId: string, key: string): Promise<StoredAnswer> {
  const row = await db
    .selectFrom("idempotency")
    .select(["operation", "request_hash", "answer_json"])
    .where("owner_id", "=", ownerId)
    .where("idempotency_key", "=", key)
    .executeTakeFirstOrThrow();
  return { operation: row.operation, requestHash: row.request_hash, answerJson: row.answer_json };
}

/** The answer of one kind that was kept since an instant; undefined where there is none, or none any more. */
export async function findKeptAnswer(
  db: Db,
  ownerId: string,
  key: string,
  { operation, since }: { readonly operation: string; readonly since: Temporal.Instant },
): Promise<string | undefined> {
  const row = await db
    .selectFrom("idempotency")
    .select("answer_json")
    .where("owner_id", "=", ownerId)
    .where("idempotency_key", "=", key)
    .where("operation", "=", operation)
    .where("created_at", ">", instantColumn(since))
    .executeTakeFirst();
  return row?.answer_json;
}

export async function storeIdempotentAnswer(db: Db, ownerId: string, key: string, answerJson: string): Promise<void> {
  await db
    .updateTable("idempotency")
    .set({ answer_json: answerJson })
    .where("owner_id", "=", ownerId)
    .where("idempotency_key", "=", key)
    .execute();
}

export async function releaseIdempotencyKey(db: Db, ownerId: string, key: string): Promise<void> {
  await db.deleteFrom("idempotency").where("owner_id", "=", ownerId).where("idempotency_key", "=", key).execute();
}

/** Takes away answers that were given before an instant, at most so many at a time. */
export async function deleteOldAnswers(db: Db, before: Temporal.Instant, countMax: number): Promise<void> {
  const old = await db
    .selectFrom("idempotency")
    .select(["owner_id", "idempotency_key"])
    .where("created_at", "<", instantColumn(before))
    .orderBy("created_at")
    .limit(countMax)
    .execute();
  for (const row of old) await releaseIdempotencyKey(db, row.owner_id, row.idempotency_key);
}
