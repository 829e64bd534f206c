import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Organization } from "#app/domain/access/organization.ts";
import { type Role, roles as allRoles } from "#app/domain/access/roles.ts";
import type { Db } from "../client.ts";
import {
  flagColumn,
  instantColumn,
  instantColumnOrNull,
  readFlag,
  readInstant,
  readInstantOrNull,
} from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { ApiClientTable, ApiGrantTable } from "../schema.ts";
import { organizationOfRow } from "./users.ts";

/** An application of a partner, without its roles. */
export type ApiClient = {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly secretHash: string;
  readonly secretHint: string;
  readonly secretMadeAt: Temporal.Instant;
  readonly oldSecretHash: string | null;
  readonly oldSecretUntil: Temporal.Instant | null;
  readonly redirectUris: readonly string[];
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string | null;
  readonly lastUsedAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
};

/** The client that a request names; only its secret or a token of it opens anything. */
export async function findApiClientById(db: Db, id: string): Promise<ApiClient | undefined> {
  const row = await db.selectFrom("api_client").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : clientOf(row);
}

/** A client of one partner; another partner's is not there. Nobody else changes it until the transaction ends. */
export async function findApiClientForChange(db: Db, partnerId: string, id: string): Promise<ApiClient | undefined> {
  const query = db.selectFrom("api_client").selectAll().where("partner_id", "=", partnerId).where("id", "=", id);
  const row = await lockedForChange(db, query).executeTakeFirst();
  return row === undefined ? undefined : clientOf(row);
}

export async function findApiClient(db: Db, partnerId: string, id: string): Promise<ApiClient | undefined> {
  const row = await db
    .selectFrom("api_client")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? undefined : clientOf(row);
}

/** All clients of a partner in the order in which they were made, at most so many. */
export async function listApiClients(db: Db, partnerId: string, limit: number): Promise<ApiClient[]> {
  const rows = await db
    .selectFrom("api_client")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(clientOf);
}

