import { createHash } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import type { AttachmentStore, DownloadStore } from "#app/services/ports.ts";
import { type Spooled, spool } from "./download-store-folder.ts";
import { type S3Credentials, s3Query, signS3Request } from "./download-store-s3-signature.ts";
import { systemNowMs } from "./system-clock.ts";

export type S3StoreOptions = S3Credentials & {
  /** Such as `https://s3.eu-central-1.amazonaws.com`; the bucket goes into the path, which all S3-like stores understand. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Where an upload waits until its hash is known. */
  readonly spoolFolder: string;
  /** Bytes of one part, and of memory that an upload takes. S3 wants at least 5 MiB for all but the last. */
  readonly partBytes?: number;
  readonly nowMs?: () => number;
  /** A store that is silent for so long is given up. */
  readonly silentMs?: number;
};

const defaultPartBytes = 16 * 1024 * 1024;
const defaultSilentMs = 60_000;
const attemptsMax = 3;
const bodyReadMax = 64 * 1024;

/** What the store answered instead of doing it. */
class S3Error extends Error {
  readonly status: number;
  readonly isFull: boolean;

  constructor(method: string, status: number, body: string) {
    const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body)?.[1] ?? "";
    super(`The download store answered ${method} with ${status} ${code}`.trim());
    this.name = "S3Error";
    this.status = status;
    this.isFull = status === 507 || /^(QuotaExceeded|XMinioStorageFull|InsufficientStorage|EntityTooLarge)$/.test(code);
  }
}

/**
 * Keeps files in an S3-compatible store, each under its SHA-256. A file waits on the local disk until its hash is known,
 * and then goes up in parts; the store shows it only when all of them are there.
 */
export function createS3Store(options: S3StoreOptions): DownloadStore & AttachmentStore {
  const s3 = new S3Bucket(options);
  const keep = async (spooled: Spooled): Promise<boolean> => {
    try {
      if (!(await s3.has(spooled.sha256, spooled.sizeBytes))) await upload(s3, spooled);
      return true;
    } catch (error) {
      if (error instanceof S3Error && error.isFull) return false;
      throw error;
    } finally {
      await unlink(spooled.path).catch(() => {});
    }
  };
  return {
    async put(content, onProgress) {
      const spooled = await spool(options.spoolFolder, content, onProgress);
      if (spooled === null || !(await keep(spooled))) return null;
      return { sha256: spooled.sha256, sizeBytes: spooled.sizeBytes };
    },
    async stage(content) {
      const spooled = await spool(options.spoolFolder, content);
      if (spooled === null) return null;
      const { path, ...stored } = spooled;
      return { ...stored, keep: () => keep(spooled), discard: () => unlink(path).catch(() => {}) };
    },
    async open(sha256, { first, last }) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
      if (last < first) return Readable.from([]);
      const answer = await s3.send("GET", sha256, { headers: { range: `bytes=${first}-${last}` }, allow: [404] });
      if (answer.statusCode === 404) {
        answer.resume();
        return undefined;
      }
      return answer;
    },
  };
}

async function upload(s3: S3Bucket, { path, sha256, sizeBytes }: Spooled): Promise<void> {
  const file = await open(path, "r");
  try {
    if (sizeBytes <= s3.partBytes) await s3.putObject(sha256, await readPart(file, 0, sizeBytes));
    else await uploadInParts(s3, file, sha256, sizeBytes);
  } finally {
    await file.close();
  }
}

async function uploadInParts(s3: S3Bucket, file: FileHandle, sha256: string, sizeBytes: number): Promise<void> {
  const uploadId = await s3.beginParts(sha256);
  try {
    const etags: string[] = [];
    for (let offset = 0; offset < sizeBytes; offset += s3.partBytes) {
      const part = await readPart(file, offset, Math.min(s3.partBytes, sizeBytes - offset));
      etags.push(await s3.putPart(sha256, uploadId, etags.length + 1, part));
    }
    await s3.completeParts(sha256, uploadId, etags);
  } catch (error) {
    // Parts that nobody completes would be paid for without being seen.
    await s3.abortParts(sha256, uploadId).catch(() => {});
    throw error;
  }
}

