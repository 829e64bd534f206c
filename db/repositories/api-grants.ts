import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { flagColumn, instantColumn, readFlag, readInstant, readInstantOrNull } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { ApiGrantTable } from "../schema.ts";

/** The leaves that users give applications, and the codes that leaves are made of. */

/** The leave of one user to one application. */
export type ApiGrant = {
  readonly id: string;
  readonly clientId: string;
  readonly userId: string;
  readonly tokenHash: string;
  readonly isMfa: boolean;
  /** Whether its refresh token is another one after each use. */
  readonly isRotating: boolean;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
};

export async function insertApiGrant(db: Db, grant: ApiGrant): Promise<void> {
  await db
    .insertInto("api_grant")
    .values({
      id: grant.id,
      client_id: grant.clientId,
      user_id: grant.userId,
      token_hash: grant.tokenHash,
      is_mfa: flagColumn(grant.isMfa),
      is_rotating: flagColumn(grant.isRotating),
      created_at: instantColumn(grant.createdAt),
      expires_at: instantColumn(grant.expiresAt),
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** A leave that is still good, by the hash of its refresh token. */
export async function findApiGrant(db: Db, tokenHash: string): Promise<ApiGrant | undefined> {
  const row = await db
    .selectFrom("api_grant")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? undefined : grantOf(row);
}

function grantOf(row: Selectable<ApiGrantTable>): ApiGrant {
  return {
    id: row.id,
    clientId: row.client_id,
    userId: row.user_id,
    tokenHash: row.token_hash,
    isMfa: readFlag(row.is_mfa),
    isRotating: readFlag(row.is_rotating),
    createdAt: readInstant(row.created_at),
    expiresAt: readInstant(row.expires_at),
  };
}

/** A live leave behind a refresh token that was used before, and when that was; its row stays as it is until the transaction ends. */
export async function findGrantOfSpentToken(
  db: Db,
  tokenHash: string,
): Promise<{ readonly grant: ApiGrant; readonly spentAt: Temporal.Instant } | undefined> {
  const spent = await db
    .selectFrom("api_spent_token")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  if (spent === undefined) return undefined;
  const query = db.selectFrom("api_grant").selectAll().where("id", "=", spent.grant_id).where("revoked_at", "is", null);
  const row = await lockedForChange(db, query).executeTakeFirst();
  return row === undefined ? undefined : { grant: grantOf(row), spentAt: readInstant(spent.spent_at) };
}

/** Puts another refresh token in the place of the present one; false where that has been replaced or taken back meanwhile. */
export async function rotateApiGrant(
  db: Db,
  { id, tokenHash }: Pick<ApiGrant, "id" | "tokenHash">,
  next: { readonly tokenHash: string; readonly at: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("api_grant")
    .set({ token_hash: next.tokenHash })
    .where("id", "=", id)
    .where("token_hash", "=", tokenHash)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return false;
  await db
    .insertInto("api_spent_token")
    .values({ token_hash: tokenHash, grant_id: id, spent_at: instantColumn(next.at) })
    .execute();
  return true;
}

/** Takes a leave back; false where it was already. Its tokens open nothing from the next call on. */
export async function revokeApiGrant(db: Db, id: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("api_grant")
    .set({ revoked_at: instantColumn(at) })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** A leave of a user as a page shows it. */
export type ListedGrant = Pick<ApiGrant, "id" | "clientId" | "createdAt" | "expiresAt"> & {
  readonly clientName: string;
  readonly lastUsedAt: Temporal.Instant | null;
};

/** The leaves of a user that are good, the newest first, at most so many. */
export async function listGrantsOfUser(
  db: Db,
  userId: string,
  at: Temporal.Instant,
  limit: number,
): Promise<ListedGrant[]> {
  const rows = await db
    .selectFrom("api_grant")
    .innerJoin("api_client", "api_client.id", "api_grant.client_id")
    .selectAll("api_grant")
    .select("api_client.name as client_name")
    .where("api_grant.user_id", "=", userId)
    .where("api_grant.revoked_at", "is", null)
    .where("api_grant.expires_at", ">", instantColumn(at))
    .where("api_client.revoked_at", "is", null)
    .orderBy("api_grant.created_at", "desc")
    .orderBy("api_grant.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...grantOf(row),
    clientName: row.client_name,
    lastUsedAt: readInstantOrNull(row.last_used_at),
  }));
}

/** A refresh token that is used lives on. */
export async function extendApiGrant(
  db: Db,
  id: string,
  { at, expiresAt }: { readonly at: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<void> {
  await db
    .updateTable("api_grant")
    .set({ last_used_at: instantColumn(at), expires_at: instantColumn(expiresAt) })
    .where("id", "=", id)
    .execute();
}

/** A code that an application changes for tokens. */
export type ApiCode = {
  readonly codeHash: string;
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly nonce: string;
  readonly isMfa: boolean;
  readonly expiresAt: Temporal.Instant;
  /** SHA-256 of the asker's proof, base64url (PKCE); null where none was announced. */
  readonly challenge: string | null;
};

export async function insertApiCode(db: Db, code: ApiCode): Promise<void> {
  await db
    .insertInto("api_code")
    .values({
      code_hash: code.codeHash,
      client_id: code.clientId,
      user_id: code.userId,
      redirect_uri: code.redirectUri,
      nonce: code.nonce,
      is_mfa: flagColumn(code.isMfa),
      expires_at: instantColumn(code.expiresAt),
      used_at: null,
      challenge: code.challenge,
      grant_id: null,
    })
    .execute();
}

/** Takes a code that nobody has used; of two that come at once one gets it. */
export async function takeApiCode(db: Db, codeHash: string, at: Temporal.Instant): Promise<ApiCode | undefined> {
  const { numUpdatedRows } = await db
    .updateTable("api_code")
    .set({ used_at: instantColumn(at) })
    .where("code_hash", "=", codeHash)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return undefined;
  const row = await db.selectFrom("api_code").selectAll().where("code_hash", "=", codeHash).executeTakeFirstOrThrow();
  return {
    codeHash: row.code_hash,
    clientId: row.client_id,
    userId: row.user_id,
    redirectUri: row.redirect_uri,
    nonce: row.nonce,
    isMfa: readFlag(row.is_mfa),
    expiresAt: readInstant(row.expires_at),
    challenge: row.challenge,
  };
}

/** Notes which leave was made of a code. */
export async function noteGrantOfCode(db: Db, codeHash: string, grantId: string): Promise<void> {
  await db.updateTable("api_code").set({ grant_id: grantId }).where("code_hash", "=", codeHash).execute();
}

/** The leave that was made of a code which was used; null where none was. */
export async function findGrantOfCode(db: Db, codeHash: string): Promise<string | null> {
  const row = await db
    .selectFrom("api_code")
    .select("grant_id")
    .where("code_hash", "=", codeHash)
    .where("used_at", "is not", null)
    .executeTakeFirst();
  return row?.grant_id ?? null;
}

/** Codes do not stay. */
export async function deleteOldApiCodes(db: Db, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom("api_code").where("expires_at", "<", instantColumn(before)).execute();
}
