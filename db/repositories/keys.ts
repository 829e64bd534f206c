import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { EntitlementId } from "#app/domain/entitlement/entitlement.ts";
import type { RevocationCause } from "#app/domain/entitlement/withdrawal.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { claimedForChange } from "../dialects/locking.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { SoftwareKeyTable } from "../schema.ts";

/** Software keys, always sealed. No function here answers more than one key of one entitlement and version with its text. */

/** A key with its sealed text. */
export type StoredKey = {
  readonly keyId: string;
  readonly poolId: string;
  readonly sealed: string;
  readonly wrapped: string;
  readonly masterVersion: number;
};

/** A key that belongs to an entitlement. */
export type IssuedKey = StoredKey & { readonly version: string; readonly issuedAt: Temporal.Instant };

/** What may be told about a key without its text. */
export type KeyRecord = {
  readonly keyId: string;
  readonly poolId: string;
  readonly version: string;
  readonly issuedAt: Temporal.Instant;
  readonly revokedAt: Temporal.Instant | null;
  readonly revokedCause: RevocationCause | null;
};

type Row = Selectable<SoftwareKeyTable>;

function storedKeyOfRow(row: Pick<Row, "id" | "pool_id" | "sealed" | "wrapped" | "master_version">): StoredKey {
  const { sealed, wrapped, master_version: masterVersion } = row;
  if (sealed === null || wrapped === null || masterVersion === null) throw new TypeError("A key without its text");
  return { keyId: row.id, poolId: row.pool_id, sealed, wrapped, masterVersion };
}

/** The live key of an entitlement for a version, to be changed or shown. */
export async function findLiveKey(
  db: Db,
  partnerId: string,
  id: EntitlementId,
  version: string,
): Promise<IssuedKey | undefined> {
  const query = db
    .selectFrom("software_key")
    .selectAll()
    .where("order_id", "=", id.orderId)
    .where("line_number", "=", id.lineNumber)
    .where("version", "=", version)
    .where("partner_id", "=", partnerId)
    .where("state", "=", "issued");
  const row = await lockedForChange(db, query).executeTakeFirst();
  if (row === undefined || row.version === null || row.issued_at === null) return undefined;
  return { ...storedKeyOfRow(row), version: row.version, issuedAt: readInstant(row.issued_at) };
}

/** All keys that an entitlement ever had, by version, oldest first; without their text. */
export async function listKeyRecords(db: Db, partnerId: string, id: EntitlementId): Promise<KeyRecord[]> {
  const rows = await db
    .selectFrom("software_key")
    .select(["id", "pool_id", "version", "issued_at", "revoked_at", "revoked_cause"])
    .where("order_id", "=", id.orderId)
    .where("line_number", "=", id.lineNumber)
    .where("partner_id", "=", partnerId)
    .orderBy("version")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    keyId: row.id,
    poolId: row.pool_id,
    version: row.version ?? "",
    issuedAt: readInstant(row.issued_at ?? Number.NaN),
    revokedAt: readInstantOrNull(row.revoked_at),
    revokedCause: row.revoked_cause,
  }));
}

/** What a list tells of a key: whose it is and whether it still counts. */
export type KeyState = EntitlementId & Pick<KeyRecord, "version" | "revokedCause"> & { readonly isRevoked: boolean };

/** The states of all keys that lines of some orders ever had, oldest first for each line. */
export async function listKeyStatesOfOrders(
  db: Db,
  partnerId: string,
  orderIds: readonly string[],
): Promise<KeyState[]> {
  if (orderIds.length === 0) return [];
  const rows = await db
    .selectFrom("software_key")
    .select(["order_id", "line_number", "version", "revoked_at", "revoked_cause"])
    .where(isAnyOf(db, "order_id", [...new Set(orderIds)]))
    .where("partner_id", "=", partnerId)
    .orderBy("order_id")
    .orderBy("line_number")
    .orderBy("version")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    orderId: row.order_id ?? "",
    lineNumber: row.line_number ?? Number.NaN,
    version: row.version ?? "",
    isRevoked: row.revoked_at !== null,
    revokedCause: row.revoked_cause,
  }));
}

/**
 * The oldest available key of a pool. The caller has taken one off the stock in the same transaction and so holds the
 * pool: nobody else draws from it meanwhile.
 */
