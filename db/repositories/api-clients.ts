import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Organization } from "#app/domain/access/organization.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { Db } from "../client.ts";
import { instantColumn, instantColumnOrNull, readInstant, readInstantOrNull } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import { keptQuery } from "../kept-query.ts";
import type { ApiClientTable } from "../schema.ts";
import { rolesInOrder, organizationOfRow } from "./users.ts";

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

/** What the list of clients is sorted by. */
export function apiClientKey({ createdAt, id }: ApiClient): [number, string] {
  return [createdAt.epochMilliseconds, id];
}

/** A page of the clients of a partner, revoked ones included, in the order in which they were made. */
export async function listApiClients(db: Db, partnerId: string, page: PageRequest): Promise<Page<ApiClient>> {
  const way = readDirection("asc", page.cursor);
  let query = db.selectFrom("api_client").selectAll().where("partner_id", "=", partnerId);
  if (page.cursor !== null) query = query.where(beyondKey(["created_at", "id"], "asc", page.cursor));
  const rows = await query
    .orderBy("created_at", way)
    .orderBy("id", way)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(clientOf), page);
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
  return new Map(ids.map((id) => [id, rolesInOrder(rows.filter((row) => row.user_id === id).map(({ role }) => role))]));
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
  const rows = await callerRows(db, { clientId, userId, grantId: grantId ?? "" });
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
    roles: rolesInOrder(rows.flatMap(({ role }) => (role === null ? [] : [role]))),
  };
}

type CallerIds = { readonly clientId: string; readonly userId: string; readonly grantId: string };

/** Asked with every call, and anew with every call: what was revoked opens nothing any more. */
const callerRows = keptQuery((db, { clientId, userId, grantId }: CallerIds) =>
  db
    .selectFrom("api_client")
    .innerJoin("user_account", (join) => join.on("user_account.id", "=", userId))
    .leftJoin("api_grant", (join) => join.on("api_grant.id", "=", grantId))
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
    .where("api_client.id", "=", clientId),
);

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
