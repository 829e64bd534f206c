import { Buffer } from "node:buffer";
import type { Temporal } from "temporal-polyfill";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import { attachmentMediaTypes } from "#app/domain/support/support-request.ts";
import type { SignedFile } from "#app/domain/upgrade-verification/installation-order.ts";
import { csvLine } from "#app/http/csv-response.server.ts";
import { releasedHeader, releasedRows } from "#app/http/released-devices.server.ts";
import { verificationPdf } from "#app/http/verification-form/verification-pdf.server.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { MailFile } from "#app/services/notices/mail-ports.ts";
import type { AttachmentStore } from "#app/services/ports.ts";
import { installationPaper } from "#app/views/upgrade-verification/installation-paper.ts";
import type { Db } from "#db/client.ts";

/**
 * The files that go with a letter to an installer without access: the form that was signed, and as it was signed by
 * hand; or the devices that may be imaged when the letter leaves, and no others.
 */
export async function filesOfLetter(
  db: Db,
  store: AttachmentStore,
  letter: LetterDraft & { readonly queuedAt: Temporal.Instant },
): Promise<readonly MailFile[]> {
  if (letter.kind !== "form-handed-over" && letter.kind !== "devices-released") return [];
  const { language } = letter.recipient;
  const { installationId: id, number } = letter.facts;
  const paper = await installationPaper(db, id, { language, timeZone: "UTC" });
  if (paper === undefined) throw new Error(`A letter about no order: ${id}`);
  const t = translateTo(language);
  if (letter.kind === "devices-released") {
    const lines = [releasedHeader(t), ...releasedRows(paper.order.devices, t)].map((fields) => csvLine(fields));
    const content = Buffer.from(`\u{FEFF}${lines.join("")}`, "utf8");
    const fileName = `${t("installations:imaging.csvName", { id })}.csv`;
    return [{ fileName, mediaType: "text/csv; charset=utf-8", content }];
  }
  const version = paper.versions.find((one) => one.number === number);
  if (version === undefined) throw new Error(`A letter about no version: ${id}, ${number}`);
  const form = await verificationPdf(paper.order, version, { t, language, atMs: letter.queuedAt.epochMilliseconds });
  const fileName = `${t("installations:pdf.fileName", { id, number })}.pdf`;
  const file = { fileName, mediaType: "application/pdf", content: form };
  const signed = paper.signedFiles.get(number) ?? null;
  return signed === null ? [file] : [file, await signedFile(store, signed)];
}

async function signedFile(
  store: AttachmentStore,
  { fileName, kind, sha256, sizeBytes }: SignedFile,
): Promise<MailFile> {
  const stream = await store.open(sha256, { first: 0, last: sizeBytes - 1 });
  if (stream === undefined) throw new Error(`A signed form is not in the store: ${sha256}`);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return { fileName, mediaType: attachmentMediaTypes[kind], content: Buffer.concat(chunks) };
}
