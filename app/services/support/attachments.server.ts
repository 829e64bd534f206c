import type { Readable } from "node:stream";
import type { Actor } from "#app/domain/access/roles.ts";
import { looksLikeKey } from "#app/domain/entitlement/key-format.ts";
import { safeFileName } from "#app/domain/entitlement/file-name.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  type AttachmentKind,
  attachmentMediaTypes,
  nameForKind,
  type SupportAttachment,
} from "#app/domain/support/support-request.ts";
import type { Db } from "#db/client.ts";
import { findSupportAttachment } from "#db/repositories/support-requests.ts";
import { contentDisposition } from "../downloads/content-disposition.server.ts";
import type { StagedContent, SupportDeps } from "../ports.ts";
import { AttachmentRefused, ContentCheck } from "./attachment-kind.server.ts";
import { decideSupportScope } from "./support-scope.server.ts";

/** A file that came in whole, was looked at, and waits for its request. */
export type StagedAttachment = {
  readonly fileName: string;
  readonly kind: AttachmentKind;
  readonly content: StagedContent;
};

export type StageRefusal = RefusalOf<"attachment-refused" | "download-store-full">;

/**
 * Takes a file in as it comes, and finds out what it is. Nothing of it is kept before `keepAttachments`; a file that is
 * not taken, and one whose stream breaks off, leaves nothing behind.
 */
export async function stageAttachment(
  deps: Pick<SupportDeps, "attachmentStore">,
  { fileName, content }: { readonly fileName: string; readonly content: AsyncIterable<Uint8Array> },
): Promise<Result<StagedAttachment, StageRefusal>> {
  const check = new ContentCheck();
  let kind: AttachmentKind | undefined;
  async function* checked(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      check.push(chunk);
      yield chunk;
    }
    kind = check.end();
  }
  const name = safeFileName(looksLikeKey(fileName) ? "" : fileName);
  try {
    const staged = await deps.attachmentStore.stage(checked());
    if (staged === null) return refused({ code: "download-store-full" });
    if (kind === undefined) throw new Error("A store did not read a file to its end");
    return ok({ fileName: nameForKind(name, kind), kind, content: staged });
  } catch (error) {
    if (error instanceof AttachmentRefused)
      return refused({ code: "attachment-refused", fileName: name, reason: error.reason });
    throw error;
  }
}

/** Throws away what was staged and is not needed after all. */
export async function discardAttachments(attachments: readonly StagedAttachment[]): Promise<void> {
  await Promise.all(attachments.map(({ content }) => content.discard()));
}

/** Keeps all files for good, before their rows are written: a crash in between leaves content without a row, never a row without content. */
export async function keepAttachments(
  attachments: readonly StagedAttachment[],
): Promise<Result<null, RefusalOf<"download-store-full">>> {
  for (const { content } of attachments) {
    if (await content.keep()) continue;
    await discardAttachments(attachments);
    return refused({ code: "download-store-full" });
  }
  return ok(null);
}

/** What the same message, sent again, has in common with the first: names and content of its files. */
export function wishOfAttachments(attachments: readonly StagedAttachment[]): readonly (readonly [string, string])[] {
  return attachments.map(({ fileName, content }) => [fileName, content.sha256] as const);
}

export type AttachmentAnswer = { readonly headers: Readonly<Record<string, string>>; readonly body: Readable };

/**
 * A file of a request, for whoever may read the request. It is sent as what its content was found to be, to be saved
 * and never to be shown: no browser renders it within the portal. That nobody guesses another type, and that nobody
 * keeps it, is said of every answer of the portal already.
 */
export async function openAttachment(
  deps: Pick<SupportDeps, "attachmentStore"> & { readonly db: Db },
  actor: Actor,
  { requestId, attachmentId }: { readonly requestId: string; readonly attachmentId: string },
): Promise<Result<AttachmentAnswer, RefusalOf<"role-needed" | "not-found">>> {
  const access = decideSupportScope(actor);
  if (!access.ok) return access;
  const attachment = await findSupportAttachment(deps.db, access.value.scope, requestId, attachmentId);
  const body = attachment === undefined ? undefined : await openContent(deps, attachment);
  if (attachment === undefined || body === undefined) return refused({ code: "not-found", what: "support-attachment" });
  return ok({
    body,
    headers: {
      "Content-Type": attachmentMediaTypes[attachment.kind],
      "Content-Length": String(attachment.sizeBytes),
      "Content-Disposition": contentDisposition(attachment.fileName),
      "Content-Security-Policy": "sandbox; default-src 'none'",
    },
  });
}

async function openContent(
  { attachmentStore }: Pick<SupportDeps, "attachmentStore">,
  { sha256, sizeBytes }: SupportAttachment,
): Promise<Readable | undefined> {
  return attachmentStore.open(sha256, { first: 0, last: sizeBytes - 1 });
}
