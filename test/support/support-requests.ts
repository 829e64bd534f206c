import { createFolderStore } from "#app/adapters/download-store-folder.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { SupportDeps } from "#app/services/ports.ts";
import { type StagedAttachment, stageAttachment } from "#app/services/support/attachments.server.ts";
import { type OpenSupportRequestInput, openSupportRequest } from "#app/services/support/open-request.server.ts";
import type { Db } from "#db/client.ts";
import type { Temporal } from "temporal-polyfill";
import { testIds } from "./builders.ts";
import { memoryStore } from "./downloads.ts";
import { serviceDeps } from "./service-deps.ts";

/** What services of support requests need; files go into memory unless a folder is named. */
export function supportDeps(db: Db, now: Temporal.Instant, folder?: string): SupportDeps {
  return {
    ...serviceDeps(db, now),
    attachmentStore: folder === undefined ? memoryStore() : createFolderStore(folder),
  };
}

/** A request as somebody fills it in. */
export function aRequest(rest: Partial<OpenSupportRequestInput> = {}): OpenSupportRequestInput {
  return {
    idempotencyKey: testIds.next(),
    topic: "purchase-refund",
    severity: "moderate",
    title: "Cancel after the window",
    description: "The customer bought the wrong edition.",
    customer: "",
    reference: "",
    lineNumber: null,
    asked: null,
    contact: { name: "Ada Lind", email: "ada@harbourpine.example", phone: "+49 40 123" },
    attachments: [],
    ...rest,
  };
}

/** Opens a request, and throws where it was refused. */
export async function openRequest(
  deps: SupportDeps,
  actor: Actor,
  at: Temporal.Instant,
  rest: Partial<OpenSupportRequestInput> = {},
): Promise<string> {
  const opened = await openSupportRequest(deps, actor, aRequest(rest), at);
  if (!opened.ok) throw new Error(`Not opened: ${opened.refusal.code}`);
  return opened.value.requestId;
}

export const pdfBytes = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
export const pngBytes = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(40, 7),
]);
export const jpegBytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(40, 9)]);

/** A file in pieces of some bytes. */
export async function* pieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

/** A file that was taken. */
export async function staged(deps: SupportDeps, fileName: string, bytes: Uint8Array): Promise<StagedAttachment> {
  const result = await stageAttachment(deps, { fileName, content: pieces(bytes, 1000) });
  if (!result.ok) throw new Error(`Not taken: ${result.refusal.code}`);
  return result.value;
}
