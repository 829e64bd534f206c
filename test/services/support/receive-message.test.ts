import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { SignedInVisitor } from "#app/http/auth.server.ts";
import { messageText, receiveMessage } from "#app/http/support-form.server.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { buildTenant, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { pdfBytes, supportDeps } from "#test/support/support-requests.ts";

const at = instant("2024-03-20T10:00:00Z");
const schema = z.object({ text: messageText() });
const name = (fileName: string, bytes: Uint8Array<ArrayBuffer> = new Uint8Array(pdfBytes)) =>
  new File([bytes], fileName);

describeOnBothDatabases("a message with files comes in", (database) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "messages-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** What of a visitor a message needs. */
  async function visitor(): Promise<SignedInVisitor> {
    const { db } = database();
    const { actor } = await buildTenant(db);
    const t = translateTo("en");
    const say = (refusal: { readonly code: string }) => ({ title: refusal.code, text: refusal.code });
    return { deps: supportDeps(db, at, folder), actor, at, t, say } as unknown as SignedInVisitor;
  }

  const form = (files: readonly File[], text = "A note") => {
    const data = new FormData();
    data.set("text", text);
    for (const file of files) data.append("attachments", file);
    return new Request("http://portal.example/support/1", { method: "POST", body: data });
  };
  const filesLeft = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

  /** Status of the answer that shows the form again, and what it says of the files. */
  async function refusalOf(request: Request, by?: SignedInVisitor) {
    const message = await receiveMessage(request, schema, by ?? (await visitor()));
    expect(await filesLeft(), "files that were left behind").toBe(0);
    if (message.ok) throw new Error("The message was taken");
    const { lastResult } = (await message.response.clone().json()) as {
      lastResult: { error?: Record<string, string[]> };
    };
    return { status: message.response.status, error: lastResult.error };
  }

  it("with five files, which wait under names that are no paths", async () => {
    const names = ["../../etc/passwd", "C:\\boot.ini", "a.pdf", ".hidden", "x".repeat(300)];
    const message = await receiveMessage(form(names.map((one) => name(one))), schema, await visitor());
    if (!message.ok) throw new Error("The message was not taken");
    expect(message.value).toEqual({ text: "A note" });
    expect(message.files.map(({ fileName }) => fileName.slice(0, 20))).toEqual([
      "passwd.pdf",
      "boot.ini.pdf",
      "a.pdf",
      "hidden.pdf",
      "x".repeat(20),
    ]);
    await Promise.all(message.files.map(({ content }) => content.discard()));
    expect(await filesLeft()).toBe(0);
  });

  it("with six files: none of them stays", async () => {
    const files = Array.from({ length: 6 }, (_, n) => name(`${n}.pdf`));
    expect(await refusalOf(form(files))).toEqual({ status: 422, error: { attachments: ["attachments-too-many"] } });
  });

  it("with eleven megabytes in the second file: the first does not stay either", async () => {
    const big = new Uint8Array(11_000_000).fill(32);
    big.set(pdfBytes);
    expect(await refusalOf(form([name("a.pdf"), name("big.pdf", big)]))).toEqual({
      status: 422,
      error: { attachments: ["attachment-refused"] },
    });
  });

  it("with a page called a picture", async () => {
    const page = new Uint8Array(Buffer.from("<svg onload=alert(1)>"));
    expect(await refusalOf(form([name("a.pdf"), name("logo.png", page)]))).toMatchObject({ status: 422 });
  });

  it("with a field that is wrong: the files do not stay", async () => {
    expect(await refusalOf(form([name("a.pdf")], "AAAA1-BBBB2-CCCC3-DDDD4-EEEE5"))).toMatchObject({
      status: 422,
      error: { text: [expect.stringContaining("Leave the key itself out")] },
    });
  });

  it("and breaks off in the middle of a file", async () => {
    const whole = Buffer.from(await form([name("a.pdf"), name("b.pdf")]).arrayBuffer());
    const type = form([]).headers.get("content-type") ?? "";
    const boundary = whole.subarray(2, whole.indexOf("\r\n")).toString();
    const request = new Request("http://portal.example/support/1", {
      method: "POST",
      headers: { "content-type": type.replace(/boundary=.*/, `boundary=${boundary}`) },
      body: new Uint8Array(whole.subarray(0, whole.length - 60)),
    });
    const message = await receiveMessage(request, schema, await visitor());
    expect(message.ok).toBe(false);
    expect(await filesLeft()).toBe(0);
  });

  it("from somebody who has sent too many within the hour: nothing is taken in", async () => {
    const by = await visitor();
    for (let n = 0; n < 60; n++) {
      const message = await receiveMessage(form([name("a.pdf")]), schema, by);
      if (!message.ok) throw new Error("The message was not taken");
      await Promise.all(message.files.map(({ content }) => content.discard()));
    }
    expect(await refusalOf(form([name("a.pdf")]), by)).toMatchObject({ status: 429 });
    // Without files nobody waits.
    expect((await receiveMessage(form([]), schema, by)).ok).toBe(true);
  });
});
