import type { Db } from "../client.ts";

type Scope = { readonly partnerId: string; readonly customerId: string };

/** Whether anything is kept of a customer that must not go: purchases, requests, plans, or deeds of its people. */
export async function hasKeptRecords(db: Db, { partnerId, customerId }: Scope): Promise<boolean> {
  for (const table of ["order", "support_request", "migration_plan", "agreement", "service_account"] as const) {
    const row = await db
      .selectFrom(table)
      .select("customer_id")
      .where("partner_id", "=", partnerId)
      .where("customer_id", "=", customerId)
      .limit(1)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  const acted = await db
    .selectFrom("user_account")
    .innerJoin("activity", "activity.actor_user_id", "user_account.id")
    .select("user_account.id")
    .where("user_account.partner_id", "=", partnerId)
    .where("user_account.customer_id", "=", customerId)
    .limit(1)
    .executeTakeFirst();
  return acted !== undefined;
}

/** Takes a customer out that nothing is kept of: its people, carts, invitations, profile and words. */
export async function deleteCustomer(db: Db, { partnerId, customerId }: Scope): Promise<void> {
  const people = await db
    .selectFrom("user_account")
    .select("id")
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .execute();
  for (const { id } of people) {
    for (const table of ["user_role", "session", "password_token", "last_sign_in", "api_grant", "api_code"] as const)
      await db.deleteFrom(table).where("user_id", "=", id).execute();
    await db.deleteFrom("user_account").where("id", "=", id).execute();
  }
  const carts = await db
    .selectFrom("cart")
    .select("id")
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .execute();
  for (const { id } of carts) {
    await db.deleteFrom("cart_line").where("cart_id", "=", id).execute();
    await db.deleteFrom("cart").where("id", "=", id).execute();
  }
  for (const table of ["invitation", "customer_profile", "customer_word"] as const)
    await db.deleteFrom(table).where("partner_id", "=", partnerId).where("customer_id", "=", customerId).execute();
  await db.deleteFrom("customer").where("partner_id", "=", partnerId).where("id", "=", customerId).execute();
}
