import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Organization } from "#app/domain/access/organization.ts";
import { roles as allRoles, type OrganizationKind, type Role } from "#app/domain/access/roles.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { Database, UserAccountTable } from "../schema.ts";

/** How a user likes to read: language, IANA time zone, theme. */
export type Preferences = Pick<UserAccountTable, "language" | "theme"> & { readonly timeZone: string };

/** An account, without its roles. */
export type UserAccount = {
  readonly id: string;
  readonly organization: Organization;
  readonly email: string;
  readonly displayName: string;
  /** Argon2id in PHC format, or `passwordNeverSet`. Leaves the services never. */
  readonly passwordHash: string;
  readonly preferences: Preferences;
  readonly disabledAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
};

/** In place of a hash, for an account whose owner has not used the link yet; fits no password. */
export const passwordNeverSet = "never-set";

export type UserListing = Omit<UserAccount, "passwordHash"> & {
  readonly roles: readonly Role[];
  readonly hasPassword: boolean;
  readonly lastSignedInAt: Temporal.Instant | null;
};

type UserRow = UserAccountTable;

/** The account an e-mail address signs in to, in whatever organisation. Only the sign-in itself may ask without a scope. */
export async function findUserByEmail(db: Db, email: string): Promise<UserAccount | undefined> {
  const row = await db
    .selectFrom("user_account")
    .selectAll()
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  return row === undefined ? undefined : accountOf(row);
}

/** The account behind a session or a link, whose holder has proved who it is. Everything else asks with a scope. */
export async function findUserById(db: Db, userId: string): Promise<UserAccount | undefined> {
  const row = await db.selectFrom("user_account").selectAll().where("id", "=", userId).executeTakeFirst();
  return row === undefined ? undefined : accountOf(row);
}

/** The same, and nobody else changes the account until the transaction ends. */
export async function findUserForChange(db: Db, userId: string): Promise<UserAccount | undefined> {
  const query = db.selectFrom("user_account").selectAll().where("id", "=", userId);
  const row = await lockedForChange(db, query).executeTakeFirst();
  return row === undefined ? undefined : accountOf(row);
}

/** A user of one organisation; another organisation's is not there. */
export async function findUser(db: Db, organization: Organization, userId: string): Promise<UserAccount | undefined> {
  const row = await db
    .selectFrom("user_account")
    .selectAll()
    .where((is) => belongsTo(is, organization))
    .where("id", "=", userId)
    .executeTakeFirst();
  return row === undefined ? undefined : accountOf(row);
}

/** Whether an address signs in to one organisation; accounts elsewhere are not looked at. */
export async function isUserOfOrganization(db: Db, organization: Organization, email: string): Promise<boolean> {
  const row = await db
    .selectFrom("user_account")
    .select("id")
    .where((is) => belongsTo(is, organization))
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  return row !== undefined;
}

/** The users of an organisation who hold a role and can sign in, by name, at most so many. */
export async function listHoldersOfRole(
  db: Db,
  organization: Organization,
  role: Role,
  limit: number,
): Promise<{ readonly displayName: string; readonly email: string }[]> {
  const rows = await db
    .selectFrom("user_account")
    .innerJoin("user_role", "user_role.user_id", "user_account.id")
    .select(["user_account.display_name", "user_account.email"])
    .where((is) => belongsTo(is, organization))
    .where("user_role.role", "=", role)
    .where("user_account.disabled_at", "is", null)
    .where("user_account.password_hash", "<>", passwordNeverSet)
    .orderBy("user_account.email")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ displayName: row.display_name, email: row.email }));
}

/** A page of the users of one organisation, by e-mail address. */
export async function listUsersOfOrganization(
  db: Db,
  organization: Organization,
  request: PageRequest,
): Promise<Page<UserListing>> {
  const direction = readDirection("asc", request.cursor);
  let query = listings(db, organization)
    .orderBy("user_account.email", direction)
    .limit(request.limit + 1);
  if (request.cursor !== null) query = query.where(beyondKey(["user_account.email"], "asc", request.cursor));
  const page = pageOf(await query.execute(), request);
  return { ...page, rows: await withRoles(db, page.rows) };
}

