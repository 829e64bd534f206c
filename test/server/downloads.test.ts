import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Temporal } from "temporal-polyfill";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { buildDownloadCase } from "#test/support/downloads.ts";
import { keysAt } from "#test/support/keys.ts";
import { type RunningPortal, startPortal } from "#test/support/portal.ts";

const bytes = Buffer.from("0123456789");

describe("a download link", () => {
  let portal: RunningPortal;
  let built: Awaited<ReturnType<typeof buildDownloadCase>>;
  let path: string;

  beforeAll(async () => {
    portal = await startPortal({ now: keysAt });
    const { deps } = portal.composition;
    built = await buildDownloadCase(deps.db, { deps, keyDeps: deps, bytes, fileName: "Größe 1.iso" });
    path = await newLink();
  });
  afterAll(() => portal.close());

  async function newLink(): Promise<string> {
    const { deps } = portal.composition;
    const { file, line, actor } = built;
    const input = { ...line, fileId: file.id, kind: "copied" as const };
    const issued = await issueDownloadLink(deps, actor, input, keysAt);
    if (!issued.ok) throw new Error(issued.refusal.code);
    return issued.value.path;
  }

  const get = (address: string, headers: Record<string, string> = {}, method = "GET") =>
    fetch(portal.url + address, { method, headers, redirect: "manual" });

  it("brings the file without a sign-in, under its name, never to be shown in the browser or kept", async () => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(bytes.toString());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "private, no-store",
      "content-disposition": expect.stringContaining("filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.iso"),
      "content-length": "10",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "application/octet-stream",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
  });

  it("goes on where a download was broken off", async () => {
    const answer = await get(path, { Range: "bytes=4-" });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe("bytes 4-9/10");
    expect(await answer.text()).toBe("456789");
    expect((await get(path, { Range: "bytes=10-" })).status).toBe(416);
    const head = await get(path, {}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "10"]);
  });

  it.each([
    ["a changed signature", (link: string) => `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`],
    ["a later end", (link: string) => link.replace(/e=\d+/, "e=9999999999")],
    ["no signature", (link: string) => link.replace(/&s=.*/, "")],
    ["two signatures", (link: string) => `${link}&s=x`],
    ["another file's name", (link: string) => link.replace(/\/d\/[^?]*/, "/d/..%2F..%2Fetc%2Fpasswd")],
  ])("with %s says in words that it is not valid, and brings nothing", async (_what, change) => {
    const answer = await get(change(path), { "Accept-Language": "de" });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
    const page = await answer.text();
    expect(page).toContain("Der Link ist ungültig");
    expect(page).not.toContain(bytes.toString());
  });

  it("is not to be posted to", async () => {
    expect((await get(path, { Origin: portal.url, "Sec-Fetch-Site": "same-origin" }, "POST")).status).toBe(405);
  });

  it("stands in the log without what makes it work", async () => {
    await get(path);
    const signature = new URL(path, portal.url).searchParams.get("s") ?? "";
    expect(signature.length).toBeGreaterThan(20);
    expect(JSON.stringify(portal.log)).toContain(`"path":"${path.split("?")[0]}"`);
    expect(JSON.stringify(portal.log)).not.toContain(signature);
  });

  it("ends under way when its purchase is cancelled, and says so", async () => {
    const link = await newLink();
    expect((await get(link, { Range: "bytes=0-4" })).status).toBe(206);
    const { subscriptionId } = built;
    if (subscriptionId === null) throw new Error("The case is a subscription");
    const request = { idempotencyKey: randomUUID(), subscriptionId, isConfirmed: true, shownCreditMinor: null };
    expect(await cancelSubscription(portal.composition.deps, built.actor, request, keysAt)).toMatchObject({ ok: true });
    const answer = await get(link, { Range: "bytes=5-" });
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain("The link is revoked");
  });

  it("ends at its instant", () => {
    const end = Number(new URL(path, portal.url).searchParams.get("e")) * 1000;
    expect(Temporal.Instant.fromEpochMilliseconds(end).since(keysAt).total("days")).toBe(30);
  });
});
