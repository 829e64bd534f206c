import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { deviceKey, type DeviceLineRefusal, type ListedDevice } from "#app/domain/migration-plan/device-list.ts";
import type { Db } from "../client.ts";
import { flagColumn, instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { DeviceListDraftTable } from "../schema.ts";
import type { PlanScope } from "./migration-devices.ts";

/** Lists of devices on their way into a plan. */

export type DeviceListDraft = PlanScope & {
  readonly id: string;
  readonly status: DeviceListDraftTable["status"];
  /** Null for a list that was pasted. */
  readonly fileName: string | null;
  readonly linesRead: number;
  readonly devices: number;
  readonly mergedLines: number;
  readonly refusedLines: number;
  readonly uploadedBy: string | null;
  readonly uploadedAt: Temporal.Instant;
  readonly importedAt: Temporal.Instant | null;
  /** What the import did; null before it. */
  readonly addedDevices: number | null;
  readonly changedDevices: number | null;
};

function draftOfRow(row: Selectable<DeviceListDraftTable>): DeviceListDraft {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    status: row.status,
    fileName: row.file_name,
    linesRead: row.lines_read,
    devices: row.devices,
    mergedLines: row.merged_lines,
    refusedLines: row.refused_lines,
    uploadedBy: row.uploaded_by,
    uploadedAt: readInstant(row.uploaded_at),
    importedAt: readInstantOrNull(row.imported_at),
    addedDevices: row.added_devices,
    changedDevices: row.changed_devices,
  };
}

export type NewDeviceListDraft = Omit<DeviceListDraft, "status" | "importedAt" | "addedDevices" | "changedDevices">;

/** Stores a draft whose devices are still being written; nobody can take it over before they all are. */
export async function insertDeviceListDraft(db: Db, draft: NewDeviceListDraft): Promise<void> {
  await db
    .insertInto("device_list_draft")
    .values({
      id: draft.id,
      partner_id: draft.partnerId,
      customer_id: draft.customerId,
      status: "reading",
      file_name: draft.fileName,
      lines_read: draft.linesRead,
      devices: draft.devices,
      merged_lines: draft.mergedLines,
      refused_lines: draft.refusedLines,
      uploaded_by: draft.uploadedBy,
      uploaded_at: instantColumn(draft.uploadedAt),
      imported_at: null,
      added_devices: null,
      changed_devices: null,
    })
    .execute();
}

const insertDevices = bulkInsert("device_list_draft_device", {
  draft_id: "text",
  name_key: "text",
  name: "text",
  activated_at: "integer",
  is_time_known: "integer",
  group_name: "text",
  group_key: "text",
  product: "text",
  note: "text",
});

export async function insertDraftDevices(db: Db, draftId: string, devices: readonly ListedDevice[]): Promise<void> {
  await insertDevices(
    db,
    devices.map(({ name, nameKey, activation, groupName, product, note }) => ({
      draft_id: draftId,
      name_key: nameKey,
      name,
      activated_at: instantColumn(activation.at),
      is_time_known: flagColumn(activation.isTimeKnown),
      group_name: groupName,
      group_key: groupName === null ? null : deviceKey(groupName),
      product,
      note,
    })),
  );
}

const insertRefusals = bulkInsert("device_list_draft_refusal", {
  draft_id: "text",
  line: "integer",
  code: "text",
  value: "text",
});

export async function insertDraftLineRefusals(
  db: Db,
  draftId: string,
  refusals: readonly DeviceLineRefusal[],
): Promise<void> {
  await insertRefusals(
    db,
    refusals.map(({ line, code, value }) => ({ draft_id: draftId, line, code, value })),
  );
}

/** All of a draft is there: it can be taken over. */
export async function markDraftChecked(db: Db, draftId: string): Promise<void> {
  await db
    .updateTable("device_list_draft")
    .set({ status: "checked" })
    .where("id", "=", draftId)
    .where("status", "=", "reading")
    .execute();
}

