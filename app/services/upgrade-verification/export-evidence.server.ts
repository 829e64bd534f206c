import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  coveringVersion,
  type InstallationOrder,
  type Investigation,
  type Verification,
  verdictOfDevice,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { baseName } from "#app/domain/upgrade-verification/matrix.ts";
import { targetNames } from "#app/domain/upgrade-verification/verdict.ts";
import type { Db } from "#db/client.ts";
import { findInstallation, listInstallationDevices } from "#db/repositories/installation-orders.ts";
import { decideInstallationScope, noSuchInstallation } from "#app/domain/upgrade-verification/installation-scope.ts";
import { type ChainedLine, listInstallationActivity } from "#db/repositories/installation-orders-activity.ts";
import {
  insertEvidenceExport,
  listImagingRecords,
  listInvestigations,
  readCoverage,
} from "#db/repositories/installation-orders-verifications.ts";
import { anyCustomerNamesById, anyUserNamesById, findPartnerById } from "#db/repositories/partners.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { AttachmentStore, SupportDeps } from "../ports.ts";
import {
  changeInstallation,
  type ChangeRefusal,
  type InstallationBook,
  installerOf,
  subjectOfInstallation,
} from "./change-installation.server.ts";
import { evidenceGuide } from "./evidence-guide.ts";
import { investigatingSide } from "./investigate-installation.server.ts";
import { type ZipEntry, zipOf } from "./zip-file.server.ts";

export type EvidenceInput = { readonly idempotencyKey: string; readonly orderId: string; readonly reason: string };
export type Evidence = { readonly fileName: string; readonly bytes: Buffer; readonly sha256: string };

/**
 * Everything about one order as a zip with a manifest of SHA-256 sums: devices with verdict, row and line of the matrix,
 * all versions of the form with signatures, hand-overs and answers, images, investigations, and the order's lines of the
 * log with their chain. The same state gives the same bytes; each export is logged with its reason, and exports are
 * no part of what is exported.
 */
export async function exportEvidence(
  deps: SupportDeps,
  actor: Actor,
  { idempotencyKey, orderId, reason: given }: EvidenceInput,
  at: Temporal.Instant,
): Promise<Result<Evidence, ChangeRefusal | RefusalOf<"answer-text-needed">>> {
  const logAs = "evidence-exported";
  const reason = given.trim();
  const change = {
    action: "investigate-installations",
    side: investigatingSide(actor),
    operation: "export-evidence",
    logAs,
    orderId,
    idempotencyKey,
    wish: reason,
  } as const;
  let made: Evidence | undefined;
  const logged = await changeInstallation<{ sha256: string }, ChangeRefusal | RefusalOf<"answer-text-needed">>(
    deps,
    actor,
    change,
    at,
    async (book) => {
      if (reason === "") return refused({ code: "answer-text-needed" });
      made = await evidenceOf(book, deps.attachmentStore);
      const { order, tx } = book;
      const { sha256 } = made;
      await insertEvidenceExport(tx, order, { id: deps.ids.next(), reason, sha256, at, by: book.actor.userId });
      const newValue = { installationId: order.id, reason, sha256 };
      await logActivity(tx, deps, book.actor, [activityDone(logAs, at, subjectOfInstallation(order), { newValue })]);
      return ok({ sha256 });
    },
  );
  if (!logged.ok) return logged;
  // Sent a second time: logged already, and the file was not kept; it is made again.
  const again = made ?? (await evidenceAgain(deps, actor, orderId));
  return again === undefined ? noSuchInstallation : ok(again);
}

async function evidenceAgain(deps: SupportDeps, actor: Actor, orderId: string): Promise<Evidence | undefined> {
  const { db, attachmentStore } = deps;
  const access = decideInstallationScope(actor, "investigate-installations", investigatingSide(actor));
  const order = access.ok ? await findInstallation(db, access.value.scope, orderId) : undefined;
  if (order === undefined) return undefined;
  const devices = await listInstallationDevices(db, order);
  const records = await listImagingRecords(db, order);
  return evidenceOf({ tx: db, order, devices, records, ...(await readCoverage(db, order)) }, attachmentStore);
}

/** What the evidence is made of. */
type EvidenceBook = Omit<InstallationBook, "tx" | "actor" | "at"> & { readonly tx: Db };