/** How many clients of a partner are good. */
export async function countApiClients(db: Db, partnerId: string): Promise<number> {
  const { count } = await db
    .selectFrom("api_client")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("partner_id", "=", partnerId)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The roles of several accounts. */
export async function rolesOfAccounts(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Role[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("user_role")
    .selectAll()
    .where("user_id", "in", [...ids])
    .execute();
  return new Map(ids.map((id) => [id, inOrder(rows.filter((row) => row.user_id === id).map(({ role }) => role))]));
}

export async function insertApiClient(db: Db, client: ApiClient): Promise<void> {
  await db
    .insertInto("api_client")
    .values({
      id: client.id,
      partner_id: client.partnerId,
      name: client.name,
      secret_hash: client.secretHash,
      secret_hint: client.secretHint,
      secret_made_at: instantColumn(client.secretMadeAt),
      old_secret_hash: client.oldSecretHash,
      old_secret_until: instantColumnOrNull(client.oldSecretUntil),
      redirect_uris: client.redirectUris.join("\n"),
      created_at: instantColumn(client.createdAt),
      created_by: client.createdBy,
      last_used_at: null,
      revoked_at: null,
      revoked_by: null,
    })
    .execute();
}

type Secret = Pick<ApiClient, "secretHash" | "secretHint" | "secretMadeAt" | "oldSecretHash" | "oldSecretUntil">;

/** Puts a new secret in the place of the present one. */
export async function updateApiSecret(db: Db, partnerId: string, id: string, secret: Secret): Promise<void> {
  await db
    .updateTable("api_client")
    .set({
      secret_hash: secret.secretHash,
      secret_hint: secret.secretHint,
      secret_made_at: instantColumn(secret.secretMadeAt),
      old_secret_hash: secret.oldSecretHash,
      old_secret_until: instantColumnOrNull(secret.oldSecretUntil),
    })
    .where("partner_id", "=", partnerId)
    .where("id", "=", id)
    .execute();
}

export async function updateApiClientNames(
  db: Db,
  partnerId: string,
  id: string,
  { name, redirectUris }: Pick<ApiClient, "name" | "redirectUris">,
): Promise<void> {
  await db
    .updateTable("api_client")
    .set({ name, redirect_uris: redirectUris.join("\n") })
    .where("partner_id", "=", partnerId)
    .where("id", "=", id)
    .execute();
}

/** Ends a client for good, and with it every leave that users gave it. */
export async function revokeApiClientRow(
  db: Db,
  partnerId: string,
  id: string,
  { at, by }: { readonly at: Temporal.Instant; readonly by: string },
): Promise<void> {
  const revoked_at = instantColumn(at);
  await db
    .updateTable("api_client")
    .set({ revoked_at, revoked_by: by, old_secret_hash: null, old_secret_until: null })
    .where("partner_id", "=", partnerId)
    .where("id", "=", id)
    .execute();
  await db
    .updateTable("api_grant")
    .set({ revoked_at })
    .where("client_id", "=", id)
    .where("revoked_at", "is", null)
    .execute();
}

/** Notes that a client was used; only forward. */
export async function touchApiClient(db: Db, id: string, at: Temporal.Instant): Promise<void> {
  const seen = instantColumn(at);
  await db
    .updateTable("api_client")
    .set({ last_used_at: seen })
    .where("id", "=", id)
    .where((is) => is.or([is("last_used_at", "is", null), is("last_used_at", "<", seen)]))
    .execute();
}

/** Who stands behind a token: the client, and the account that acts. */
export type ApiCallerRow = {
  readonly partnerId: string;
  readonly isRevoked: boolean;
  readonly lastUsedAt: Temporal.Instant | null;
  readonly organization: Organization;
  readonly email: string;
  readonly displayName: string;
  readonly isDisabled: boolean;
  /** Whether the leave that the token was made by was taken back. */
  readonly isLeaveOver: boolean;
  readonly roles: readonly Role[];
};

/** The client, the account and the leave of a token in one query; undefined where client or account is not there. */
export async function findApiCallerRow(
  db: Db,
  clientId: string,
  userId: string,
  grantId: string | null,
): Promise<ApiCallerRow | undefined> {
  const rows = await db
    .selectFrom("api_client")
    .innerJoin("user_account", (join) => join.on("user_account.id", "=", userId))
    .leftJoin("api_grant", (join) => join.on("api_grant.id", "=", grantId ?? ""))
    .leftJoin("user_role", "user_role.user_id", "user_account.id")
    .select([
      "api_grant.revoked_at as leave_revoked_at",
      "api_client.partner_id as client_partner_id",
      "api_client.revoked_at",
      "api_client.last_used_at",
      "user_account.organization_kind",
      "user_account.partner_id",
      "user_account.customer_id",
      "user_account.email",
      "user_account.display_name",
      "user_account.disabled_at",
      "user_role.role",
    ])
    .where("api_client.id", "=", clientId)
    .execute();
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    partnerId: row.client_partner_id,
    isRevoked: row.revoked_at !== null,
    lastUsedAt: readInstantOrNull(row.last_used_at),
    organization: organizationOfRow(row),
    email: row.email,
    displayName: row.display_name,
    isDisabled: row.disabled_at !== null,
    isLeaveOver: row.leave_revoked_at !== null,
    roles: inOrder(rows.flatMap(({ role }) => (role === null ? [] : [role]))),
  };
}

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

function clientOf(row: Selectable<ApiClientTable>): ApiClient {
  return {
    id: row.id,
    partnerId: row.partner_id,
    name: row.name,
    secretHash: row.secret_hash,
    secretHint: row.secret_hint,
    secretMadeAt: readInstant(row.secret_made_at),
    oldSecretHash: row.old_secret_hash,
    oldSecretUntil: readInstantOrNull(row.old_secret_until),
    redirectUris: row.redirect_uris === "" ? [] : row.redirect_uris.split("\n"),
    createdAt: readInstant(row.created_at),
    createdBy: row.created_by,
    lastUsedAt: readInstantOrNull(row.last_used_at),
    revokedAt: readInstantOrNull(row.revoked_at),
  };
}

function inOrder(roles: readonly Role[]): readonly Role[] {
  return allRoles.filter((role) => roles.includes(role));
}
