import type { Selectable } from "kysely";
import type { AgreementRole } from "#app/domain/access/roles.ts";
import type {
  InstallationDevice,
  InstallationOrder,
  InstallationState,
} from "#app/domain/upgrade-verification/installation-order.ts";
import {
  fingerprintOf,
  installationDevicesMax,
  serialKeyOf,
} from "#app/domain/upgrade-verification/installation-order.ts";
import type { InstallationScope } from "#app/domain/upgrade-verification/installation-scope.ts";
import type { Db } from "../client.ts";
import {
  flagColumn,
  instantColumn,
  instantColumnOrNull,
  readFlag,
  readInstant,
  readInstantOrNull,
} from "../columns.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { Database, InstallationDeviceTable, InstallationOrderTable } from "../schema.ts";

function orderOfRow(row: Selectable<InstallationOrderTable>): InstallationOrder {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    state: row.state,
    heldAt: readInstantOrNull(row.held_at),
    enrollmentId: row.enrollment_id,
    agreementNumber: row.agreement_number,
    enrollmentNumber: row.enrollment_number,
    programme: row.programme,
    situation: row.situation,
    target: row.target,
    productLanguage: row.product_language,
    installerId: row.installer_id,
    handedOverAt: readInstantOrNull(row.handed_over_at),
    createdAt: readInstant(row.created_at),
    createdBy: row.created_by,
    changedAt: readInstant(row.changed_at),
    doneAt: readInstantOrNull(row.done_at),
    version: row.version,
  };
}

/** The enrollments of agreements at which somebody has one of some roles now. */
function enrollmentsHeld(
  db: Db,
  { userId, roles }: { readonly userId: string; readonly roles: readonly AgreementRole[] },
) {
  return db
    .selectFrom("agreement_role")
    .innerJoin("enrollment", "enrollment.agreement_id", "agreement_role.agreement_id")
    .select("enrollment.id")
    .where("agreement_role.user_id", "=", userId)
    .where("agreement_role.role", "in", roles)
    .where("agreement_role.withdrawn_at", "is", null);
}

export async function insertInstallation(db: Db, order: InstallationOrder): Promise<void> {
  await db
    .insertInto("installation_order")
    .values({
      id: order.id,
      partner_id: order.partnerId,
      customer_id: order.customerId,
      state: order.state,
      held_at: instantColumnOrNull(order.heldAt),
      enrollment_id: order.enrollmentId,
      agreement_number: order.agreementNumber,
      enrollment_number: order.enrollmentNumber,
      programme: order.programme,
      situation: order.situation,
      target: order.target,
      product_language: order.productLanguage,
      installer_id: order.installerId,
      has_unknown: 0,
      handed_over_at: instantColumnOrNull(order.handedOverAt),
      created_at: instantColumn(order.createdAt),
      created_by: order.createdBy,
      changed_at: instantColumn(order.changedAt),
      done_at: instantColumnOrNull(order.doneAt),
      version: order.version,
    })
    .execute();
}

