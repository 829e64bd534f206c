import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFolderStore, isFull } from "#app/adapters/download-store-folder.ts";
import { createS3Store } from "#app/adapters/download-store-s3.ts";
import { signS3Request } from "#app/adapters/download-store-s3-signature.ts";
import type { DownloadStore } from "#app/services/ports.ts";
import { startS3LikeServer } from "#test/support/s3-like-server.ts";

const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function* inPieces(bytes: Buffer, pieceBytes = 1000): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += pieceBytes) yield bytes.subarray(offset, offset + pieceBytes);
}

async function readAll(store: DownloadStore, sha256: string, range: { first: number; last: number }): Promise<Buffer> {
  const stream = await store.open(sha256, range);
  if (stream === undefined) throw new Error("Nothing there");
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portal-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const partBytes = 5_000;
type Started = { store: DownloadStore; stop: () => Promise<void> };
const makers: [string, () => Promise<Started>][] = [
  ["a folder", async () => ({ store: createFolderStore(folder), stop: async () => {} })],
  [
    "an S3-compatible store",
    async () => {
      const server = await startS3LikeServer();
      return { store: createS3Store({ ...server.options, spoolFolder: folder, partBytes }), stop: server.stop };
    },
  ],
];

describe.each(makers)("Files in %s", (_, make) => {
  let started: Started | undefined;
  const store = () => {
    if (started === undefined) throw new Error("Not started");
    return started.store;
  };
  beforeEach(async () => {
    started = await make();
  });
  afterEach(async () => started?.stop());

  test.each([0, 1, 999, partBytes, partBytes + 1, 3 * partBytes + 17])(
    "of %i bytes come out as they went in",
    async (size) => {
      const bytes = randomBytes(size);
      const progress: number[] = [];
      const stored = await store().put(inPieces(bytes), (count) => progress.push(count));
      expect(stored).toEqual({ sha256: sha256Of(bytes), sizeBytes: size });
      expect(progress.at(-1) ?? 0).toBe(size);
      expect(await readAll(store(), sha256Of(bytes), { first: 0, last: size - 1 })).toEqual(bytes);
      expect(readdirSync(join(folder, "incoming"))).toEqual([]);
    },
  );

  test("come out in part", async () => {
    const bytes = randomBytes(12_345);
    await store().put(inPieces(bytes));
    for (const [first, last] of [
      [0, 0],
      [5, 9],
      [4_999, 5_001],
      [12_344, 12_344],
      [100, 12_344],
    ] as const)
      expect(await readAll(store(), sha256Of(bytes), { first, last })).toEqual(bytes.subarray(first, last + 1));
  });

  test("are stored once, however often they come", async () => {
    const bytes = randomBytes(20_000);
    const results = await Promise.all([1, 2, 3].map(() => store().put(inPieces(bytes))));
    for (const result of results) expect(result?.sha256).toBe(sha256Of(bytes));
    expect(await readAll(store(), sha256Of(bytes), { first: 0, last: 19_999 })).toEqual(bytes);
  });

  test("of which the upload breaks off leave nothing", async () => {
    const bytes = randomBytes(20_000);
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield bytes;
      throw new Error("The connection is gone");
    }
    await expect(store().put(breaking())).rejects.toThrow("The connection is gone");
    expect(readdirSync(join(folder, "incoming"))).toEqual([]);
    expect(await store().open(sha256Of(bytes), { first: 0, last: 1 })).toBeUndefined();
  });

  test("that are not there are undefined, and a name that is no hash reaches nothing", async () => {
    expect(await store().open("0".repeat(64), { first: 0, last: 0 })).toBeUndefined();
    writeFileSync(join(folder, "secret"), "secret");
    for (const name of ["../secret", "secret", "..", "", `../${"0".repeat(61)}`, "A".repeat(64), `${"0".repeat(64)}\n`])
      expect(await store().open(name, { first: 0, last: 5 })).toBeUndefined();
  });
});

describe("A folder of files", () => {
  test("has them by their hash, for nobody else to read, and flushes them before they have their name", async () => {
    const bytes = randomBytes(100);
    await createFolderStore(folder).put(inPieces(bytes));
    const sha256 = sha256Of(bytes);
    const path = join(folder, sha256.slice(0, 2), sha256);
    expect(readFileSync(path)).toEqual(bytes);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(folder, sha256.slice(0, 2))).mode & 0o077).toBe(0);
  });

  test("takes away what a process left behind a day ago, and leaves alone what is coming in", async () => {
    const store = createFolderStore(folder);
    await store.put(inPieces(randomBytes(10)));
    const [old, fresh] = ["old.part", "fresh.part"].map((name) => join(folder, "incoming", name));
    if (old === undefined || fresh === undefined) throw new Error("Two files");
    for (const path of [old, fresh]) writeFileSync(path, "x");
    const twoDaysAgo = statSync(fresh).mtimeMs / 1000 - 2 * 86_400;
    utimesSync(old, twoDaysAgo, twoDaysAgo);
    await store.put(inPieces(randomBytes(10)));
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });

  test("on a disk that is full says so, and leaves nothing", () => {
    // The shell lets the process write files of 64 blocks of 1,024 bytes and no larger: what a full disk does.
    const file = fileURLToPath(new URL("./full-disk.process.ts", import.meta.url));
    const limited = `ulimit -f 64; exec "$0" --import tsx "$1" "$2"`;
    const run = spawnSync("bash", ["-c", limited, process.execPath, file, folder], { encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(JSON.parse(run.stdout)).toEqual({ small: 40_000, large: null, smallAgain: 40_000, incoming: [] });
  });

  test.each([
    ["ENOSPC", true],
    ["EDQUOT", true],
    ["EFBIG", true],
    ["EACCES", false],
    ["EIO", false],
  ])("takes %s for a full disk: %s", (code, expected) => {
    expect(isFull(Object.assign(new Error(code), { code }))).toBe(expected);
  });
});

