import { describe, expect, test } from "vitest";
import { readUpload } from "#app/http/upload.server.ts";

const boundary = "----portal";
const bytesMax = 100_000;

function part(disposition: string, content: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
}

const filePart = (content: string, name = "list.csv") => part(`name="file"; filename="${name}"`, content);
const end = `--${boundary}--\r\n`;

/** A request whose body comes in pieces; `pulled` tells how much of it was read. */
function requestOf(pieces: readonly string[], headers: Record<string, string> = {}) {
  let pulled = 0;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces[pulled];
        if (piece === undefined) return controller.close();
        pulled += 1;
        controller.enqueue(encoder.encode(piece));
      },
    },
    { highWaterMark: 0 },
  );
  const request = new Request("http://portal.test/upload", {
    method: "POST",
    headers: { "Content-Type": `multipart/form-data; boundary=${boundary}`, ...headers },
    body,
    duplex: "half",
  } as RequestInit);
  return { request, pulled: () => pulled };
}

describe("An upload", () => {
  test("is its file, byte for byte, and the fields beside it", async () => {
    const { request } = requestOf([part('name="note"', "hello"), filePart("a,b\r\n\uFEFF1,2\r\n"), end]);
    const upload = await readUpload(request, "file", bytesMax);
    if (!upload.ok) throw new Error(upload.problem);
    expect(upload.file.name).toBe("list.csv");
    expect(Buffer.from(await upload.file.arrayBuffer()).toString("utf8")).toBe("a,b\r\n\uFEFF1,2\r\n");
    expect(upload.form.get("note")).toBe("hello");
  });

  test.each([
    ["without a file", [part('name="note"', "hello"), end]],
    ["with a field that is none", [part('name="file"', "a,b"), end]],
    ["without a choice", [filePart("", ""), end]],
  ])("%s asks for one", async (_, pieces) => {
    const { request } = requestOf(pieces);
    expect(await readUpload(request, "file", bytesMax)).toEqual({ ok: false, problem: "file-needed" });
  });

  test("of exactly the largest size is taken, and one byte more is not", async () => {
    const { request } = requestOf([filePart("x".repeat(bytesMax)), end]);
    expect(await readUpload(request, "file", bytesMax)).toMatchObject({ ok: true, file: { size: bytesMax } });
    const { request: larger } = requestOf([filePart("x".repeat(bytesMax + 1)), end]);
    expect(await readUpload(larger, "file", bytesMax)).toEqual({ ok: false, problem: "file-too-big" });
  });

  test("that announces too much is refused before it is read", async () => {
    const { request, pulled } = requestOf([filePart("x"), end], { "Content-Length": "10000000" });
    expect(await readUpload(request, "file", bytesMax)).toEqual({ ok: false, problem: "file-too-big" });
    expect(pulled()).toBe(0);
  });

  test.each<[string, string, string]>([
    ["file", 'name="file"; filename="x.csv"', "file-too-big"],
    ["other fields", 'name="note"', "file-too-big"],
  ])("that never ends is not read to the end: its %s", async (_, disposition, problem) => {
    const piece = "x".repeat(10_000);
    const endless = [part(disposition, "").slice(0, -2), ...Array.from({ length: 1000 }, () => piece)];
    const { request, pulled } = requestOf(endless);
    expect(await readUpload(request, "file", bytesMax)).toEqual({ ok: false, problem });
    expect(pulled()).toBeLessThan(40);
  });

  test.each([
    ["in the middle of the file", [filePart("abc").slice(0, -2)]],
    ["before it began", []],
    ["of two files", [filePart("a"), filePart("b"), end]],
    ["that is no form", ["hello"]],
  ])("that breaks off %s is said to", async (_, pieces) => {
    const { request } = requestOf(pieces);
    expect(await readUpload(request, "file", bytesMax)).toEqual({ ok: false, problem: "broken-off" });
  });
});
