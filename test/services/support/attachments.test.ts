import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFolderStore } from "#app/adapters/download-store-folder.ts";
import { attachmentBytesMax } from "#app/domain/support/support-request.ts";
import {
  discardAttachments,
  keepAttachments,
  stageAttachment,
  type StagedAttachment,
} from "#app/services/support/attachments.server.ts";
import { jpegBytes, pdfBytes, pieces, pngBytes } from "#test/support/support-requests.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attachments-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const deps = () => ({ attachmentStore: createFolderStore(folder) });
const take = (fileName: string, bytes: Uint8Array, size?: number) =>
  stageAttachment(deps(), { fileName, content: pieces(bytes, size) });

/** Every file below the folder. */
async function filesLeft(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

const utf16 = Buffer.from("\u{FEFF}<html><script>alert(1)</script>", "utf16le");
const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]), Buffer.alloc(60, 0)]);

describe("what a file is, is told by its content", () => {
  it.each([
    ["report.pdf", pdfBytes, "pdf", "report.pdf"],
    ["screen.png", pngBytes, "png", "screen.png"],
    ["photo.JPEG", jpegBytes, "jpeg", "photo.JPEG"],
    ["setup.log", Buffer.from("12:00 started\n12:01 failed\n"), "text", "setup.log"],
    ["charges.csv", Buffer.from("\u{FEFF}a;b\r\n1;2\r\n"), "text", "charges.csv"],
    ["Übersicht.txt", Buffer.from("Größe: 3 €\n"), "text", "Übersicht.txt"],
    // The name says something else than the content: the content counts, and the name learns it.
    ["harmless.png", pdfBytes, "pdf", "harmless.png.pdf"],
    ["run.exe", Buffer.from("just words"), "text", "run.exe.txt"],
    ["page.html", pngBytes, "png", "page.html.png"],
    ["../../etc/passwd", Buffer.from("words"), "text", "passwd.txt"],
    ["..\\..\\boot.ini", Buffer.from("words"), "text", "boot.ini.txt"],
    ["a\r\nSet-Cookie: x.pdf", pdfBytes, "pdf", "a__Set-Cookie_ x.pdf"],
    ["AAAA1-BBBB2-CCCC3-DDDD4-EEEE5.txt", Buffer.from("words"), "text", "download.txt"],
  ] as const)("%s", async (fileName, bytes, kind, name) => {
    for (const size of [1, 7, 10_000]) {
      const result = await take(fileName, bytes, size);
      expect(result).toMatchObject({ ok: true, value: { kind, fileName: name } });
      if (result.ok) await result.value.content.discard();
    }
    expect(await filesLeft()).toEqual([]);
  });

  it.each([
    ["an HTML page called a picture", "logo.png", Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["HTML after blanks and a byte order mark", "a.txt", Buffer.from("\u{FEFF} \r\n\t<html></html>")],
    ["SVG", "drawing.svg", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["SVG called text", "drawing.txt", Buffer.from('<?xml version="1.0"?><svg/>')],
    ["HTML in UTF-16", "a.txt", utf16],
    ["an archive", "files.zip", zip],
    ["an archive called a PDF: a bomb is never opened", "bomb.pdf", zip],
    ["an office document, which is an archive", "letter.docx", zip],
    ["a program called text", "notes.txt", Buffer.from("MZ\u0000\u0003\u0000")],
    ["text that is not UTF-8", "latin.txt", Buffer.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x31, 0x32, 0x33])],
    ["text cut off in the middle of a letter", "cut.txt", Buffer.from("Größe").subarray(0, 3)],
    ["a terminal's escapes", "a.log", Buffer.from("\u001b]0;owned\u0007 words")],
    ["a PDF that begins with something else", "a.pdf", Buffer.from([0, ...pdfBytes])],
    ["GIF", "a.gif", Buffer.from([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x01, 0x00])],
  ])("%s is not taken", async (_what, fileName, bytes) => {
    for (const size of [1, 3, 10_000])
      expect(await take(fileName, bytes, size)).toMatchObject({
        ok: false,
        refusal: { code: "attachment-refused", reason: "kind" },
      });
    expect(await filesLeft()).toEqual([]);
  });

  it("an empty file is not taken", async () => {
    expect(await take("a.txt", new Uint8Array(0))).toMatchObject({ refusal: { reason: "empty" } });
    expect(await filesLeft()).toEqual([]);
  });

  it("whatever the bytes are: taken as one of four kinds, or refused, and the pieces they come in do not matter", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
        const [whole, inPieces] = [await take("a", bytes, 1000), await take("a", bytes, size)];
        for (const result of [whole, inPieces]) if (result.ok) await result.value.content.discard();
        return whole.ok === inPieces.ok && (!whole.ok || (inPieces.ok && whole.value.kind === inPieces.value.kind));
      }),
      { numRuns: 60 },
    );
    expect(await filesLeft()).toEqual([]);
  });
});

describe("how much of it", () => {
  it("ten million bytes are taken, one more is not", async () => {
    const most = Buffer.concat([pdfBytes, Buffer.alloc(attachmentBytesMax - pdfBytes.length, 32)]);
    const taken = await take("most.pdf", most, 65_536);
    expect(taken).toMatchObject({ ok: true, value: { content: { sizeBytes: attachmentBytesMax } } });
    if (taken.ok) await taken.value.content.discard();
    const more = Buffer.concat([most, Buffer.from(" ")]);
    expect(await take("more.pdf", more, 65_536)).toMatchObject({ refusal: { reason: "too-big" } });
    expect(await filesLeft()).toEqual([]);
  });

  it("no more of a file is read than shows that it is too big", async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield pdfBytes;
      for (;;) {
        read += 65_536;
        yield Buffer.alloc(65_536, 32);
      }
    }
    const result = await stageAttachment(deps(), { fileName: "endless.pdf", content: endless() });
    expect(result).toMatchObject({ refusal: { reason: "too-big" } });
    expect(read).toBeLessThan(12_000_000);
  });
});

describe("all files of a message, or none", () => {
  it("a stream that breaks off leaves nothing behind", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield pdfBytes;
      throw new Error("The sender went away");
    }
    await expect(stageAttachment(deps(), { fileName: "a.pdf", content: broken() })).rejects.toThrow("went away");
    expect(await filesLeft()).toEqual([]);
  });

  it("what is staged is seen by nobody until it is kept, and kept once however often", async () => {
    const result = await take("a.pdf", pdfBytes);
    if (!result.ok) throw new Error("not taken");
    const { content } = result.value;
    expect(await deps().attachmentStore.open(content.sha256, { first: 0, last: 3 })).toBeUndefined();
    expect(await keepAttachments([result.value])).toEqual({ ok: true, value: null });
    await discardAttachments([result.value]);
    const stream = await deps().attachmentStore.open(content.sha256, { first: 0, last: content.sizeBytes - 1 });
    expect(Buffer.concat((await stream?.toArray()) ?? [])).toEqual(pdfBytes);
    await rm(folder, { recursive: true });
  });

  it("a full disk while one of several is kept: none of the rest stays", async () => {
    const first = await take("a.pdf", pdfBytes);
    const second = await take("b.png", pngBytes);
    if (!first.ok || !second.ok) throw new Error("not taken");
    const full: StagedAttachment = {
      ...first.value,
      content: { ...first.value.content, keep: () => first.value.content.discard().then(() => false) },
    };
    expect(await keepAttachments([full, second.value])).toMatchObject({ refusal: { code: "download-store-full" } });
    expect(await filesLeft()).toEqual([]);
  });
});
