import type { RequestHandler } from "express";
import { isApiRequest, sendApiFault } from "./api-paths.ts";
import { isSafeMethod } from "./known-methods.ts";

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
const formBytesMax = 256 * kibibyte;

/** Pages that take files; their own code reads the file as a stream and has limits of its own. */
const uploads: readonly { readonly path: RegExp; readonly bytesMax: number }[] = [
  { path: /^\/operator\/prices\/import\/?$/, bytesMax: 64 * mebibyte },
  { path: /^\/operator\/product-list\/?$/, bytesMax: 8 * mebibyte },
  { path: /^\/customers\/[^/]+\/volume-licensing\/import\/?$/, bytesMax: 8 * mebibyte },
  { path: /^\/operator\/keys\/[^/]+\/import\/?$/, bytesMax: 64 * mebibyte },
  // Five files of ten megabytes, and room to say in words that a sixth is too many.
  { path: /^\/support\/(new|\d+)\/?$/, bytesMax: 64 * mebibyte },
  { path: /^\/operator\/support\/\d+\/?$/, bytesMax: 64 * mebibyte },
  { path: /^\/installations\/\d+\/devices\/?$/, bytesMax: 2 * mebibyte },
  { path: /^\/installations\/\d+\/sign\/?$/, bytesMax: 16 * mebibyte },
  { path: /^\/installations\/\d+\/installer\/?$/, bytesMax: 16 * mebibyte },
  // The largest media of today have some six gigabytes.
  { path: /^\/operator\/downloads\/[^/]+\/add\/?$/, bytesMax: 16 * kibibyte * mebibyte },
];

/** Whether a page takes files, whose bodies may take their time. */
export function isUploadPage(path: string): boolean {
  return uploads.some((upload) => upload.path.test(path));
}

/**
 * Refuses bodies that are too big before anybody reads them: Remix reads a form into memory whatever its size.
 * A body has to say its length, as every browser's form does; Node then holds the sender to it.
 */
export function bodyLimit(): RequestHandler {
  return (request, response, next) => {
    if (isSafeMethod(request.method)) return next();
    const isApi = isApiRequest(request);
    // Programs may send in pieces: their frame counts while it reads.
    if (!isApi && request.headers["transfer-encoding"] !== undefined) {
      response.status(411).type("text/plain").send("Say the length of the body.\n");
      return;
    }
    // Files come in a form of several parts; any other body is read into memory as a whole.
    const isInParts = /^multipart\/form-data\b/i.test(request.headers["content-type"] ?? "");
    const upload = isInParts ? uploads.find(({ path }) => path.test(request.path)) : undefined;
    const bytesMax = upload?.bytesMax ?? formBytesMax;
    if (Number(request.headers["content-length"] ?? 0) <= bytesMax) return next();
    if (isApi) {
      response.set("Connection", "close");
      return sendApiFault(response, 400, 800_002, "Invalid request input. A body has at most 262144 bytes.");
    }
    response.status(413).set("Connection", "close").type("text/plain").send("That is more than this page takes.\n");
  };
}
