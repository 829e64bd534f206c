import type { UploadProblem } from "#app/components/migration-plan/upload-forms.tsx";
import { fileSizeText } from "#app/views/file-size.ts";
import type { SignedInVisitor } from "./auth.server.ts";
import { readUpload } from "./upload.server.ts";

/** A list of the largest plan with long notes fits; it is held in memory while it is read. */
export const deviceListBytesMax = 6_000_000;

export type DeviceListForm =
  | {
      readonly ok: true;
      readonly list: { readonly fileName: string | null; readonly content: Uint8Array };
      /** What was pasted, to be shown again; empty for a file. */
      readonly pasted: string;
    }
  | { readonly ok: false; readonly problem: UploadProblem; readonly status: 400 | 413 | 422 };

/** The list of devices of a request: a file, or the text of the form that takes pasted ones. */
export async function readDeviceListForm(request: Request, visitor: SignedInVisitor): Promise<DeviceListForm> {
  const isFile = /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "");
  return isFile ? readFile(request, visitor) : readPasted(request, visitor);
}

async function readFile(request: Request, { t, language }: SignedInVisitor): Promise<DeviceListForm> {
  const upload = await readUpload(request, "file", deviceListBytesMax);
  if (upload.ok) {
    const content = new Uint8Array(await upload.file.arrayBuffer());
    return { ok: true, list: { fileName: upload.file.name, content }, pasted: "" };
  }
  const size = fileSizeText(deviceListBytesMax, language);
  const [message, status] = (
    {
      "file-needed": [t("migration:import.fileNeeded"), 422],
      "file-too-big": [t("migration:import.fileTooBig", { size }), 413],
      "broken-off": [t("migration:import.brokenOff"), 400],
    } as const
  )[upload.problem];
  return { ok: false, problem: { field: "file", message, pasted: "" }, status };
}

async function readPasted(request: Request, { t, language }: SignedInVisitor): Promise<DeviceListForm> {
  const form = await request.formData().catch(() => null);
  const pasted = form?.get("pasted");
  if (typeof pasted !== "string") throw new Response("The body is not a form of this page.\n", { status: 422 });
  const content = new TextEncoder().encode(pasted);
  if (content.length <= deviceListBytesMax) return { ok: true, list: { fileName: null, content }, pasted };
  const message = t("migration:import.fileTooBig", { size: fileSizeText(deviceListBytesMax, language) });
  return { ok: false, problem: { field: "pasted", message, pasted: "" }, status: 413 };
}
