import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { signS3Request } from "#app/adapters/download-store-s3-signature.ts";

const credentials = { accessKeyId: "TESTKEY", secretAccessKey: "test-secret", region: "eu-test-1" };

/** Something that the server shall do instead of its work; taken off when it is done. */
export type S3Fault = {
  readonly when: RegExp;
  readonly status: number;
  readonly body?: string;
  readonly drop?: boolean;
};

/** A store on loopback that speaks as much of S3 as the portal uses, and refuses what is not signed. */
export async function startS3LikeServer() {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const faults: S3Fault[] = [];
  const requests: string[] = [];

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "", `http://${request.headers.host}`);
    const line = `${request.method} ${url.pathname}${url.search}`;
    requests.push(line);
    const fault = faults.find(({ when }) => when.test(line));
    if (fault !== undefined) {
      faults.splice(faults.indexOf(fault), 1);
      if (fault.drop === true) return void request.socket.destroy();
      return void response.writeHead(fault.status).end(fault.body ?? "");
    }
    if (!isSigned(request, url, body))
      return void response.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
    serve(request, url, body, response);
  }

  function serve(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): void {
    const name = url.pathname;
    const uploadId = url.searchParams.get("uploadId");
    const parts = uploadId === null ? undefined : uploads.get(uploadId);
    if (request.method === "POST" && url.searchParams.has("uploads")) {
      const id = `${randomUUID()}/+=`;
      uploads.set(id, new Map());
      return void response.end(
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (uploadId !== null && parts === undefined)
      return void response.writeHead(404).end("<Error><Code>NoSuchUpload</Code></Error>");
    if (request.method === "PUT" && parts !== undefined) {
      const etag = `"${createHash("md5").update(body).digest("hex")}"`;
      parts.set(Number(url.searchParams.get("partNumber")), body);
      return void response.setHeader("etag", etag).end();
    }
    if (request.method === "POST" && uploadId !== null && parts !== undefined) {
      const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map((match) => Number(match[1]));
      objects.set(name, Buffer.concat(named.map((number) => parts.get(number) ?? Buffer.from("missing"))));
      uploads.delete(uploadId);
      return void response.end("<CompleteMultipartUploadResult/>");
    }
    if (request.method === "DELETE" && uploadId !== null) {
      uploads.delete(uploadId);
      return void response.writeHead(204).end();
    }
    if (request.method === "PUT") {
      objects.set(name, body);
      return void response.end();
    }
    const object = objects.get(name);
    if (object === undefined) return void response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const part = range === null ? object : object.subarray(Number(range[1]), Number(range[2]) + 1);
    response.writeHead(range === null ? 200 : 206, { "content-length": part.length });
    response.end(request.method === "HEAD" ? undefined : part);
  }

  function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
    const { authorization = "", "x-amz-date": date = "" } = request.headers;
    const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";") ?? [];
    const own = ["host", "x-amz-date", "x-amz-content-sha256"];
    const headers = Object.fromEntries(
      names.filter((name) => !own.includes(name)).map((name) => [name, String(request.headers[name] ?? "")]),
    );
    const at = new Date(String(date).replace(/^(....)(..)(..T..)(..)/, "$1-$2-$3:$4:"));
    const bodySha256 = createHash("sha256").update(body).digest("hex");
    const expected = signS3Request({ method: request.method ?? "", url, headers, bodySha256, at }, credentials);
    return expected["authorization"] === authorization;
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No address");
  return {
    objects,
    uploads,
    faults,
    requests,
    options: { ...credentials, endpoint: `http://127.0.0.1:${address.port}`, bucket: "downloads" },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