/** A draft of one customer's plan; of another's it is not there, and neither is one that is still being written. */
export async function findDeviceListDraft(
  db: Db,
  scope: PlanScope,
  draftId: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<DeviceListDraft | undefined> {
  const query = db
    .selectFrom("device_list_draft")
    .selectAll()
    .where("id", "=", draftId)
    .where("partner_id", "=", scope.partnerId)
    .where("customer_id", "=", scope.customerId)
    .where("status", "<>", "reading");
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : draftOfRow(row);
}

/** What a draft would do to the plan as it is now. */
export type DraftEffect = {
  /** Devices that the plan does not have. */
  readonly added: number;
  /** Devices with a later activation than the plan has. */
  readonly moved: number;
  /** Devices of the draft that are marked as done in the plan; they stay so. */
  readonly done: number;
  /** Devices of the plan afterwards. */
  readonly total: number;
};

export async function effectOfDraft(db: Db, scope: PlanScope, draftId: string): Promise<DraftEffect> {
  const row = await db
    .selectFrom("device_list_draft_device as d")
    .leftJoin("migration_device as m", (join) =>
      join
        .on("m.partner_id", "=", scope.partnerId)
        .on("m.customer_id", "=", scope.customerId)
        .onRef("m.name_key", "=", "d.name_key"),
    )
    .select([
      sql<number | string>`coalesce(sum(case when m.name_key is null then 1 else 0 end), 0)`.as("added"),
      sql<number | string>`coalesce(sum(case when d.activated_at > m.activated_at then 1 else 0 end), 0)`.as("moved"),
      sql<number | string>`coalesce(sum(case when m.is_done = 1 then 1 else 0 end), 0)`.as("done"),
    ])
    .where("d.draft_id", "=", draftId)
    .executeTakeFirstOrThrow();
  const present = await db
    .selectFrom("migration_device")
    .select((select) => select.fn.countAll<number | string>().as("devices"))
    .where("partner_id", "=", scope.partnerId)
    .where("customer_id", "=", scope.customerId)
    .executeTakeFirstOrThrow();
  const added = Number(row.added);
  return { added, moved: Number(row.moved), done: Number(row.done), total: Number(present.devices) + added };
}

/**
 * Takes all devices of a draft into the plan, in one statement. A device that is there keeps its mark and the later of
 * both activations; texts change where the draft has some. The same as `mergeDevices` does within one list.
 */
export async function importDraftDevices(
  tx: Db,
  scope: PlanScope,
  draftId: string,
  at: Temporal.Instant,
): Promise<void> {
  const columns = [
    "name_key",
    "name",
    "activated_at",
    "is_time_known",
    "group_name",
    "group_key",
    "product",
    "note",
  ] as const;
  await tx
    .insertInto("migration_device")
    .columns(["partner_id", "customer_id", ...columns, "is_done", "listed_at"])
    .expression((from) =>
      from
        .selectFrom("device_list_draft_device as d")
        .select([
          sql<string>`cast(${scope.partnerId} as text)`.as("partner_id"),
          sql<string>`cast(${scope.customerId} as text)`.as("customer_id"),
        ])
        .select(columns.map((column) => `d.${column}` as const))
        .select([sql<0>`0`.as("is_done"), sql<number>`cast(${instantColumn(at)} as bigint)`.as("listed_at")])
        .where("d.draft_id", "=", draftId),
    )
    .onConflict((conflict) =>
      conflict.columns(["partner_id", "customer_id", "name_key"]).doUpdateSet((is) => {
        const isLater = sql`excluded.activated_at > migration_device.activated_at`;
        const later = (column: "activated_at" | "is_time_known") =>
          sql<never>`case when ${isLater} then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`migration_device.${column}`)} end`;
        const newer = (column: "group_name" | "group_key" | "product" | "note") =>
          is.fn.coalesce(`excluded.${column}`, `migration_device.${column}`);
        return {
          activated_at: later("activated_at"),
          is_time_known: later("is_time_known"),
          group_name: newer("group_name"),
          group_key: newer("group_key"),
          product: newer("product"),
          note: newer("note"),
        };
      }),
    )
    .execute();
}

/** Notes what an import did; it is done once. */
export async function markDraftImported(
  tx: Db,
  draftId: string,
  done: { readonly at: Temporal.Instant; readonly added: number; readonly changed: number },
): Promise<void> {
  await tx
    .updateTable("device_list_draft")
    .set({
      status: "imported",
      imported_at: instantColumn(done.at),
      added_devices: done.added,
      changed_devices: done.changed,
    })
    .where("id", "=", draftId)
    .where("status", "=", "checked")
    .execute();
}

/** One page of the refused lines of a draft. */
export async function listDraftLineRefusals(
  db: Db,
  draftId: string,
  page: PageRequest,
): Promise<Page<DeviceLineRefusal>> {
  let query = db
    .selectFrom("device_list_draft_refusal")
    .select(["line", "code", "value"])
    .where("draft_id", "=", draftId);
  if (page.cursor !== null) query = query.where(beyondKey(["line"], "asc", page.cursor));
  const rows = await query
    .orderBy("line", readDirection("asc", page.cursor))
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page);
}

/** Deletes the devices of a draft, which nobody needs after the import. */
export async function deleteDraftDevices(db: Db, draftId: string): Promise<void> {
  await db.deleteFrom("device_list_draft_device").where("draft_id", "=", draftId).execute();
}

/** Deletes a draft with all that belongs to it. */
export async function deleteDeviceListDraft(tx: Db, draftId: string): Promise<void> {
  await deleteDraftDevices(tx, draftId);
  await tx.deleteFrom("device_list_draft_refusal").where("draft_id", "=", draftId).execute();
  await tx.deleteFrom("device_list_draft").where("id", "=", draftId).execute();
}

/** Drafts from before an instant, whosever they are and whatever became of them, oldest first. */
export async function listDeviceListDraftsBefore(db: Db, before: Temporal.Instant, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("device_list_draft")
    .select("id")
    .where("uploaded_at", "<", instantColumn(before))
    .orderBy("uploaded_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
