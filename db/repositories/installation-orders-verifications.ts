import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type {
  Confirmation,
  Coverage,
  ImagingRecord,
  InstallationOrder,
  Investigation,
  ListedOnForm,
  Signature,
  SignedFile,
  Verification,
} from "#app/domain/upgrade-verification/installation-order.ts";
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
import type { ImagingRecordTable, LicenseInvestigationTable, LicenseVerificationTable } from "../schema.ts";

/** What belongs to an order of an upgrade installation: whoever asks has found the order in the own scope. */
type OrderKey = Pick<InstallationOrder, "id" | "partnerId">;

/** Versions of one order; after so many something else is wrong. */
const versionsMax = 200;
const listedMax = 20_000;

function signatureOf(row: Selectable<LicenseVerificationTable>): Signature | null {
  if (row.signature_kind === null || row.signed_at === null) return null;
  return {
    kind: row.signature_kind,
    name: row.signatory_name ?? "",
    title: row.signatory_title ?? "",
    signedOn: row.signed_on ?? "",
    by: row.signed_by ?? "",
    at: readInstant(row.signed_at),
    file: fileOf(row.file_kind, row.file_sha256, row.file_name, row.file_bytes),
  };
}

function fileOf(
  kind: SignedFile["kind"] | null,
  sha256: string | null,
  fileName: string | null,
  sizeBytes: number | null,
): SignedFile | null {
  if (kind === null || sha256 === null) return null;
  return { fileName: fileName ?? "", kind, sha256, sizeBytes: sizeBytes ?? 0 };
}

function confirmationOf(row: Selectable<LicenseVerificationTable>): Confirmation | null {
  if (row.answered_at === null || row.is_accepted === null) return null;
  return {
    isAccepted: readFlag(row.is_accepted),
    text: row.answer_text ?? "",
    name: row.answer_name ?? "",
    by: row.answered_by ?? "",
    at: readInstant(row.answered_at),
    answeredOn: row.answered_on,
    file: fileOf(row.answer_file_kind, row.answer_file_sha256, row.answer_file_name, row.answer_file_bytes),
  };
}

function verificationOfRow(row: Selectable<LicenseVerificationTable>): Verification {
  return {
    id: row.id,
    orderId: row.order_id,
    partnerId: row.partner_id,
    number: row.number,
    isSupplement: readFlag(row.is_supplement),
    state: row.state,
    proof: row.proof,
    language: row.language,
    form: {
      customerName: row.customer_name,
      customerAddress: row.customer_address,
      contactName: row.contact_name,
      contactEmail: row.contact_email,
    },
    signature: signatureOf(row),
    handedOverTo: row.handed_over_to,
    confirmation: confirmationOf(row),
    createdAt: readInstant(row.created_at),
  };
}

function rowOfVerification(verification: Verification): Selectable<LicenseVerificationTable> {
  const { form, signature, confirmation } = verification;
  return {
    id: verification.id,
    order_id: verification.orderId,
    partner_id: verification.partnerId,
    number: verification.number,
    is_supplement: flagColumn(verification.isSupplement),
    state: verification.state,
    proof: verification.proof,
    language: verification.language,
    customer_name: form.customerName,
    customer_address: form.customerAddress,
    contact_name: form.contactName,
    contact_email: form.contactEmail,
    signature_kind: signature?.kind ?? null,
    signatory_name: signature?.name ?? null,
    signatory_title: signature?.title ?? null,
    signed_on: signature?.signedOn ?? null,
    signed_by: signature?.by ?? null,
    signed_at: instantColumnOrNull(signature?.at ?? null),
    file_name: signature?.file?.fileName ?? null,
    file_kind: signature?.file?.kind ?? null,
    file_sha256: signature?.file?.sha256 ?? null,
    file_bytes: signature?.file?.sizeBytes ?? null,
    handed_over_to: verification.handedOverTo,
    is_accepted: confirmation === null ? null : flagColumn(confirmation.isAccepted),
    answer_text: confirmation?.text ?? null,
    answer_name: confirmation?.name ?? null,
    answered_by: confirmation?.by ?? null,
    answered_at: instantColumnOrNull(confirmation?.at ?? null),
    answered_on: confirmation?.answeredOn ?? null,
    answer_file_name: confirmation?.file?.fileName ?? null,
    answer_file_kind: confirmation?.file?.kind ?? null,
    answer_file_sha256: confirmation?.file?.sha256 ?? null,
    answer_file_bytes: confirmation?.file?.sizeBytes ?? null,
    created_at: instantColumn(verification.createdAt),
  };
}