/** One user of an organisation as it is listed; another organisation's is not there. */
export async function findUserListing(
  db: Db,
  organization: Organization,
  userId: string,
): Promise<UserListing | undefined> {
  const rows = await listings(db, organization).where("user_account.id", "=", userId).execute();
  const [listing] = await withRoles(db, rows);
  return listing;
}

type ListingRow = UserRow & { readonly last_signed_in_at: number | null };

function listings(db: Db, organization: Organization) {
  return db
    .selectFrom("user_account")
    .leftJoin("last_sign_in", "last_sign_in.user_id", "user_account.id")
    .selectAll("user_account")
    .select("last_sign_in.at as last_signed_in_at")
    .where((is) => belongsTo(is, organization));
}

async function withRoles(db: Db, rows: readonly ListingRow[]): Promise<UserListing[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const roleRows = await db.selectFrom("user_role").selectAll().where("user_id", "in", ids).execute();
  return rows.map((row) => {
    const { passwordHash, ...account } = accountOf(row);
    return {
      ...account,
      roles: rolesInOrder(roleRows.filter((role) => role.user_id === row.id).map((role) => role.role)),
      hasPassword: passwordHash !== passwordNeverSet,
      lastSignedInAt: readInstantOrNull(row.last_signed_in_at),
    };
  });
}

/**
 * The users of an organisation who can sign in, with their roles: those whose roles count when it is asked whether
 * somebody would be left to administer it. One user is listed in any case.
 */
export async function listRoleHolders(
  db: Db,
  organization: Organization,
  alsoUserId: string,
): Promise<{ readonly userId: string; readonly roles: readonly Role[] }[]> {
  const rows = await db
    .selectFrom("user_account")
    .leftJoin("user_role", "user_role.user_id", "user_account.id")
    .select(["user_account.id", "user_role.role"])
    .where((is) => belongsTo(is, organization))
    .where((is) =>
      is.or([
        is("user_account.id", "=", alsoUserId),
        is.and([is("user_account.disabled_at", "is", null), is("user_account.password_hash", "<>", passwordNeverSet)]),
      ]),
    )
    .execute();
  const holders = new Map<string, Role[]>();
  for (const { id, role } of rows) {
    const roles = holders.get(id) ?? [];
    if (role !== null) roles.push(role);
    holders.set(id, roles);
  }
  return [...holders].map(([userId, roles]) => ({ userId, roles }));
}

/** Keeps the users of an organisation as they are for the rest of the transaction, but for its own changes. */
export async function lockUsersOfOrganization(db: Db, organization: Organization): Promise<void> {
  await lockedForChange(
    db,
    db
      .selectFrom("user_account")
      .select("id")
      .where((is) => belongsTo(is, organization))
      .orderBy("id"),
  ).execute();
}

/** Name of the partner or customer; undefined for the operator, which has none. */
export async function findOrganizationName(db: Db, organization: Organization): Promise<string | undefined> {
  if (organization.kind === "operator") return undefined;
  const row =
    organization.kind === "partner"
      ? await db.selectFrom("partner").select("name").where("id", "=", organization.partnerId).executeTakeFirst()
      : await db
          .selectFrom("customer")
          .select("name")
          .where("partner_id", "=", organization.partnerId)
          .where("id", "=", organization.customerId)
          .executeTakeFirst();
  return row?.name;
}