async function evidenceOf(book: EvidenceBook, store: AttachmentStore): Promise<Evidence> {
  const { order, tx } = book;
  const investigations = await listInvestigations(tx, order);
  const lines = await listInstallationActivity(tx, order);
  const customers = await anyCustomerNamesById(tx, [order.customerId]);
  const partner = await findPartnerById(tx, order.partnerId);
  const files: ZipEntry[] = [
    { name: "README.txt", content: Buffer.from(evidenceGuide) },
    json("order.json", {
      ...orderFacts(order),
      customerName: customers.get(order.customerId) ?? null,
      partnerName: partner?.name ?? null,
      installer: await installerOf(book),
    }),
    json(
      "devices.json",
      book.devices.map((device) => deviceFacts(device, book)),
    ),
    ...book.verifications.map((verification) =>
      json(`verifications/version-${verification.number}.json`, {
        ...verification,
        listed: book.listed.filter(({ verificationId }) => verificationId === verification.id),
      }),
    ),
    ...(await signedFiles(book.verifications, store)),
    json("imaging.json", book.records),
    json("investigations.json", investigations),
    json("activity.json", lines.map(withTime)),
    json("people.json", Object.fromEntries(await anyUserNamesById(tx, peopleOf(book, investigations, lines)))),
  ];
  const manifest = json("manifest.json", {
    order: order.id,
    files: files.map(({ name, content }) => ({ name, bytes: content.length, sha256: sha256Of(content) })),
  });
  // The same sums as the usual program checks them: `sha256sum -c SHA256SUMS`.
  const sums = [...files, manifest].map(({ name, content }) => `${sha256Of(content)}  ${name}\n`).join("");
  const bytes = zipOf([...files, manifest, { name: "SHA256SUMS", content: Buffer.from(sums) }]);
  return { fileName: `evidence-${order.id}.zip`, bytes, sha256: sha256Of(bytes) };
}

function orderFacts(order: InstallationOrder) {
  return { ...order, targetName: targetNames[order.target] };
}

function deviceFacts(device: InstallationBook["devices"][number], book: EvidenceBook) {
  const covered = coveringVersion(device, book.order, book);
  return {
    ...device,
    baseName: baseName(device.base, device.baseWritten),
    verdict: verdictOfDevice(device, book.order),
    coveredByVersion: covered?.number ?? null,
  };
}

/** A line of the log as it stands in the chain, with its time for people. */
function withTime(line: ChainedLine) {
  return { ...line, at_utc: Temporal.Instant.fromEpochMilliseconds(Number(line["at"])).toString() };
}

/** Everybody whom the evidence names by an id alone. */
function peopleOf(
  { order, devices, verifications, records }: EvidenceBook,
  investigations: readonly Investigation[],
  lines: readonly ChainedLine[],
): string[] {
  const ids = [
    order.createdBy,
    ...devices.map(({ decision }) => decision?.by),
    ...verifications.flatMap(({ signature, confirmation }) => [signature?.by, confirmation?.by]),
    ...records.map(({ by }) => by),
    ...investigations.flatMap(({ openedBy, liftedBy }) => [openedBy, liftedBy]),
    ...lines.map((line) => line["actor_user_id"]),
  ];
  return ids.filter((id): id is string => typeof id === "string");
}

/** What was signed and answered by hand, as it came in. */
async function signedFiles(verifications: readonly Verification[], store: AttachmentStore): Promise<ZipEntry[]> {
  const files: ZipEntry[] = [];
  for (const { number, signature, confirmation } of verifications)
    for (const [what, one] of [
      ["signed", signature],
      ["answer", confirmation],
    ] as const) {
      const file = one?.file ?? null;
      if (file === null) continue;
      const content = await store.open(file.sha256, { first: 0, last: file.sizeBytes - 1 });
      if (content === undefined) throw new Error(`A file of a form is not in the store: ${file.sha256}`);
      files.push({ name: `verifications/version-${number}-${what}.${file.kind}`, content: await readAll(content) });
    }
  return files;
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** JSON whose names are sorted, so that the same facts are the same bytes. */
function json(name: string, facts: unknown): ZipEntry {
  return { name, content: Buffer.from(`${JSON.stringify(sorted(facts), null, 2)}\n`) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Temporal.Instant) return value.toString();
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