describe("An S3-compatible store", () => {
  async function withServer(
    work: (server: Awaited<ReturnType<typeof startS3LikeServer>>, store: DownloadStore) => Promise<void>,
  ): Promise<void> {
    const server = await startS3LikeServer();
    try {
      await work(server, createS3Store({ ...server.options, spoolFolder: folder, partBytes, silentMs: 5_000 }));
    } finally {
      await server.stop();
    }
  }
  const bytes = randomBytes(3 * partBytes);

  test("gets one request for a small file, parts for a large one, and none for one it has", async () => {
    await withServer(async (server, store) => {
      await store.put(inPieces(bytes));
      expect(server.requests.map((line) => line.replace(/[0-9a-f]{64}.*uploadId=/, "…").split(" ")[0])).toEqual([
        "HEAD",
        "POST",
        "PUT",
        "PUT",
        "PUT",
        "POST",
      ]);
      server.requests.length = 0;
      await store.put(inPieces(bytes));
      expect(server.requests).toHaveLength(1);
      await store.put(inPieces(randomBytes(10)));
      expect(server.requests.slice(1).map((line) => line.split(" ")[0])).toEqual(["HEAD", "PUT"]);
      expect(server.uploads.size).toBe(0);
    });
  });

  test.each([
    ["is busy", { when: /PUT .*partNumber=2/, status: 503 }],
    ["drops the connection", { when: /PUT .*partNumber=2/, status: 0, drop: true }],
  ])("that %s is asked again", async (_, fault) => {
    await withServer(async (server, store) => {
      server.faults.push(fault);
      expect(await store.put(inPieces(bytes))).toMatchObject({ sizeBytes: bytes.length });
      expect(await readAll(store, sha256Of(bytes), { first: 0, last: bytes.length - 1 })).toEqual(bytes);
    });
  });

  test.each([
    ["507", { when: /PUT /, status: 507 }],
    ["a quota", { when: /PUT /, status: 403, body: "<Error><Code>QuotaExceeded</Code></Error>" }],
    ["a full disk", { when: /POST .*uploadId/, status: 200, body: "<Error><Code>XMinioStorageFull</Code></Error>" }],
  ])("that is full by %s says so, and keeps no parts", async (_, fault) => {
    await withServer(async (server, store) => {
      server.faults.push(fault);
      expect(await store.put(inPieces(bytes))).toBeNull();
      expect([server.objects.size, server.uploads.size]).toEqual([0, 0]);
      expect(readdirSync(join(folder, "incoming"))).toEqual([]);
    });
  });

  test("with a wrong secret is an error that names no secret", async () => {
    await withServer(async (server) => {
      const wrong = { ...server.options, secretAccessKey: "another-secret" };
      const failing = createS3Store({ ...wrong, spoolFolder: folder, partBytes }).put(inPieces(bytes));
      await expect(failing).rejects.toThrow(/answered HEAD with 403/);
      await expect(failing).rejects.not.toThrow(/another-secret/);
      expect(server.objects.size).toBe(0);
    });
  });

  // The examples of Amazon's own documentation of Signature Version 4 for S3.
  const documented = {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region: "us-east-1",
  };
  const empty = sha256Of(Buffer.alloc(0));
  test.each([
    [
      "GET",
      "/test.txt",
      { range: "bytes=0-9" },
      empty,
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ],
    [
      "PUT",
      "/test%24file.text",
      { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" },
      sha256Of(Buffer.from("Welcome to Amazon S3.")),
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    ],
    ["GET", "/?lifecycle", {}, empty, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"],
    ["GET", "/?max-keys=2&prefix=J", {}, empty, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"],
  ])("is asked with the documented signature: %s %s", (method, path, headers, bodySha256, signature) => {
    const url = new URL(path, "https://examplebucket.s3.amazonaws.com");
    const at = new Date("2013-05-24T00:00:00Z");
    const signed = signS3Request({ method, url, headers, bodySha256, at }, documented);
    expect(signed["authorization"]).toContain(`Signature=${signature}`);
  });
});