/** Adds an account; false when the e-mail address is taken, in whatever organisation. */
export async function insertUser(db: Db, user: UserAccount): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("user_account")
    .values({
      id: user.id,
      organization_kind: user.organization.kind,
      partner_id: user.organization.kind === "operator" ? null : user.organization.partnerId,
      customer_id: user.organization.kind === "customer" ? user.organization.customerId : null,
      email: user.email.toLowerCase(),
      display_name: user.displayName,
      password_hash: user.passwordHash,
      language: user.preferences.language,
      time_zone: user.preferences.timeZone,
      theme: user.preferences.theme,
      disabled_at: user.disabledAt === null ? null : instantColumn(user.disabledAt),
      created_at: instantColumn(user.createdAt),
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Replaces a password, if it is still the one that was read; false when somebody was faster. */
export async function updatePasswordHash(db: Db, userId: string, oldHash: string, newHash: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("user_account")
    .set({ password_hash: newHash })
    .where("id", "=", userId)
    .where("password_hash", "=", oldHash)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function updatePreferencesOfUser(db: Db, userId: string, preferences: Preferences): Promise<void> {
  await db
    .updateTable("user_account")
    .set({ language: preferences.language, time_zone: preferences.timeZone, theme: preferences.theme })
    .where("id", "=", userId)
    .execute();
}

/** Calls a user by another name. */
export async function updateDisplayName(db: Db, userId: string, displayName: string): Promise<void> {
  await db.updateTable("user_account").set({ display_name: displayName }).where("id", "=", userId).execute();
}

/** Disables an account (an instant) or enables it again (null); false when it was that way already. */
export async function updateDisabled(db: Db, userId: string, disabledAt: Temporal.Instant | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("user_account")
    .set({ disabled_at: disabledAt === null ? null : instantColumn(disabledAt) })
    .where("id", "=", userId)
    .where("disabled_at", disabledAt === null ? "is not" : "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The roles of a user, in the order in which they are shown. */
export async function rolesOfUser(db: Db, userId: string): Promise<readonly Role[]> {
  const rows = await db.selectFrom("user_role").select("role").where("user_id", "=", userId).execute();
  return rolesInOrder(rows.map((row) => row.role));
}

/** Gives a role; false when the user had it. */
export async function insertRole(db: Db, userId: string, role: Role): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("user_role")
    .values({ user_id: userId, role })
    .onConflict((conflict) => conflict.columns(["user_id", "role"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Takes a role; false when the user did not have it. */
export async function deleteRole(db: Db, userId: string, role: Role): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("user_role")
    .where("user_id", "=", userId)
    .where("role", "=", role)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** Notes when a user last signed in. */
export async function upsertLastSignIn(db: Db, userId: string, at: Temporal.Instant): Promise<void> {
  await db
    .insertInto("last_sign_in")
    .values({ user_id: userId, at: instantColumn(at) })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ at: instantColumn(at) }))
    .execute();
}

export function organizationOfRow(row: {
  organization_kind: OrganizationKind;
  partner_id: string | null;
  customer_id: string | null;
}): Organization {
  const { organization_kind: kind, partner_id: partnerId, customer_id: customerId } = row;
  if (kind === "operator") return { kind };
  if (partnerId === null) throw new TypeError("A partner's user without its partner");
  if (kind === "partner") return { kind, partnerId };
  if (customerId === null) throw new TypeError("A customer's user without its customer");
  return { kind, partnerId, customerId };
}

export function readPreferences(row: Pick<UserRow, "language" | "time_zone" | "theme">): Preferences {
  return { language: row.language, timeZone: row.time_zone, theme: row.theme };
}

function accountOf(row: UserRow): UserAccount {
  return {
    id: row.id,
    organization: organizationOfRow(row),
    email: row.email,
    displayName: row.display_name,
    passwordHash: row.password_hash,
    preferences: readPreferences(row),
    disabledAt: readInstantOrNull(row.disabled_at),
    createdAt: readInstant(row.created_at),
  };
}

type UsersJoined = ExpressionBuilder<Database, "user_account">;

function belongsTo(is: UsersJoined, organization: Organization): ExpressionWrapper<Database, "user_account", SqlBool> {
  const kind = is.and([is("user_account.organization_kind", "=", organization.kind), isPerson(is)]);
  if (organization.kind === "operator") {
    return is.and([kind, is("user_account.partner_id", "is", null), is("user_account.customer_id", "is", null)]);
  }
  const ofPartner = is("user_account.partner_id", "=", organization.partnerId);
  const ofCustomer =
    organization.kind === "customer"
      ? is("user_account.customer_id", "=", organization.customerId)
      : is("user_account.customer_id", "is", null);
  return is.and([kind, ofPartner, ofCustomer]);
}

/** Accounts of applications are nobody's: they are not listed, counted or changed among people. */
function isPerson(is: UsersJoined): ExpressionWrapper<Database, "user_account", SqlBool> {
  const application = is
    .selectFrom("api_client")
    .select("api_client.id")
    .whereRef("api_client.id", "=", "user_account.id");
  return is.not(is.exists(application));
}

/** Roles in the order of the permission table, each once. */
export function rolesInOrder(roles: readonly Role[]): readonly Role[] {
  return allRoles.filter((role) => roles.includes(role));
}
