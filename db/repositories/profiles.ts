import type { Temporal } from "temporal-polyfill";
import type { CustomerProfile, PartnerProfile, PartnerProfileKind } from "#app/domain/access/profiles.ts";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumn, readJson } from "../columns.ts";

export type StoredCustomerProfile = CustomerProfile & { readonly version: number };
export type StoredPartnerProfile = { readonly profile: PartnerProfile; readonly version: number };

/** What was entered of a customer; undefined where nothing was, and for another partner's. */
export async function findCustomerProfile(
  db: Db,
  partnerId: string,
  customerId: string,
): Promise<StoredCustomerProfile | undefined> {
  const row = await db
    .selectFrom("customer_profile")
    .selectAll()
    .where("customer_id", "=", customerId)
    .where("partner_id", "=", partnerId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { email, registration_number: registrationNumber, version } = row;
  return { email, registrationNumber, billing: readJson(row.billing_json), version };
}

/** Writes a profile over the version that was read: 0 where there was none. False when somebody was faster. */
export async function putCustomerProfile(
  db: Db,
  scope: { readonly partnerId: string; readonly customerId: string },
  profile: CustomerProfile,
  { version, at }: { readonly version: number; readonly at: Temporal.Instant },
): Promise<boolean> {
  const values = {
    email: profile.email,
    registration_number: profile.registrationNumber,
    billing_json: jsonColumn(profile.billing),
    version: version + 1,
    changed_at: instantColumn(at),
  };
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("customer_profile")
      .values({ customer_id: scope.customerId, partner_id: scope.partnerId, ...values })
      .onConflict((conflict) => conflict.column("customer_id").doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await db
    .updateTable("customer_profile")
    .set(values)
    .where("customer_id", "=", scope.customerId)
    .where("partner_id", "=", scope.partnerId)
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function findPartnerProfile(
  db: Db,
  partnerId: string,
  kind: PartnerProfileKind,
): Promise<StoredPartnerProfile | undefined> {
  const row = await db
    .selectFrom("partner_profile")
    .select(["profile_json", "version"])
    .where("partner_id", "=", partnerId)
    .where("kind", "=", kind)
    .executeTakeFirst();
  return row === undefined ? undefined : { profile: readJson(row.profile_json), version: row.version };
}

/** Writes a profile over the version that was read: 0 where there was none. False when somebody was faster. */
export async function putPartnerProfile(
  db: Db,
  key: { readonly partnerId: string; readonly kind: PartnerProfileKind },
  profile: PartnerProfile,
  { version, at }: { readonly version: number; readonly at: Temporal.Instant },
): Promise<boolean> {
  const values = { profile_json: jsonColumn(profile), version: version + 1, changed_at: instantColumn(at) };
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("partner_profile")
      .values({ partner_id: key.partnerId, kind: key.kind, ...values })
      .onConflict((conflict) => conflict.columns(["partner_id", "kind"]).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await db
    .updateTable("partner_profile")
    .set(values)
    .where("partner_id", "=", key.partnerId)
    .where("kind", "=", key.kind)
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
