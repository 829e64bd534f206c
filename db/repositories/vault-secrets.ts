import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";

/** Secrets that the portal made itself, sealed by the master key. */
export type VaultSecretName =
  | "key-fingerprints"
  | `activity-chain-${number}`
  | `api-token-${number}`
  | `webhook-signing-${number}`;

export type WrappedSecret = { readonly name: string; readonly wrapped: string; readonly masterVersion: number };

export async function findVaultSecret(db: Db, name: VaultSecretName): Promise<WrappedSecret | undefined> {
  const row = await db.selectFrom("vault_secret").selectAll().where("name", "=", name).executeTakeFirst();
  return row === undefined ? undefined : { name: row.name, wrapped: row.wrapped, masterVersion: row.master_version };
}

/** Stores a secret where there is none of that name; of two that come at once one stays. */
export async function insertVaultSecret(db: Db, secret: WrappedSecret, at: Temporal.Instant): Promise<void> {
  await db
    .insertInto("vault_secret")
    .values({
      name: secret.name,
      wrapped: secret.wrapped,
      master_version: secret.masterVersion,
      created_at: instantColumn(at),
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
}

export async function listVaultSecrets(db: Db): Promise<WrappedSecret[]> {
  const rows = await db.selectFrom("vault_secret").selectAll().orderBy("name").execute();
  return rows.map((row) => ({ name: row.name, wrapped: row.wrapped, masterVersion: row.master_version }));
}

/** The keys that something is signed with, the newest first, with when each was made. @param prefix ends with `-` */
export async function listSecretsNamed(
  db: Db,
  prefix: "api-token-" | "webhook-signing-",
): Promise<(WrappedSecret & { readonly madeAt: Temporal.Instant })[]> {
  const rows = await db
    .selectFrom("vault_secret")
    .selectAll()
    .where("name", ">=", prefix)
    .where("name", "<", prefix.replace(/-$/, "."))
    .orderBy("created_at", "desc")
    .orderBy("name", "desc")
    .execute();
  return rows.map((row) => ({
    name: row.name,
    wrapped: row.wrapped,
    masterVersion: row.master_version,
    madeAt: readInstant(row.created_at),
  }));
}

/** Writes a secret that was wrapped anew, where it is still as it was read. */
export async function updateVaultSecret(
  db: Db,
  before: WrappedSecret,
  wrap: { readonly wrapped: string; readonly masterVersion: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("vault_secret")
    .set({ wrapped: wrap.wrapped, master_version: wrap.masterVersion })
    .where("name", "=", before.name)
    .where("wrapped", "=", before.wrapped)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
