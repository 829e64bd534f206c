import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { receiveFile } from "#app/http/file-stream.server.ts";

const boundary = "----WebKitFormBoundaryportal";
const end = `--${boundary}--\r\n`;

function part(disposition: string, content: string | Uint8Array): Buffer {
  const head = `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: x/y\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from("\r\n")]);
}

/** A request whose body comes in pieces, and ends as `how` says. */
function requestOf(
  body: Uint8Array,
  { pieceBytes = 65_536, how = "closed", contentType = `multipart/form-data; boundary=${boundary}` } = {},
) {
  let offset = 0;
  let pulls = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        pulls += 1;
        const piece = body.subarray(offset, offset + pieceBytes);
        offset += piece.length;
        if (piece.length > 0) return controller.enqueue(new Uint8Array(piece));
        return how === "closed" ? controller.close() : controller.error(new Error("aborted"));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: "POST", headers: { "Content-Type": contentType }, body: stream, duplex: "half" };
  return { request: new Request("http://portal.test/upload", init as RequestInit), pulls: () => pulls };
}

/** Takes all of a file, and answers what came. */
function takeAll(request: Request) {
  return receiveFile(request, "file", async (fields, { name, content }) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(Uint8Array.from(piece));
    return { fields: Object.fromEntries(fields), name, content: Buffer.concat(pieces) };
  });
}

describe("A file that comes in", () => {
  test("is given byte for byte with the fields before it, however it is cut into pieces", async () => {
    // Line ends, dashes and the boundary's own letters, which a reader may take for its end.
    const bytes = fc.array(fc.constantFrom("\r", "\n", "-", "--", `\r\n--${boundary.slice(0, 9)}`, "\0", "ü", "x"));
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 90 }), async (letters, pieceBytes) => {
        const content = Buffer.from(letters.join(""));
        const file = part('name="file"; filename="a.iso"', content);
        const body = Buffer.concat([part('name="version"', "2022"), file, Buffer.from(end)]);
        expect(await takeAll(requestOf(body, { pieceBytes }).request)).toEqual({
          ok: true,
          value: { fields: { version: "2022" }, name: "a.iso", content },
        });
      }),
    );
  });

  test.each([
    ['filename="a; b=c.iso"', "a; b=c.iso"],
    ['filename="say %22hi%22.iso"', 'say "hi".iso'],
    ['filename="Prüfung 設定.iso"', "Prüfung 設定.iso"],
    ['filename="a\\"b.iso"', 'a"b.iso'],
  ])("keeps its name: %s", async (text, name) => {
    const body = Buffer.concat([part(`name="file"; ${text}`, "x"), Buffer.from(end)]);
    expect(await takeAll(requestOf(body).request)).toMatchObject({ ok: true, value: { name } });
  });

  test("is read only as fast as it is taken, and what is left is thrown away so that the sender gets its answer", async () => {
    const content = Buffer.alloc(3_000_000, "x");
    const body = Buffer.concat([part('name="file"; filename="a.iso"', content), Buffer.from(end)]);
    const { request, pulls } = requestOf(body);
    const seen: number[] = [];
    const answer = await receiveFile(request, "file", async (_fields, file) => {
      const first = await file.content[Symbol.asyncIterator]().next();
      seen.push(first.done === true ? 0 : first.value.length, pulls());
      return "refused";
    });
    expect(answer).toEqual({ ok: true, value: "refused" });
    expect(seen[0]).toBeLessThanOrEqual(65_536);
    expect(seen[1]).toBeLessThan(4);
    expect(pulls()).toBeGreaterThan(40);
  });

  test.each([
    ["its sender goes away", "aborted"],
    ["it ends before its end", "closed"],
  ])("that breaks off is said to: %s", async (_case, how) => {
    const body = part('name="file"; filename="a.iso"', "half of it").subarray(0, -4);
    expect(await takeAll(requestOf(body, { how }).request)).toEqual({ ok: false, problem: "broken-off" });
  });

  test.each([
    ["nothing chosen", part('name="file"; filename=""', "")],
    ["another field", part('name="other"; filename="a.iso"', "x")],
    ["no file", part('name="version"', "2022")],
  ])("is asked for where there is none: %s", async (_case, only) => {
    const body = Buffer.concat([only, Buffer.from(end)]);
    expect(await takeAll(requestOf(body).request)).toEqual({ ok: false, problem: "file-needed" });
  });

  test("is asked for where the body is another kind of form", async () => {
    const { request } = requestOf(Buffer.from("file=x"), { contentType: "application/x-www-form-urlencoded" });
    expect(await takeAll(request)).toEqual({ ok: false, problem: "file-needed" });
  });

  test.each([
    ["no boundary", Buffer.from("x"), "multipart/form-data"],
    ["a field without an end", Buffer.concat([part('name="version"', Buffer.alloc(9_000, "x"))]), undefined],
    ["headers without an end", Buffer.from(`--${boundary}\r\n${"x".repeat(40_000)}`), undefined],
    ["a part without a name", Buffer.concat([part("", "x"), Buffer.from(end)]), undefined],
  ])("in a body that is none is refused: %s", async (_case, body, contentType) => {
    const { request } = requestOf(body, contentType === undefined ? {} : { contentType });
    expect(await takeAll(request)).toEqual({ ok: false, problem: "broken-off" });
  });

  test("takes what its taker throws for what it is", async () => {
    const body = Buffer.concat([part('name="file"; filename="a.iso"', "x"), Buffer.from(end)]);
    const answer = receiveFile(requestOf(body).request, "file", async () => {
      throw new Error("the store is gone");
    });
    await expect(answer).rejects.toThrow("the store is gone");
  });
});
