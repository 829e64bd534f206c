import type { Selectable } from "kysely";
import type { Installer } from "#app/domain/upgrade-verification/installation-order.ts";
import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { InstallerTable } from "../schema.ts";

/** Installers: the same for all partners, kept by the operator. */
function installerOfRow(row: Selectable<InstallerTable>): Installer {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    address: row.address,
    partnerId: row.partner_id,
    returnAddress: row.return_address,
    returnInstructions: row.return_instructions,
    version: row.version,
  };
}

/** What the list of installers is sorted by. */
export function installerKey({ name, id }: Installer): [string, string] {
  return [name, id];
}

/** A page of all installers, by name. */
export async function listInstallerPage(db: Db, page: PageRequest): Promise<Page<Installer>> {
  const way = readDirection("asc", page.cursor);
  let query = db.selectFrom("installer").selectAll();
  if (page.cursor !== null) query = query.where(beyondKey(["name", "id"], "asc", page.cursor));
  const rows = await query
    .orderBy("name", way)
    .orderBy("id", way)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(installerOfRow), page);
}

/** Installers by name, up to a number, to choose one from. */
export async function listInstallers(db: Db, limit: number): Promise<Installer[]> {
  const rows = await db.selectFrom("installer").selectAll().orderBy("name").orderBy("id").limit(limit).execute();
  return rows.map(installerOfRow);
}

export async function findInstaller(db: Db, installerId: string): Promise<Installer | undefined> {
  const row = await db.selectFrom("installer").selectAll().where("id", "=", installerId).executeTakeFirst();
  return row === undefined ? undefined : installerOfRow(row);
}

/** The installer that an organisation is; undefined where it is none. */
export async function findInstallerOfPartner(db: Db, partnerId: string): Promise<Installer | undefined> {
  const row = await db.selectFrom("installer").selectAll().where("partner_id", "=", partnerId).executeTakeFirst();
  return row === undefined ? undefined : installerOfRow(row);
}

/** Names of some installers, by id. */
export async function installerNamesById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("installer")
    .select(["id", "name"])
    .where(isAnyOf(db, "id", [...new Set(ids)]))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function insertInstaller(db: Db, installer: Installer): Promise<void> {
  await db
    .insertInto("installer")
    .values({
      id: installer.id,
      kind: installer.kind,
      name: installer.name,
      address: installer.address,
      partner_id: installer.partnerId,
      return_address: installer.returnAddress,
      return_instructions: installer.returnInstructions,
      version: installer.version,
    })
    .execute();
}

/** Writes a changed installer over the one it was read as; false where another change came first. */
export async function updateInstaller(db: Db, before: Installer, after: Installer): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("installer")
    .set({
      kind: after.kind,
      name: after.name,
      address: after.address,
      partner_id: after.partnerId,
      return_address: after.returnAddress,
      return_instructions: after.returnInstructions,
      version: before.version + 1,
    })
    .where("id", "=", before.id)
    .where("version", "=", before.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
