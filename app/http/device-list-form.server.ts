import type { UploadProblem } from "#app/components/migration-plan/upload-forms.tsx";
import { fileSizeText } from "#app/views/file-size.ts";
import type { SignedInVisitor } from "./auth.server.ts";
import { chosenFile, readUploadForm } from "./upload.server.ts";

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

/** The list of devices of a request: a file, or pasted text. Both come as a form with files, which may be long. */
export async function readDeviceListForm(request: Request, { t, language }: SignedInVisitor): Promise<DeviceListForm> {
  const read = await readUploadForm(request, deviceListBytesMax);
  if (!read.ok) {
    const size = fileSizeText(deviceListBytesMax, language);
    const [message, status] = (
      {
        "file-needed": [t("migration:import.fileNeeded"), 422],
        "file-too-big": [t("migration:import.fileTooBig", { size }), 413],
        "broken-off": [t("migration:import.brokenOff"), 400],
      } as const
    )[read.problem];
    return { ok: false, problem: { field: "file", message, pasted: "" }, status };
  }
  const pasted = read.form.get("pasted");
  if (typeof pasted === "string")
    return { ok: true, list: { fileName: null, content: new TextEncoder().encode(pasted) }, pasted };
  const file = chosenFile(read.form, "file");
  if (file === null)
    return {
      ok: false,
      problem: { field: "file", message: t("migration:import.fileNeeded"), pasted: "" },
      status: 422,
    };
  return { ok: true, list: { fileName: file.name, content: new Uint8Array(await file.arrayBuffer()) }, pasted: "" };
}
