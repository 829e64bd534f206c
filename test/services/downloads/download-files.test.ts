import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFolderStore } from "#app/adapters/download-store-folder.ts";
import { actorOf } from "#app/domain/access/organization.ts";
import { roles } from "#app/domain/access/roles.ts";
import { safeFileName } from "#app/domain/entitlement/file-name.ts";
import { decideRange } from "#app/services/downloads/byte-range.server.ts";
import { contentDisposition } from "#app/services/downloads/content-disposition.server.ts";
import { addDownloadFile, removeDownloadFile } from "#app/services/downloads/manage-download-files.server.ts";
import { findDownloadFile, listCurrentFiles, listFilesOfProduct } from "#db/repositories/download-files.ts";
import { buildOperatorActor, buildPartner, buildUser } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildFile, contentOf, downloadDeps, englishIso, memoryStore } from "#test/support/downloads.ts";
import { buildSoftware, keysAt as at } from "#test/support/keys.ts";

describeOnBothDatabases("A download file", (database) => {
  async function prepare() {
    const deps = downloadDeps(database().db);
    const operator = await buildOperatorActor(deps.db);
    const { productId } = await buildSoftware(deps.db);
    return { deps, operator, productId };
  }

  test("is stored with size and hash, one for each choice; a new one takes the place of the old", async () => {
    const { deps, operator, productId } = await prepare();
    const progress: number[] = [];
    const bytes = Buffer.alloc(2500, "x");
    const input = {
      ...englishIso,
      productId,
      fileName: "../../etc/setup.iso",
      content: contentOf(bytes),
      bytesTotal: 2500,
    };
    const added = await addDownloadFile(deps, operator, { ...input, onProgress: (count) => progress.push(count) }, at);
    expect(added).toMatchObject({ ok: true, value: { fileName: "setup.iso", sizeBytes: 2500, ...englishIso } });
    expect(progress).toEqual([1000, 2000, 2500]);
    const second = await buildFile(deps, operator, productId, { bytes: Buffer.from("two") });
    await buildFile(deps, operator, productId, { choice: { language: "de-DE" } });
    const current = await listCurrentFiles(deps.db, productId);
    expect(current.map(({ id, language }) => [id === second.id, language])).toEqual([
      [false, "de-DE"],
      [true, "en-US"],
    ]);
    const all = await listFilesOfProduct(deps.db, productId, { beforeFileId: null, limit: 10 });
    expect(all).toHaveLength(3);
    const rest = await listFilesOfProduct(deps.db, productId, { beforeFileId: all[1]?.id ?? "", limit: 10 });
    expect(rest).toEqual([all[2]]);
    expect(all[2]).toMatchObject({ fileName: "setup.iso", replacedAt: at });
    const logged = await deps.db
      .selectFrom("activity")
      .select("action")
      .where("actor_user_id", "=", operator.userId)
      .execute();
    expect(logged).toEqual(all.map(() => ({ action: "download-file-added" })));
  });

  test("that comes a second time changes nothing: a second click, or the page loaded again", async () => {
    const { deps, operator, productId } = await prepare();
    const first = await buildFile(deps, operator, productId, { bytes: Buffer.from("same") });
    expect(await buildFile(deps, operator, productId, { bytes: Buffer.from("same") })).toEqual(first);
    expect(await listFilesOfProduct(deps.db, productId, { beforeFileId: null, limit: 10 })).toEqual([first]);
    const logged = deps.db.selectFrom("activity").select("id").where("actor_user_id", "=", operator.userId);
    expect(await logged.execute()).toHaveLength(1);
    const renamed = await buildFile(deps, operator, productId, { bytes: Buffer.from("same"), fileName: "other.iso" });
    expect(await listCurrentFiles(deps.db, productId)).toEqual([renamed]);
  });

  test("of which two come at once leaves one current", async () => {
    const { deps, operator, productId } = await prepare();
    await Promise.all(
      [1, 2, 3, 4].map((n) => buildFile(deps, operator, productId, { bytes: Buffer.from(`file ${n}`) })),
    );
    expect(await listCurrentFiles(deps.db, productId)).toHaveLength(1);
    expect(await listFilesOfProduct(deps.db, productId, { beforeFileId: null, limit: 10 })).toHaveLength(4);
  });

  test.each([[9], [11], [0]])(
    "announced as 10 bytes and coming with %i is refused, and nothing is kept",
    async (count) => {
      const { deps, operator, productId } = await prepare();
      const folder = mkdtempSync(join(tmpdir(), "portal-files-"));
      try {
        const withFolder = { ...deps, downloadStore: createFolderStore(folder) };
        const content = contentOf(Buffer.alloc(count));
        const input = { ...englishIso, productId, fileName: "a", content, bytesTotal: 10 };
        expect(await addDownloadFile(withFolder, operator, input, at)).toEqual({
          ok: false,
          refusal: { code: "download-incomplete", expectedBytes: 10, receivedBytes: count },
        });
        expect(readdirSync(folder, { recursive: true })).toEqual(["incoming"]);
        expect(await listCurrentFiles(deps.db, productId)).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  test("for which there is no room is refused, and no row is written", async () => {
    const { deps, operator, productId } = await prepare();
    const full = { ...deps, downloadStore: { ...memoryStore(), put: async () => null } };
    const input = { ...englishIso, productId, fileName: "a", content: contentOf(Buffer.alloc(1)), bytesTotal: null };
    expect(await addDownloadFile(full, operator, input, at)).toEqual({
      ok: false,
      refusal: { code: "download-store-full" },
    });
    expect(await listCurrentFiles(deps.db, productId)).toEqual([]);
  });

  test("for a choice that the product does not offer, or for no such product, is refused before it is read", async () => {
    const { deps, operator, productId } = await prepare();
    const right = await buildSoftware(deps.db, { needsDownload: false });
    let isRead = false;
    async function* watched(): AsyncGenerator<Uint8Array> {
      isRead = true;
      yield Buffer.alloc(1);
    }
    const input = { ...englishIso, productId, fileName: "a", content: watched(), bytesTotal: null };
    const cases = [
      [
        { ...input, version: "1999" },
        { code: "invalid-field", field: "version", reason: "not-offered" },
      ],
      [
        { ...input, language: "" },
        { code: "invalid-field", field: "language", reason: "not-offered" },
      ],
      [
        { ...input, fileType: "EXE" },
        { code: "invalid-field", field: "fileType", reason: "not-offered" },
      ],
      [
        { ...input, operatingSystem: "Linux" },
        { code: "invalid-field", field: "operatingSystem", reason: "not-offered" },
      ],
      [
        { ...input, productId: "NONE" },
        { code: "not-found", what: "product" },
      ],
      [
        { ...input, productId: right.productId },
        { code: "invalid-field", field: "productId", reason: "needs-no-download" },
      ],
    ] as const;
    for (const [wish, refusal] of cases)
      expect(await addDownloadFile(deps, operator, wish, at)).toEqual({ ok: false, refusal });
    expect(isRead).toBe(false);
  });

  test("is taken back once", async () => {
    const { deps, operator, productId } = await prepare();
    const { id } = await buildFile(deps, operator, productId);
    for (let n = 0; n < 2; n++)
      expect(await removeDownloadFile(deps, operator, { fileId: id }, at)).toEqual({ ok: true, value: null });
    expect(await findDownloadFile(deps.db, id)).toMatchObject({ removedAt: at });
    const logged = await deps.db
      .selectFrom("activity")
      .select("id")
      .where("action", "=", "download-file-removed")
      .where("actor_user_id", "=", operator.userId)
      .execute();
    expect(logged).toHaveLength(1);
    expect(await removeDownloadFile(deps, operator, { fileId: "none" }, at)).toMatchObject({
      refusal: { code: "not-found", what: "download-file" },
    });
  });

  test.each(roles.filter((role) => role !== "operator"))("is no business of the role %s", async (role) => {
    const { deps, productId } = await prepare();
    const partner = await buildPartner(deps.db);
    const user = await buildUser(deps.db, { partnerId: partner.id, roles: [role] });
    const actor = actorOf(
      { kind: "partner", partnerId: partner.id },
      { userId: user.id, roles: [role], address: null },
    );
    const input = { ...englishIso, productId, fileName: "a", content: contentOf(Buffer.alloc(1)), bytesTotal: null };
    const needed = { ok: false, refusal: { code: "role-needed", action: "manage-downloads", roles: ["operator"] } };
    expect(await addDownloadFile(deps, actor, input, at)).toEqual(needed);
    expect(await removeDownloadFile(deps, actor, { fileId: "any" }, at)).toEqual(needed);
    const logged = await deps.db
      .selectFrom("activity")
      .select("outcome")
      .where("actor_user_id", "=", user.id)
      .execute();
    expect(logged).toEqual([{ outcome: "refused" }, { outcome: "refused" }]);
  });
});

describe("The name of a file", () => {
  test.each([
    ["setup.iso", "setup.iso"],
    ["C:\\Users\\me\\setup.iso", "setup.iso"],
    ["../../../etc/passwd", "passwd"],
    ["..", "download"],
    ["", "download"],
    ["...hidden", "hidden"],
    ['a"b\\c.iso', "c.iso"],
    ['say "hi".iso', "say _hi_.iso"],
    ["line\r\nSet-Cookie: x=1", "line__Set-Cookie_ x=1"],
    ["nul\u0000l.iso", "nul_l.iso"],
    ["gpj\u202Eexe.iso", "gpj_exe.iso"],
    ["Größe – 日本語.iso", "Größe – 日本語.iso"],
    ["lone\ud800.iso", "lone_.iso"],
    [`${"x".repeat(300)}.iso`, `${"x".repeat(146)}.iso`],
  ])("%j becomes %j", (text, expected) => {
    expect(safeFileName(text)).toBe(expected);
  });

  test("is always one name in one header line, and comes out of the header as it went in", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), (text) => {
        const safe = safeFileName(text);
        expect(safe).not.toMatch(/[/\\\r\n\0"]|^\.|^$/);
        expect(safeFileName(safe)).toBe(safe);
        const header = contentDisposition(text);
        expect(header).toMatch(/^attachment; filename="[^"\\\r\n]*"(; filename\*=UTF-8''[A-Za-z0-9%._~&+^`|$#{}-]*)?$/);
        const plain = /filename="([^"]*)"/.exec(header)?.[1];
        const encoded = /filename\*=UTF-8''(.*)$/.exec(header)?.[1];
        expect(encoded === undefined ? plain : decodeURIComponent(encoded)).toBe(safe);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("The range of a request", () => {
  test("is a part of the file, whatever is asked for", () => {
    const numbers = fc.nat({ max: 20 });
    fc.assert(
      fc.property(numbers, fc.option(numbers), fc.option(numbers), (size, first, last) => {
        const range = decideRange(`bytes=${first ?? ""}-${last ?? ""}`, size);
        if (typeof range === "string") return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeLessThan(size);
        expect(range.first).toBeLessThanOrEqual(range.last);
        if (first !== null) expect(range.first).toBe(first);
      }),
    );
  });

  test("takes no time for a header made to take long", () => {
    expect(decideRange(`bytes=${"\t".repeat(100_000)}x`, 10)).toBe("whole");
    expect(decideRange(`bytes=${"0-1,".repeat(20_000)}`, 10)).toBe("whole");
  });
});