async function readPart(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const part = Buffer.alloc(length);
  for (let read = 0; read < length;) {
    const { bytesRead } = await file.read(part, read, length - read, offset + read);
    if (bytesRead === 0) throw new Error("A file that waits for its upload has become shorter");
    read += bytesRead;
  }
  return part;
}

type SendOptions = {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Statuses beside 2xx that are an answer and no failure. */
  readonly allow?: readonly number[];
};

class S3Bucket {
  readonly partBytes: number;
  readonly #options: S3StoreOptions;

  constructor(options: S3StoreOptions) {
    this.#options = options;
    this.partBytes = options.partBytes ?? defaultPartBytes;
  }

  async has(sha256: string, sizeBytes: number): Promise<boolean> {
    const answer = await this.send("HEAD", sha256, { allow: [404] });
    answer.resume();
    return answer.statusCode === 200 && Number(answer.headers["content-length"]) === sizeBytes;
  }

  async putObject(sha256: string, body: Buffer): Promise<void> {
    await this.#sendAndRead("PUT", sha256, { body });
  }

  async beginParts(sha256: string): Promise<string> {
    const { text } = await this.#sendAndRead("POST", sha256, { query: { uploads: "" } });
    const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(text)?.[1];
    if (uploadId === undefined) throw new Error("The download store began an upload without saying which");
    return uploadId;
  }

  async putPart(sha256: string, uploadId: string, number: number, body: Buffer): Promise<string> {
    const query = { partNumber: String(number), uploadId };
    const { answer } = await this.#sendAndRead("PUT", sha256, { query, body });
    const etag = answer.headers.etag;
    if (etag === undefined) throw new Error("The download store took a part without naming it");
    return etag;
  }

  async completeParts(sha256: string, uploadId: string, etags: readonly string[]): Promise<void> {
    const parts = etags.map((etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`);
    const body = Buffer.from(`<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`);
    const { text } = await this.#sendAndRead("POST", sha256, { query: { uploadId }, body });
    // Here alone a failure can come with status 200: the store answers before it knows.
    if (text.includes("<Error>")) throw new S3Error("POST", 200, text);
  }

  async abortParts(sha256: string, uploadId: string): Promise<void> {
    await this.#sendAndRead("DELETE", sha256, { query: { uploadId } });
  }

  async #sendAndRead(method: string, sha256: string, options: SendOptions) {
    const answer = await this.send(method, sha256, options);
    return { answer, text: await readText(answer) };
  }

  /** Sends a request, again where the store was busy or the connection broke. Redirects are not followed. */
  async send(method: string, sha256: string, options: SendOptions): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.#sendOnce(method, sha256, options);
        const status = answer.statusCode ?? 0;
        if ((status >= 200 && status < 300) || options.allow?.includes(status) === true) return answer;
        throw new S3Error(method, status, await readText(answer));
      } catch (error) {
        const isFinal = error instanceof S3Error && (error.status < 500 || error.isFull);
        if (isFinal || attempt === attemptsMax) throw error;
      }
    }
  }

  #sendOnce(method: string, sha256: string, { query, headers = {}, body }: SendOptions): Promise<IncomingMessage> {
    const { endpoint, bucket, nowMs = systemNowMs, silentMs = defaultSilentMs } = this.#options;
    const url = new URL(`/${bucket}/${sha256}`, endpoint);
    url.search = s3Query(query ?? {});
    const bodySha256 = createHash("sha256")
      .update(body ?? "")
      .digest("hex");
    const unsigned = { method, url, headers, bodySha256, at: new Date(nowMs()) };
    const signed = signS3Request(unsigned, this.#options);
    const length = method === "PUT" || method === "POST" ? { "content-length": String(body?.length ?? 0) } : {};
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const outgoing = send(url, { method, headers: { ...signed, ...length }, timeout: silentMs }, resolve);
      outgoing.on("timeout", () => outgoing.destroy(new Error("The download store is silent")));
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }
}

async function readText(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of answer) if (text.length < bodyReadMax) text += String(chunk);
  return text;
}