/** An order that lies in the scope. */
export async function findInstallation(
  db: Db,
  scope: InstallationScope,
  orderId: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<InstallationOrder | undefined> {
  let query = db.selectFrom("installation_order").selectAll().where("id", "=", orderId);
  if (scope.kind === "partner" || scope.kind === "customer") query = query.where("partner_id", "=", scope.partnerId);
  if (scope.kind === "customer") query = query.where("customer_id", "=", scope.customerId);
  if (scope.kind === "customer" && scope.heldBy !== null)
    query = query.where("enrollment_id", "in", enrollmentsHeld(db, scope.heldBy));
  if (scope.kind === "installer")
    query = query
      .where("handed_over_at", "is not", null)
      .where("installer_id", "in", db.selectFrom("installer").select("id").where("partner_id", "=", scope.partnerId));
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : orderOfRow(row);
}

/** Writes the state of an order over the one it was decided on; false where another change came first. */
export async function updateInstallation(
  db: Db,
  before: InstallationOrder,
  after: InstallationOrder,
  hasUnknown: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("installation_order")
    .set({
      state: after.state,
      held_at: instantColumnOrNull(after.heldAt),
      has_unknown: flagColumn(hasUnknown),
      handed_over_at: instantColumnOrNull(after.handedOverAt),
      changed_at: instantColumn(after.changedAt),
      done_at: instantColumnOrNull(after.doneAt),
      version: after.version,
    })
    .where("id", "=", before.id)
    .where("partner_id", "=", before.partnerId)
    .where("version", "=", before.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** What lists are sorted by: what changed last comes first. */
export function installationKey({ changedAt, id }: InstallationOrder): [number, string] {
  return [changedAt.epochMilliseconds, id];
}

/** Orders of a scope, latest change first; the operator's are those that wait for its word, or are held. */
export async function listInstallations(
  db: Db,
  scope: InstallationScope,
  state: InstallationState | null,
  page: PageRequest,
): Promise<Page<InstallationOrder>> {
  const way = readDirection("desc", page.cursor);
  let query = db.selectFrom("installation_order").selectAll();
  if (scope.kind === "partner" || scope.kind === "customer") query = query.where("partner_id", "=", scope.partnerId);
  if (scope.kind === "customer") query = query.where("customer_id", "=", scope.customerId);
  if (scope.kind === "customer" && scope.heldBy !== null)
    query = query.where("enrollment_id", "in", enrollmentsHeld(db, scope.heldBy));
  if (scope.kind === "installer")
    query = query
      .where("handed_over_at", "is not", null)
      .where("installer_id", "=", db.selectFrom("installer").select("id").where("partner_id", "=", scope.partnerId));
  if (scope.kind === "operator")
    query = query.where((eb) => eb.or([eb("has_unknown", "=", 1), eb("held_at", "is not", null)]));
  if (state !== null) query = query.where(unindexed<InstallationState, Database>(db, "state"), "=", state);
  if (page.cursor !== null) query = query.where(beyondKey(["changed_at", "id"], "desc", page.cursor));
  const rows = await query
    .orderBy("changed_at", way)
    .orderBy("id", way)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(orderOfRow), page);
}

function deviceOfRow(row: Selectable<InstallationDeviceTable>): InstallationDevice {
  return {
    id: row.id,
    orderId: row.order_id,
    partnerId: row.partner_id,
    serialNumber: row.serial_number,
    maker: row.maker,
    model: row.model,
    base: row.base,
    baseWritten: row.base_written,
    isCoaAffixed: readFlag(row.is_coa_affixed),
    coaSerialNumber: row.coa_serial_number,
    licenceProof: row.licence_proof,
    hasSa: readFlag(row.has_sa),
    makerInstalled: row.maker_installed,
    decision:
      row.is_decided_qualifying === null || row.decided_at === null
        ? null
        : {
            isQualifying: readFlag(row.is_decided_qualifying),
            reason: row.decision_reason ?? "",
            by: row.decided_by ?? "",
            at: readInstant(row.decided_at),
            fingerprint: row.decided_fingerprint ?? "",
          },
    addedAt: readInstant(row.added_at),
    removedAt: readInstantOrNull(row.removed_at),
  };
}

function rowOfDevice(
  device: InstallationDevice,
  order: Pick<InstallationOrder, "target">,
): Selectable<InstallationDeviceTable> {
  const { decision } = device;
  return {
    id: device.id,
    order_id: device.orderId,
    partner_id: device.partnerId,
    serial_number: device.serialNumber,
    serial_key: serialKeyOf(device.serialNumber),
    fingerprint: fingerprintOf(device, order),
    maker: device.maker,
    model: device.model,
    base: device.base,
    base_written: device.baseWritten,
    is_coa_affixed: flagColumn(device.isCoaAffixed),
    coa_serial_number: device.coaSerialNumber,
    licence_proof: device.licenceProof,
    has_sa: flagColumn(device.hasSa),
    maker_installed: device.makerInstalled,
    is_decided_qualifying: decision === null ? null : flagColumn(decision.isQualifying),
    decision_reason: decision?.reason ?? null,
    decided_by: decision?.by ?? null,
    decided_at: instantColumnOrNull(decision?.at ?? null),
    decided_fingerprint: decision?.fingerprint ?? null,
    added_at: instantColumn(device.addedAt),
    removed_at: instantColumnOrNull(device.removedAt),
  };
}

/** The devices of an order by serial number, those that were removed among them; an order holds a limited number. */
export async function listInstallationDevices(
  db: Db,
  { id, partnerId }: Pick<InstallationOrder, "id" | "partnerId">,
): Promise<InstallationDevice[]> {
  const rows = await db
    .selectFrom("installation_device")
    .selectAll()
    .where("order_id", "=", id)
    .where("partner_id", "=", partnerId)
    .orderBy("serial_key")
    .orderBy("id")
    .limit(4 * installationDevicesMax)
    .execute();
  return rows.map(deviceOfRow);
}

/** Adds devices to an order, as many as a list has. */
export async function insertInstallationDevices(
  db: Db,
  order: Pick<InstallationOrder, "target">,
  devices: readonly InstallationDevice[],
): Promise<void> {
  await insertDeviceRows(
    db,
    devices.map((device) => rowOfDevice(device, order)),
  );
}

const insertDeviceRows = bulkInsert("installation_device", {
  id: "text",
  order_id: "text",
  partner_id: "text",
  serial_number: "text",
  serial_key: "text",
  fingerprint: "text",
  maker: "text",
  model: "text",
  base: "text",
  base_written: "text",
  is_coa_affixed: "integer",
  coa_serial_number: "text",
  licence_proof: "text",
  has_sa: "integer",
  maker_installed: "text",
  is_decided_qualifying: "integer",
  decision_reason: "text",
  decided_by: "text",
  decided_at: "integer",
  decided_fingerprint: "text",
  added_at: "integer",
  removed_at: "integer",
});

/** Writes what changed of a device; its order is locked by whoever calls. */
export async function updateInstallationDevice(
  db: Db,
  order: Pick<InstallationOrder, "target">,
  device: InstallationDevice,
): Promise<void> {
  const { id, order_id, partner_id, ...changed } = rowOfDevice(device, order);
  await db
    .updateTable("installation_device")
    .set(changed)
    .where("id", "=", id)
    .where("order_id", "=", order_id)
    .where("partner_id", "=", partner_id)
    .execute();
}
