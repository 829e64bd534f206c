import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";

/** A link by which its holder sets the password of one account, once. */
export type PasswordToken = {
  /** SHA-256 of the token in the link, hex. */
  readonly tokenHash: string;
  readonly userId: string;
  readonly expiresAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | null;
};

export async function insertPasswordToken(
  db: Db,
  token: Omit<PasswordToken, "usedAt">,
  createdAt: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto("password_token")
    .values({
      token_hash: token.tokenHash,
      user_id: token.userId,
      created_at: instantColumn(createdAt),
      expires_at: instantColumn(token.expiresAt),
      used_at: null,
    })
    .execute();
}

export async function findPasswordToken(db: Db, tokenHash: string): Promise<PasswordToken | undefined> {
  const row = await db.selectFrom("password_token").selectAll().where("token_hash", "=", tokenHash).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    tokenHash: row.token_hash,
    userId: row.user_id,
    expiresAt: readInstant(row.expires_at),
    usedAt: readInstantOrNull(row.used_at),
  };
}

/** Marks a link as used; false when it was used or taken back before. */
export async function usePasswordToken(db: Db, tokenHash: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("password_token")
    .set({ used_at: instantColumn(at) })
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Takes back every link of a user that was not used. */
export async function deleteOpenPasswordTokens(db: Db, userId: string): Promise<void> {
  await db.deleteFrom("password_token").where("user_id", "=", userId).where("used_at", "is", null).execute();
}

/** Takes away links that ended before an instant, at most so many at a time. */
export async function deleteOldPasswordTokens(db: Db, before: Temporal.Instant, countMax: number): Promise<void> {
  await db
    .deleteFrom("password_token")
    .where("token_hash", "in", (from) =>
      from
        .selectFrom("password_token")
        .select("token_hash")
        .where("expires_at", "<", instantColumn(before))
        .orderBy("expires_at")
        .limit(countMax),
    )
    .execute();
}
