import type { OnlineService } from "#app/domain/service-activation/records.ts";
import type { Db } from "../client.ts";
import { readFlag } from "../columns.ts";

/** Every service that can be bought under an enrollment; some dozens. */
export async function listOnlineServices(db: Db): Promise<OnlineService[]> {
  const rows = await db.selectFrom("online_service").selectAll().orderBy("position").orderBy("id").execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    baseServiceId: row.base_service_id,
    isGovernment: readFlag(row.is_government),
  }));
}

/** The countries of all services: which were launched where, as far as the operator has said. */
export async function listServiceCountries(db: Db): Promise<{ serviceId: string; country: string }[]> {
  const rows = await db
    .selectFrom("online_service_country")
    .selectAll()
    .orderBy("service_id")
    .orderBy("country")
    .execute();
  return rows.map((row) => ({ serviceId: row.service_id, country: row.country }));
}

/** Puts a list of countries in place of the one before. */
export async function replaceServiceCountries(db: Db, serviceId: string, countries: readonly string[]): Promise<void> {
  await db.deleteFrom("online_service_country").where("service_id", "=", serviceId).execute();
  if (countries.length === 0) return;
  await db
    .insertInto("online_service_country")
    .values(countries.map((country) => ({ service_id: serviceId, country })))
    .execute();
}

export type Incompatibility = { readonly first: string; readonly second: string };

/** Services that exclude each other. */
export async function listIncompatibilities(db: Db): Promise<Incompatibility[]> {
  const rows = await db
    .selectFrom("incompatibility")
    .selectAll()
    .orderBy("first_service_id")
    .orderBy("second_service_id")
    .execute();
  return rows.map((row) => ({ first: row.first_service_id, second: row.second_service_id }));
}

/** Puts the services that exclude one in place of those before. */
export async function replaceIncompatibilities(db: Db, serviceId: string, others: readonly string[]): Promise<void> {
  await db
    .deleteFrom("incompatibility")
    .where((eb) => eb.or([eb("first_service_id", "=", serviceId), eb("second_service_id", "=", serviceId)]))
    .execute();
  if (others.length === 0) return;
  await db
    .insertInto("incompatibility")
    .values(
      others.map((other) =>
        other < serviceId
          ? { first_service_id: other, second_service_id: serviceId }
          : { first_service_id: serviceId, second_service_id: other },
      ),
    )
    .execute();
}
