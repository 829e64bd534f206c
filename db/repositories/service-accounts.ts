import type { Temporal } from "temporal-polyfill";
import { organizationKey } from "#app/domain/agreements/agreement.ts";
import type { AccountUser } from "#app/domain/service-activation/after-activation.ts";
import type { AccountAdmin, ServiceAccount } from "#app/domain/service-activation/records.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";

type Scope = { readonly partnerId: string; readonly customerId: string };

/** The service accounts of a customer, with domains and administrators; a customer has a few. */
export async function listServiceAccounts(db: Db, { partnerId, customerId }: Scope): Promise<ServiceAccount[]> {
  const rows = await db
    .selectFrom("service_account")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .orderBy("name_key")
    .orderBy("id")
    .limit(100)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const domains = await db
    .selectFrom("service_account_domain")
    .selectAll()
    .where(isAnyOf(db, "account_id", ids))
    .orderBy("domain")
    .execute();
  const admins = await db
    .selectFrom("service_account_admin")
    .selectAll()
    .where(isAnyOf(db, "account_id", ids))
    .orderBy("email")
    .orderBy("kind")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    name: row.name,
    country: row.country,
    domains: domains.filter((one) => one.account_id === row.id).map(({ domain }) => domain),
    admins: admins
      .filter((one) => one.account_id === row.id)
      .map(({ email, name, kind }): AccountAdmin => ({ email, name, kind })),
  }));
}

/** A service account: of a partner's customers, or of one of them. */
export async function findServiceAccount(
  db: Db,
  { partnerId, customerId }: { readonly partnerId: string; readonly customerId: string | null },
  accountId: string,
): Promise<ServiceAccount | undefined> {
  const row = await db
    .selectFrom("service_account")
    .select("customer_id")
    .where("partner_id", "=", partnerId)
    .where("id", "=", accountId)
    .executeTakeFirst();
  if (row === undefined || (customerId !== null && row.customer_id !== customerId)) return undefined;
  const accounts = await listServiceAccounts(db, { partnerId, customerId: row.customer_id });
  return accounts.find(({ id }) => id === accountId);
}

/** Stores an account; false where one of its domains is verified at another account of the partner. */
export async function insertServiceAccount(
  db: Db,
  account: ServiceAccount,
  made: { readonly by: string; readonly at: Temporal.Instant },
): Promise<boolean> {
  const taken = await db
    .selectFrom("service_account_domain")
    .select("domain")
    .where("partner_id", "=", account.partnerId)
    .where(isAnyOf(db, "domain", account.domains))
    .limit(1)
    .executeTakeFirst();
  if (taken !== undefined) return false;
  await db
    .insertInto("service_account")
    .values({
      id: account.id,
      partner_id: account.partnerId,
      customer_id: account.customerId,
      name: account.name,
      name_key: organizationKey(account.name),
      country: account.country,
      created_at: instantColumn(made.at),
      created_by: made.by,
    })
    .execute();
  for (const domain of account.domains)
    await db
      .insertInto("service_account_domain")
      .values({ domain, partner_id: account.partnerId, account_id: account.id })
      .execute();
  for (const { email, name, kind } of account.admins)
    await db.insertInto("service_account_admin").values({ account_id: account.id, email, name, kind }).execute();
  return true;
}

/** The users of an account by name, with the services assigned to each. */
export async function listAccountUsers(db: Db, accountId: string): Promise<AccountUser[]> {
  const users = await db
    .selectFrom("service_account_user")
    .selectAll()
    .where("account_id", "=", accountId)
    .orderBy("name")
    .orderBy("id")
    .limit(5_000)
    .execute();
  const assigned = await db
    .selectFrom("licence_assignment")
    .select(["user_id", "service_id"])
    .where("account_id", "=", accountId)
    .orderBy("user_id")
    .orderBy("service_id")
    .execute();
  const byUser = new Map<string, string[]>();
  for (const { user_id: userId, service_id: serviceId } of assigned) {
    const services = byUser.get(userId) ?? [];
    services.push(serviceId);
    byUser.set(userId, services);
  }
  return users.map(({ id, name, email }) => ({ id, name, email, serviceIds: byUser.get(id) ?? [] }));
}

/** Adds users to an account; who is there already stays as is. At most 500 at a time. */
export async function insertAccountUsers(
  db: Db,
  accountId: string,
  users: readonly { readonly id: string; readonly name: string; readonly email: string }[],
): Promise<void> {
  if (users.length === 0) return;
  await db
    .insertInto("service_account_user")
    .values(users.map(({ id, name, email }) => ({ id, account_id: accountId, name, email })))
    .onConflict((conflict) => conflict.columns(["account_id", "email"]).doNothing())
    .execute();
}

/** Assigns a service to users of an account; who has it keeps it. At most 500 at a time. */
export async function insertAssignments(
  db: Db,
  assignment: {
    readonly accountId: string;
    readonly userIds: readonly string[];
    readonly serviceId: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  const { accountId, userIds, serviceId, at } = assignment;
  if (userIds.length === 0) return;
  await db
    .insertInto("licence_assignment")
    .values(
      userIds.map((userId) => ({
        account_id: accountId,
        user_id: userId,
        service_id: serviceId,
        assigned_at: instantColumn(at),
      })),
    )
    .onConflict((conflict) => conflict.columns(["user_id", "service_id"]).doNothing())
    .execute();
}

/** Takes services away from everybody in an account. */
export async function deleteAssignments(db: Db, accountId: string, serviceIds: readonly string[]): Promise<void> {
  if (serviceIds.length === 0) return;
  await db
    .deleteFrom("licence_assignment")
    .where("account_id", "=", accountId)
    .where(isAnyOf(db, "service_id", serviceIds))
    .execute();
}