export async function insertVerification(db: Db, verification: Verification): Promise<void> {
  await db.insertInto("license_verification").values(rowOfVerification(verification)).execute();
}

/** Writes what became of a version that waits; one that was answered stays as it is, and the database refuses it. */
export async function updateVerification(db: Db, verification: Verification): Promise<void> {
  const { id, order_id, partner_id, ...changed } = rowOfVerification(verification);
  await db
    .updateTable("license_verification")
    .set(changed)
    .where("id", "=", id)
    .where("order_id", "=", order_id)
    .where("partner_id", "=", partner_id)
    .execute();
}

/** All versions of an order with what each lists, the first version first. */
export async function readCoverage(db: Db, { id, partnerId }: OrderKey): Promise<Coverage> {
  const verifications = await db
    .selectFrom("license_verification")
    .selectAll()
    .where("order_id", "=", id)
    .where("partner_id", "=", partnerId)
    .orderBy("number")
    .limit(versionsMax)
    .execute();
  const listed = await db
    .selectFrom("license_verification_device")
    .selectAll()
    .where("order_id", "=", id)
    .where("partner_id", "=", partnerId)
    .orderBy("verification_id")
    .orderBy("serial_number")
    .limit(listedMax)
    .execute();
  return {
    verifications: verifications.map(verificationOfRow),
    listed: listed.map((row) => ({
      verificationId: row.verification_id,
      deviceId: row.device_id,
      fingerprint: row.fingerprint,
      serialNumber: row.serial_number,
      baseName: row.base_name,
      coaSerialNumber: row.coa_serial_number,
      licenceProof: row.licence_proof,
    })),
  };
}

const insertListedRows = bulkInsert("license_verification_device", {
  verification_id: "text",
  device_id: "text",
  order_id: "text",
  partner_id: "text",
  fingerprint: "text",
  serial_number: "text",
  base_name: "text",
  coa_serial_number: "text",
  licence_proof: "text",
});

/** Writes what a signed version lists. */
export async function insertListedDevices(db: Db, order: OrderKey, listed: readonly ListedOnForm[]): Promise<void> {
  await insertListedRows(
    db,
    listed.map((one) => ({
      verification_id: one.verificationId,
      device_id: one.deviceId,
      order_id: order.id,
      partner_id: order.partnerId,
      fingerprint: one.fingerprint,
      serial_number: one.serialNumber,
      base_name: one.baseName,
      coa_serial_number: one.coaSerialNumber,
      licence_proof: one.licenceProof,
    })),
  );
}

function recordOfRow(row: Selectable<ImagingRecordTable>): ImagingRecord {
  return {
    id: row.id,
    orderId: row.order_id,
    partnerId: row.partner_id,
    deviceId: row.device_id,
    verificationId: row.verification_id,
    image: row.image,
    isBaseKept: readFlag(row.is_base_kept),
    startedAt: readInstant(row.started_at),
    finishedAt: readInstantOrNull(row.finished_at),
    by: row.recorded_by,
  };
}

/** Writes that a device was imaged. The database refuses it where no accepted version lists the device as it is. */
export async function insertImagingRecord(db: Db, record: ImagingRecord): Promise<void> {
  await db
    .insertInto("imaging_record")
    .values({
      id: record.id,
      order_id: record.orderId,
      partner_id: record.partnerId,
      device_id: record.deviceId,
      verification_id: record.verificationId,
      image: record.image,
      is_base_kept: flagColumn(record.isBaseKept),
      started_at: instantColumn(record.startedAt),
      finished_at: instantColumnOrNull(record.finishedAt),
      recorded_by: record.by,
    })
    .execute();
}