export async function getAvailableKey(db: Db, poolId: string): Promise<StoredKey> {
  const query = db
    .selectFrom("software_key")
    .selectAll()
    .where("pool_id", "=", poolId)
    .where("state", "=", "available")
    .orderBy("id")
    .limit(1);
  // A rotation may be wrapping its data key anew just now.
  return storedKeyOfRow(await lockedForChange(db, query).executeTakeFirstOrThrow());
}

export type KeyBindingRow = {
  readonly partnerId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly version: string;
};

/** Binds an available key to an entitlement, for good; false where it is not as it was read any more. */
export async function bindKey(
  db: Db,
  key: StoredKey,
  binding: KeyBindingRow,
  wrap: { readonly wrapped: string; readonly masterVersion: number },
  at: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("software_key")
    .set({
      state: "issued",
      partner_id: binding.partnerId,
      customer_id: binding.customerId,
      order_id: binding.orderId,
      line_number: binding.lineNumber,
      version: binding.version,
      issued_at: instantColumn(at),
      wrapped: wrap.wrapped,
      master_version: wrap.masterVersion,
    })
    .where("id", "=", key.keyId)
    .where("state", "=", "available")
    .where("wrapped", "=", key.wrapped)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Revokes a live key for good and takes its text away; false where it was revoked already. */
export async function revokeKey(
  db: Db,
  partnerId: string,
  keyId: string,
  cause: RevocationCause,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("software_key")
    .set({
      state: "revoked",
      revoked_at: instantColumn(at),
      revoked_cause: cause,
      sealed: null,
      wrapped: null,
      master_version: null,
    })
    .where("id", "=", keyId)
    .where("partner_id", "=", partnerId)
    .where("state", "=", "issued")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** A key whose data key is to be wrapped anew. `binding` is null while it lies in its pool. */
export type KeyToRewrap = StoredKey & { readonly binding: KeyBindingRow | null };

/**
 * Keys under a master key by id, after a key; rows that another transaction is changing right now are left out and
 * found by the next pass.
 */
export async function claimKeysToRewrap(
  db: Db,
  query: { readonly masterVersion: number; readonly afterKeyId: string; readonly limit: number },
): Promise<KeyToRewrap[]> {
  const rows = await claimedForChange(
    db,
    db
      .selectFrom("software_key")
      .selectAll()
      .where("master_version", "=", query.masterVersion)
      .where("id", ">", query.afterKeyId)
      .orderBy("id")
      .limit(query.limit),
  ).execute();
  return rows.map((row) => ({ ...storedKeyOfRow(row), binding: bindingOfRow(row) }));
}

function bindingOfRow(row: Row): KeyBindingRow | null {
  const { partner_id: partnerId, customer_id: customerId, order_id: orderId, line_number: lineNumber, version } = row;
  if (partnerId === null || customerId === null || orderId === null || lineNumber === null || version === null)
    return null;
  return { partnerId, customerId, orderId, lineNumber, version };
}

/** Writes a data key that was wrapped anew, where the row is still as it was read. */
export async function updateWrappedKey(
  db: Db,
  key: Pick<StoredKey, "keyId" | "wrapped">,
  wrap: { readonly wrapped: string; readonly masterVersion: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("software_key")
    .set({ wrapped: wrap.wrapped, master_version: wrap.masterVersion })
    .where("id", "=", key.keyId)
    .where("wrapped", "=", key.wrapped)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** How many keys are under each master key. */
export async function countKeysByMasterVersion(db: Db): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("software_key")
    .select(["master_version", (eb) => eb.fn.countAll<number>().as("count")])
    .where("master_version", "is not", null)
    .groupBy("master_version")
    .execute();
  return new Map(rows.map((row) => [row.master_version ?? 0, Number(row.count)]));
}

/** The live keys of an entitlement, with the pools they came from. */
export async function listLiveKeys(
  db: Db,
  partnerId: string,
  id: EntitlementId,
): Promise<{ readonly keyId: string; readonly poolId: string }[]> {
  const rows = await db
    .selectFrom("software_key")
    .select(["id", "pool_id"])
    .where("order_id", "=", id.orderId)
    .where("line_number", "=", id.lineNumber)
    .where("partner_id", "=", partnerId)
    .where("state", "=", "issued")
    .orderBy("pool_id")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ keyId: row.id, poolId: row.pool_id }));
}
