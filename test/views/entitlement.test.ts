import { describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { passwordProofMs } from "#app/domain/entitlement/limits.ts";
import type { Result } from "#app/domain/result.ts";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { openDownload } from "#app/services/downloads/open-download.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { withdrawKey } from "#app/services/keys/withdraw-key.server.ts";
import { customerSoftwareView } from "#app/views/customer-software.ts";
import { entitlementAccessesView } from "#app/views/entitlement-accesses.ts";
import { type ChoiceWish, chooseFile } from "#app/views/entitlement-choice.ts";
import { keyStateOf, keyStateOfVersion } from "#app/views/entitlement-key-state.ts";
import { operatorWithdrawKeyView, orderKeysView, withdrawKeyView } from "#app/views/entitlement-withdrawal.ts";
import { keysAndDownloadsView } from "#app/views/entitlement.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import type { Db } from "#db/client.ts";
import { buildPartnerActor, buildSubscription, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildDownloadCase, buildFile } from "#test/support/downloads.ts";
import { buildCustomerActor, buildSoftware, keysAt as at } from "#test/support/keys.ts";
import { recorded } from "../db/support/recorder.ts";

const anything: ChoiceWish = { version: null, language: null, fileType: null, operatingSystem: null };
const reader = { language: "en", timeZone: "UTC" } as const;

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.code}`);
  return result.value;
}

const contextOf = (db: Db, actor: Actor, when = at): ViewContext => ({ db, actor, at: when, reader });
type Case = Awaited<ReturnType<typeof buildDownloadCase>>;
const page = (db: Db, { actor, line }: Pick<Case, "actor" | "line">, wish: Partial<ChoiceWish> = {}, when = at) =>
  keysAndDownloadsView(contextOf(db, actor, when), {
    ...line,
    wish: { ...anything, ...wish },
    authenticatedAt: at,
  });

describeOnBothDatabases("Keys and downloads of a purchase", (database) => {
  const build = (options: Parameters<typeof buildDownloadCase>[1] = {}) => buildDownloadCase(database().db, options);

  it("shows what can be chosen, hides what the product lacks, and begins with what there is a file for", async () => {
    const built = await build();
    const view = valueOf(await page(database().db, built));
    expect(view.fields.map(({ field }) => field)).toEqual(["version", "language", "fileType"]);
    expect(view.choice).toEqual({ version: "2022", language: "en-US", fileType: "ISO", operatingSystem: "" });
    expect(view.download?.file).toMatchObject({ fileName: "setup.iso", bytesText: "10", sha256: built.file.sha256 });
    const languages = view.fields.find(({ field }) => field === "language")?.options;
    expect(languages).toEqual([
      { value: "en-US", label: "English (United States)", hasFile: true },
      { value: "de-DE", label: "German (Germany)", hasFile: false },
    ]);
  });

  it("says what is missing, and what there is beside it", async () => {
    const built = await build();
    const view = valueOf(await page(database().db, built, { version: "2019", language: "de-DE" }));
    expect(view.choice).toMatchObject({ version: "2019", language: "de-DE", fileType: "ISO" });
    expect(view.download).toMatchObject({
      file: null,
      hasAnyFile: true,
      nearby: [{ version: "2022", language: "en-US", text: "2022 · English (United States) · ISO" }],
    });
  });

  it("leaves out what the product does not offer", async () => {
    const view = valueOf(await page(database().db, await build(), { version: "1999", operatingSystem: "OS/2" }));
    expect(view.choice).toMatchObject({ version: "2022", operatingSystem: "" });
  });

  it("follows the key from drawn to shown, withdrawn and replaced, each version for itself", async () => {
    const built = await build();
    const { db } = database();
    const states = async () =>
      valueOf(await page(db, built)).key?.versions.map(({ version, state, isLive }) => [version, state, isLive]);
    expect(await states()).toEqual([
      ["2022", "not-drawn", false],
      ["2019", "not-drawn", false],
    ]);
    const { keyId } = valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    expect(await states()).toEqual([
      ["2022", "shown", true],
      ["2019", "not-drawn", false],
    ]);
    const wish = { ...built.line, version: "2022", keyId, reason: "Posted in a forum", idempotencyKey: testIds.next() };
    valueOf(await withdrawKey(built.deps, built.actor, wish, at));
    expect(await states()).toEqual([
      ["2022", "replaced", true],
      ["2019", "not-drawn", false],
    ]);
  });

  it("has no key in it, shown or not", async () => {
    const built = await build();
    const { key } = valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    const view = JSON.stringify(valueOf(await page(database().db, built)));
    expect(view).not.toContain(key);
    expect(view).not.toContain(key.replaceAll("-", ""));
  });

  it("asks for the password when the last proof is more than five minutes old", async () => {
    const built = await build();
    const asksAfter = async (milliseconds: number) =>
      valueOf(await page(database().db, built, {}, at.add({ milliseconds }))).key?.needsPassword;
    expect(await asksAfter(passwordProofMs - 1)).toBe(false);
    expect(await asksAfter(passwordProofMs)).toBe(false);
    expect(await asksAfter(passwordProofMs + 1)).toBe(true);
  });

  it("names the role that is needed, and tells the others neither when a key was drawn nor who saw it", async () => {
    const built = await build();
    const { db } = database();
    valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    const sales = await buildPartnerActor(db, built.partner.id, ["sales-agent"]);
    const view = valueOf(await page(db, { ...built, actor: sales }));
    expect(view).toMatchObject({
      accessRefusal: { code: "role-needed", roles: ["admin-agent", "customer-global-admin"] },
      maySeeHistory: false,
      mayWithdraw: false,
      key: { chosen: { state: "shown", issuedAt: null } },
    });
    expect(valueOf(await page(db, built)).key?.chosen.issuedAt).not.toBeNull();
  });

  it("has nothing left once the purchase is cancelled", async () => {
    const { db } = database();
    const built = await build();
    await db
      .updateTable("subscription")
      .set({ cancelled_at: at.epochMilliseconds, next_charge_at: null })
      .where("id", "=", built.subscriptionId)
      .execute();
    expect(valueOf(await page(db, built, {}, at.subtract({ milliseconds: 1 }))).standing).toBe("usable");
    const view = valueOf(await page(db, built));
    expect(view).toMatchObject({
      status: "deleted",
      standing: "cancelled",
      standingRefusal: { code: "entitlement-cancelled" },
      key: { refusal: { code: "entitlement-cancelled" } },
      download: { refusal: { code: "entitlement-cancelled" } },
    });
  });

  it("has nothing left once the subscription has expired", async () => {
    const { db } = database();
    const built = await build();
    const ending = await buildSubscription(db, { customer: built.customer, sku: built.sku, at, isAutoRenewOn: false });
    const line = { ...built.line, orderId: ending.orderId };
    const endAt = ending.term.endAt;
    expect(valueOf(await page(db, { ...built, line }, {}, endAt.subtract({ milliseconds: 1 }))).standing).toBe(
      "usable",
    );
    expect(valueOf(await page(db, { ...built, line }, {}, endAt))).toMatchObject({
      standing: "expired",
      standingRefusal: { code: "entitlement-expired" },
      key: { refusal: { code: "entitlement-expired" } },
    });
  });

  it("says that a right needs nothing, and how a product of its own kind is installed", async () => {
    const { db } = database();
    const built = await build();
    const none = { versions: [], languages: [], fileTypes: [], operatingSystems: [] };
    const right = await buildSoftware(db, { needsKey: false, needsDownload: false, options: none });
    const bought = await buildSubscription(db, { customer: built.customer, sku: right, at });
    const line = { ...built.line, orderId: bought.orderId };
    expect(valueOf(await page(db, { ...built, line }))).toMatchObject({ isRightOnly: true, key: null, download: null });
    const instructions = { url: "https://example.test/", steps: ["Install the key"] };
    const updates = await buildSoftware(db, { needsDownload: false, options: none, instructions });
    const other = await buildSubscription(db, { customer: built.customer, sku: updates, at });
    const view = valueOf(await page(db, { ...built, line: { ...built.line, orderId: other.orderId } }));
    expect(view).toMatchObject({ isRightOnly: false, instructions, fields: [], key: { chosen: { version: "" } } });
  });

  it("is the customer's global admin's own, and nobody else's", async () => {
    const { db } = database();
    const [built, other] = [await build(), await build()];
    expect(valueOf(await page(db, { ...built, actor: built.customerActor as never })).accessRefusal).toBeNull();
    const strangers: readonly (readonly [Actor, string])[] = [
      [other.actor, "not-found"],
      [other.customerActor, "not-found"],
      [await buildCustomerActor(db, built.customer, ["customer-user"]), "role-needed"],
      [built.operator, "role-needed"],
      [await buildPartnerActor(db, built.partner.id, ["account-admin"]), "role-needed"],
    ];
    for (const [actor, code] of strangers)
      expect(await page(db, { ...built, actor: actor as never })).toMatchObject({ ok: false, refusal: { code } });
    const elsewhere = { ...built.line, customerId: other.line.customerId };
    expect(await page(db, { ...built, line: elsewhere })).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  });

  it("asks the database as often for many keys and files as for few", async () => {
    const built = await build();
    const count = async () => {
      const { db, take } = recorded(database().db);
      valueOf(await page(db, built));
      return take().length;
    };
    const before = await count();
    for (const language of ["de-DE"])
      await buildFile(built.downloads, built.operator, built.sku.productId, { choice: { language } });
    valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    expect(await count()).toBe(before);
    expect(before).toBeLessThanOrEqual(7);
  });

  it("is badged in the list of software", async () => {
    const { db } = database();
    const built = await build();
    const state = async () => {
      const context = contextOf(db, built.actor);
      const { products } = valueOf(await customerSoftwareView(context, { customerId: built.customer.id }));
      return products.flatMap(({ items }) => items.map(({ keyState }) => keyState));
    };
    expect(await state()).toEqual(["not-drawn"]);
    valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    expect(await state()).toEqual(["shown"]);
    await db
      .updateTable("subscription")
      .set({ cancelled_at: at.epochMilliseconds, next_charge_at: null })
      .where("id", "=", built.subscriptionId)
      .execute();
    expect(await state()).toEqual([null]);
  });
});

describeOnBothDatabases("Who had access to a purchase", (database) => {
  const seenBy = (db: Db, actor: Actor, line: Case["line"]) => entitlementAccessesView(contextOf(db, actor), line);

  it("tells looks, copied links and what they were opened from, of this line alone", async () => {
    const { db } = database();
    const built = await buildDownloadCase(db);
    const chief = await buildPartnerActor(db, built.partner.id, ["global-admin"]);
    valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    const wish = { ...built.line, fileId: built.file.id, kind: "copied" } as const;
    const { path, linkId } = valueOf(await issueDownloadLink(built.downloads, built.actor, wish, at));
    const { searchParams } = new URL(path, "http://x");
    const link = { linkId, e: searchParams.get("e") ?? "", s: searchParams.get("s") ?? "" };
    const request = { ...link, method: "GET", range: null, ifRange: null, address: "203.0.113.9" } as const;
    const opened = valueOf(await openDownload(built.downloads, request, at.add({ seconds: 1 })));
    opened.body?.destroy();
    const other = await buildSubscription(db, { customer: built.customer, sku: built.sku, at });
    valueOf(await revealKey(built.deps, built.actor, { ...built.reveal, orderId: other.orderId }, at));

    const { accesses } = valueOf(await seenBy(db, chief, built.line));
    expect(accesses).toHaveLength(3);
    expect(accesses[0]).toMatchObject({
      action: "file-downloaded",
      userName: null,
      address: "203.0.113.9",
      fileName: "setup.iso",
      copied: { at: { epochMs: at.epochMilliseconds } },
    });
    expect(accesses[0]?.copied?.by).toBe(accesses[1]?.userName);
    const look = accesses.find(({ action }) => action === "key-revealed");
    expect(look).toMatchObject({ version: "2022", isFirst: true, side: "partner", copied: null });
  });

  it("is read by its four roles, within the own partner", async () => {
    const { db } = database();
    const [built, other] = [await buildDownloadCase(db), await buildDownloadCase(db)];
    for (const role of ["global-admin", "account-admin", "referrals-admin", "marketing-content-admin"] as const) {
      const reader = await buildPartnerActor(db, built.partner.id, [role]);
      expect((await seenBy(db, reader, built.line)).ok, role).toBe(true);
      expect(await seenBy(db, reader, other.line)).toMatchObject({ ok: false, refusal: { code: "not-found" } });
    }
    for (const actor of [built.actor, built.customerActor])
      expect(await seenBy(db, actor, built.line)).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
    expect(await seenBy(db, built.operator, built.line)).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  });
});

describeOnBothDatabases("Withdrawing a key", (database) => {
  it("is about the key that is out, and says why it is not possible", async () => {
    const { db } = database();
    const built = await buildDownloadCase(db);
    const view = async (actor: Actor = built.actor) =>
      valueOf(await withdrawKeyView(contextOf(db, actor), { ...built.line, version: "2022" }));
    expect(await view()).toMatchObject({ key: null, refusal: { code: "key-not-issued" } });
    const { keyId } = valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    expect(await view()).toMatchObject({ key: { keyId, version: "2022" }, refusal: null, needsReplacement: true });
    const sales = await buildPartnerActor(db, built.partner.id, ["sales-agent"]);
    expect(await view(sales)).toMatchObject({ refusal: { code: "role-needed" } });
  });

  it("is found by the operator from the order number alone, without the key", async () => {
    const { db } = database();
    const built = await buildDownloadCase(db);
    const revealed = valueOf(await revealKey(built.deps, built.actor, built.reveal, at));
    const context = contextOf(db, built.operator);
    const { orderId } = built.line;
    const order = valueOf(await orderKeysView(context, { orderId }));
    expect(order).toMatchObject({
      customer: { id: built.customer.id },
      partner: { id: built.partner.id },
      keys: [{ lineNumber: 0, version: "2022", state: "shown", isLive: true }],
    });
    const one = valueOf(await operatorWithdrawKeyView(context, { orderId, lineNumber: 0, version: "2022" }));
    expect(one).toMatchObject({ key: { keyId: revealed.keyId }, refusal: null });
    expect(JSON.stringify([order, one])).not.toContain(revealed.key);
    const strange = await orderKeysView(context, { orderId: testIds.next() });
    expect(strange).toMatchObject({ ok: false, refusal: { code: "not-found" } });
    expect(await orderKeysView(contextOf(db, built.actor), { orderId })).toMatchObject({ ok: false });
  });
});

describe("The state of a key", () => {
  const live = { version: "1", isRevoked: false, revokedCause: null };
  const leaked = { version: "1", isRevoked: true, revokedCause: "leaked" };
  const cancelled = { version: "1", isRevoked: true, revokedCause: "purchase-cancelled" };

  it.each([
    ["not-drawn", []],
    ["shown", [live]],
    ["withdrawn", [leaked]],
    ["replaced", [leaked, live]],
    ["revoked", [cancelled]],
    ["revoked", [leaked, cancelled]],
  ] as const)("is %s", (state, keys) => {
    expect(keyStateOfVersion(keys)).toBe(state);
    expect(keyStateOf({ needsKey: true }, keys)).toBe(state);
    expect(keyStateOf({ needsKey: false }, keys)).toBe("none-needed");
  });

  it("is that of the version which needs somebody most", () => {
    const other = { ...live, version: "2" };
    expect(keyStateOf({ needsKey: true }, [leaked, other])).toBe("withdrawn");
    expect(keyStateOf({ needsKey: true }, [leaked, live, other])).toBe("replaced");
  });
});

describe("The choice of a file", () => {
  const options = {
    versions: ["2022", "2019"],
    languages: ["cs-CZ", "de-DE", "en-US"],
    fileTypes: ["ISO", "CAB"],
    operatingSystems: ["Windows", "Linux"],
  };
  const file = (version: string, language: string, fileType: string, operatingSystem: string) => ({
    id: [version, language, fileType, operatingSystem].join(),
    productId: "p",
    fileName: "f",
    sha256: "",
    sizeBytes: 1,
    uploadedAt: at,
    replacedAt: null,
    removedAt: null,
    version,
    language,
    fileType,
    operatingSystem,
  });
  const files = [
    file("2022", "cs-CZ", "ISO", "Windows"),
    file("2022", "de-DE", "CAB", "Linux"),
    file("2022", "en-US", "ISO", "Windows"),
    file("1999", "en-US", "ISO", "Windows"),
  ];

  it.each([
    ["de", {}, "2022,de-DE,CAB,Linux"],
    ["en", {}, "2022,en-US,ISO,Windows"],
    ["en", { language: "cs-CZ" }, "2022,cs-CZ,ISO,Windows"],
    ["de", { language: "tlh" }, "2022,de-DE,CAB,Linux"],
    ["en", { version: "2019" }, undefined],
    ["en", { version: "1999" }, "2022,en-US,ISO,Windows"],
  ] as const)("for a reader of %s who asks for %o", (language, wish, id) => {
    expect(chooseFile(options, files, { ...anything, ...wish }, language).file?.id).toBe(id);
  });

  it("names the nearest first, and none of what the product does not offer", () => {
    const wish = { ...anything, language: "cs-CZ", fileType: "CAB", operatingSystem: "Windows" };
    const { file: none, nearby } = chooseFile(options, files, wish, "en");
    expect(none).toBeUndefined();
    expect(nearby.map(({ language, fileType }) => `${language} ${fileType}`)).toEqual([
      "cs-CZ ISO",
      "de-DE CAB",
      "en-US ISO",
    ]);
  });
});