/** Notes the end of an imaging; false where it had ended already. */
export async function finishImagingRecord(
  db: Db,
  { id, partnerId }: ImagingRecord,
  finishedAt: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("imaging_record")
    .set({ finished_at: instantColumn(finishedAt) })
    .where("id", "=", id)
    .where("partner_id", "=", partnerId)
    .where("finished_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The images of an order, the first one first; a device has one. */
export async function listImagingRecords(db: Db, { id, partnerId }: OrderKey): Promise<ImagingRecord[]> {
  const rows = await db
    .selectFrom("imaging_record")
    .selectAll()
    .where("order_id", "=", id)
    .where("partner_id", "=", partnerId)
    .orderBy("started_at")
    .orderBy("id")
    .limit(listedMax)
    .execute();
  return rows.map(recordOfRow);
}

function investigationOfRow(row: Selectable<LicenseInvestigationTable>): Investigation {
  return {
    id: row.id,
    orderId: row.order_id,
    partnerId: row.partner_id,
    deviceId: row.device_id,
    reason: row.reason,
    openedAt: readInstant(row.opened_at),
    openedBy: row.opened_by,
    liftedAt: readInstantOrNull(row.lifted_at),
    liftedBy: row.lifted_by,
    liftReason: row.lift_reason,
  };
}

/** An investigation; an order has one open one at most. */
export async function insertInvestigation(db: Db, investigation: Investigation): Promise<void> {
  await db
    .insertInto("license_investigation")
    .values({
      id: investigation.id,
      order_id: investigation.orderId,
      partner_id: investigation.partnerId,
      device_id: investigation.deviceId,
      reason: investigation.reason,
      opened_at: instantColumn(investigation.openedAt),
      opened_by: investigation.openedBy,
      lifted_at: null,
      lifted_by: null,
      lift_reason: "",
    })
    .execute();
}

/** Ends the open investigation of an order. */
export async function liftInvestigation(
  db: Db,
  { id, partnerId }: OrderKey,
  lifted: { readonly at: Temporal.Instant; readonly by: string; readonly reason: string },
): Promise<void> {
  await db
    .updateTable("license_investigation")
    .set({ lifted_at: instantColumn(lifted.at), lifted_by: lifted.by, lift_reason: lifted.reason })
    .where("order_id", "=", id)
    .where("partner_id", "=", partnerId)
    .where("lifted_at", "is", null)
    .execute();
}

export async function listInvestigations(db: Db, { id, partnerId }: OrderKey): Promise<Investigation[]> {
  const rows = await db
    .selectFrom("license_investigation")
    .selectAll()
    .where("order_id", "=", id)
    .where("partner_id", "=", partnerId)
    .orderBy("opened_at")
    .orderBy("id")
    .limit(versionsMax)
    .execute();
  return rows.map(investigationOfRow);
}

/** That somebody took the evidence of an order out, why, and what came out. */
export type EvidenceExport = {
  readonly id: string;
  readonly reason: string;
  readonly sha256: string;
  readonly at: Temporal.Instant;
  readonly by: string;
};

export async function insertEvidenceExport(db: Db, order: OrderKey, taken: EvidenceExport): Promise<void> {
  await db
    .insertInto("evidence_export")
    .values({
      id: taken.id,
      order_id: order.id,
      partner_id: order.partnerId,
      reason: taken.reason,
      sha256: taken.sha256,
      exported_at: instantColumn(taken.at),
      exported_by: taken.by,
    })
    .execute();
}

/** The last exports of an order, the newest first. */
export async function listEvidenceExports(db: Db, { id, partnerId }: OrderKey): Promise<EvidenceExport[]> {
  const rows = await db
    .selectFrom("evidence_export")
    .selectAll()
    .where("order_id", "=", id)
    .where("partner_id", "=", partnerId)
    .orderBy("exported_at", "desc")
    .orderBy("id", "desc")
    .limit(versionsMax)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reason: row.reason,
    sha256: row.sha256,
    at: readInstant(row.exported_at),
    by: row.exported_by,
  }));
}
