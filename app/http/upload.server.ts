import {
  FormDataParseError,
  MaxFileSizeExceededError,
  MultipartParseError,
  parseFormData,
} from "@mjackson/form-data-parser";

/** A form with one file, or what is wrong with it. Nothing is written to a disk. */
export type Upload =
  | { readonly ok: true; readonly file: File; readonly form: FormData }
  | { readonly ok: false; readonly problem: "file-needed" | "file-too-big" | "broken-off" };

/** What a form has beside its file: field names, boundaries, headers of the parts. */
const bytesBesideFile = 65_536;

class BodyTooBig extends Error {}

/**
 * Reads a `multipart/form-data` request with one file in the field `fieldName`, and stops reading where the file or the
 * whole body is larger than allowed, however small it was announced to be.
 *
 * @param bytesMax of the file
 */
export async function readUpload(request: Request, fieldName: string, bytesMax: number): Promise<Upload> {
  const read = await readUploadForm(request, bytesMax);
  if (!read.ok) return read;
  const file = chosenFile(read.form, fieldName);
  return file === null ? { ok: false, problem: "file-needed" } : { ok: true, file, form: read.form };
}

/** The same for a form that can do without its file. */
export async function readUploadForm(
  request: Request,
  bytesMax: number,
): Promise<{ readonly ok: true; readonly form: FormData } | Extract<Upload, { ok: false }>> {
  // No other kind of body has a file in it.
  if (!/^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? ""))
    return { ok: false, problem: "file-needed" };
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > bytesMax + bytesBesideFile) return { ok: false, problem: "file-too-big" };
  try {
    const form = await parseFormData(limited(request, bytesMax + bytesBesideFile), {
      maxFiles: 1,
      maxFileSize: bytesMax,
    });
    return { ok: true, form };
  } catch (error) {
    if (error instanceof BodyTooBig || error instanceof MaxFileSizeExceededError)
      return { ok: false, problem: "file-too-big" };
    if (error instanceof FormDataParseError || error instanceof MultipartParseError || isBrokenOff(error))
      return { ok: false, problem: "broken-off" };
    throw error;
  }
}

/** The file of a field; null where none was chosen: a form then has a file without name and content. */
export function chosenFile(form: FormData, fieldName: string): File | null {
  const file = form.get(fieldName);
  return !(file instanceof File) || (file.size === 0 && file.name === "") ? null : file;
}

/** The same request with a body that fails once it is larger than allowed. */
function limited(request: Request, bytesMax: number): Request {
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > bytesMax) controller.error(new BodyTooBig());
      else controller.enqueue(chunk);
    },
  });
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body?.pipeThrough(counter) ?? null,
    // Node needs it said that the answer does not begin before the body has ended.
    duplex: "half",
  } as RequestInit);
}

/** A client that went away in the middle of its request. */
function isBrokenOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return error.name === "AbortError" || code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE";
}
