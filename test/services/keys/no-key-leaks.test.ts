import { existsSync, readFileSync } from "node:fs";
import { Writable } from "node:stream";
import { sql } from "kysely";
import { pino } from "pino";
import { expect, test } from "vitest";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { openDownload } from "#app/services/downloads/open-download.server.ts";
import { addKeyPool } from "#app/services/keys/manage-key-pool.server.ts";
import { finishKeyImport } from "#app/services/keys/finish-key-import.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { revokeEntitlementsOf } from "#app/services/keys/revoke-entitlements.server.ts";
import { rotateMasterKey } from "#app/services/keys/rotate-master-key.server.ts";
import { stageKeyFile } from "#app/services/keys/stage-key-file.server.ts";
import { withdrawKey } from "#app/services/keys/withdraw-key.server.ts";
import { type Db, sqlitePath } from "#db/client.ts";
import { buildSubscription } from "#test/support/builders.ts";
import { createTestDatabase, dialects, type TestDatabase } from "#test/support/databases.ts";
import { buildDownloadCase, downloadDeps } from "#test/support/downloads.ts";
import { bytesOf, keyDeps, keysAt as at, masterKeyText, newKeys, testVault } from "#test/support/keys.ts";

/** Everything that the database holds: of SQLite the files as they lie on the disk, of both all rows of all tables. */
async function allBytesOf({ db, dialect, url }: TestDatabase): Promise<Buffer> {
  const parts: Buffer[] = [];
  if (dialect === "sqlite") {
    for (const suffix of ["", "-wal", "-shm"]) {
      const path = sqlitePath(url) + suffix;
      if (existsSync(path)) parts.push(readFileSync(path));
    }
    expect(parts.length).toBeGreaterThan(1);
  }
  for (const table of await tablesOf(db, dialect)) {
    const { rows } = await sql.raw(`select * from "${table}"`).execute(db);
    parts.push(Buffer.from(JSON.stringify(rows)));
  }
  return Buffer.concat(parts);
}

async function tablesOf(db: Db, dialect: TestDatabase["dialect"]): Promise<string[]> {
  const query =
    dialect === "sqlite"
      ? "select name from sqlite_master where type = 'table'"
      : "select tablename as name from pg_tables where schemaname = 'public'";
  const { rows } = await sql.raw<{ name: string }>(query).execute(db);
  expect(rows.length).toBeGreaterThan(20);
  return rows.map(({ name }) => name);
}

/** How a secret could stand somewhere. */
function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const compact = secret.replaceAll("-", "");
  return [secret, compact, secret.toLowerCase(), bytes.toString("hex"), bytes.toString("base64").slice(0, 32)];
}

test.each(dialects)("After a full round no key stands anywhere but in the answers of reveals (%s)", async (dialect) => {
  const database = await createTestDatabase(dialect);
  const { db } = database;
  const logged: string[] = [];
  const log = pino({}, new Writable({ write: (chunk, _, done) => (logged.push(String(chunk)), done()) }));
  const attempt = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      const result = await work;
      // Refusals and results of all but the reveal, as a careless page would log them.
      log.info({ result });
      return result;
    } catch (error) {
      log.error(error);
      logged.push(String((error as Error).stack), JSON.stringify(error));
      return undefined;
    }
  };
  try {
    const [first, second] = [masterKeyText(1), masterKeyText(2)];
    const deps = keyDeps(db, testVault(first));
    const built = await buildDownloadCase(db, { deps: { ...downloadDeps(db), ...deps }, keyDeps: deps });
    const { actor, customerActor, operator, sku, line, customer, partner } = built;

    const keys = newKeys(40);
    const pool = {
      productId: sku.productId,
      skuId: null,
      version: "2019",
      keyFormat: "5x5",
      lowStockMark: 38,
    } as const;
    const added = await addKeyPool(deps, operator, pool, at);
    if (!added.ok) throw new Error(added.refusal.code);
    const { poolId } = added.value;
    const stage = (text: string, fileName = "keys.txt") =>
      attempt(stageKeyFile(deps, operator, { poolId, fileName, content: bytesOf(text), bytesTotal: null }, at));
    // Refused lines of all kinds, twice, with a file called by a key; then the real ones.
    await stage([...keys.slice(0, 3), keys[0], `${keys[1]}X`, "nothing"].join("\n"), `${keys[2]}.txt`);
    const staged = await stage(keys.join("\n"));
    if (staged?.ok !== true) throw new Error("Not staged");
    await attempt(finishKeyImport(deps, operator, { importId: staged.value.importId, leaveOutRefused: false }, at));
    await stage(keys.join("\r\n"));

    const shown = new Set<string>();
    const reveal = async (input: Parameters<typeof revealKey>[2], who = actor, withDeps = deps) => {
      const result = await revealKey(withDeps, who, input, at);
      if (result.ok) shown.add(result.value.key);
      else log.info({ result });
      return result;
    };
    const input = { ...line, version: "2019", authenticatedAt: at };
    const revealed = await reveal(input);
    await reveal(input, customerActor as never);
    await reveal({ ...input, version: keys[5] ?? "" });
    await reveal({ ...input, authenticatedAt: null });
    const keyId = revealed.ok ? revealed.value.keyId : "";
    const withdrawal = { ...line, version: "2019", keyId, idempotencyKey: "form" };
    await attempt(withdrawKey(deps, actor, { ...withdrawal, reason: `It is ${keys[0]}` }, at));
    await attempt(
      withdrawKey(deps, actor, { ...withdrawal, reason: "Posted in a forum", idempotencyKey: "form-2" }, at),
    );
    await reveal(input);

    const other = await buildSubscription(db, { customer, sku, at });
    const otherInput = { ...input, orderId: other.orderId };
    await reveal(otherInput);
    const rotated = keyDeps(db, testVault(`${first}\n${second}`));
    await attempt(rotateMasterKey(rotated, at));
    await reveal(otherInput, actor, rotated);
    await attempt(reveal(otherInput, actor, deps));
    const link = await issueDownloadLink(
      built.downloads,
      actor,
      { ...line, fileId: built.file.id, kind: "copied" },
      at,
    );
    if (!link.ok) throw new Error(link.refusal.code);
    const url = new URL(link.value.path, "https://portal.example.test");
    const linkText = {
      linkId: link.value.linkId,
      e: url.searchParams.get("e") ?? "",
      s: url.searchParams.get("s") ?? "",
    };
    const request = { ...linkText, method: "HEAD", range: null, ifRange: null, address: null } as const;
    await attempt(openDownload(built.downloads, request, at));
    const purchase = { ...line, partnerId: partner.id, productId: sku.productId };
    await attempt(db.transaction().execute((tx) => revokeEntitlementsOf(deps, tx, actor, purchase, at)));
    // A blob that somebody damaged: what is thrown then names nothing.
    await db.updateTable("software_key").set({ wrapped: "w1-2.A.B.C" }).where("order_id", "=", other.orderId).execute();
    await attempt(reveal(otherInput, actor, rotated));

    expect(shown.size).toBe(3);
    for (const key of shown) expect(keys).toContain(key);
    const everything = Buffer.concat([await allBytesOf(database), Buffer.from(logged.join("\n"))]);
    expect(logged.join("\n")).toContain("A sealed value does not open");
    for (const key of [...keys, ...built.keys])
      for (const spelling of spellingsOf(key))
        expect(everything.includes(spelling), "a key lies in the open").toBe(false);
    for (const master of [first, second]) {
      const bytes = Buffer.from(master.slice(2), "base64");
      expect(everything.includes(bytes)).toBe(false);
      expect(everything.includes(master.slice(2))).toBe(false);
      expect(everything.includes(bytes.toString("hex"))).toBe(false);
    }
    // A link is a capability: its signature is stored nowhere.
    expect((await allBytesOf(database)).includes(linkText.s)).toBe(false);
  } finally {
    await database.dispose();
  }
});

test.each(dialects)(
  "Without its line in the log no key is shown, whatever keeps the line from being written (%s)",
  async (dialect) => {
    const database = await createTestDatabase(dialect);
    const { db } = database;
    try {
      const deps = downloadDeps(db);
      const built = await buildDownloadCase(db, { deps });
      let opened = 0;
      const vault = built.deps.keyVault;
      const watched = {
        ...built.deps,
        keyVault: {
          ...vault,
          unwrap: (...args: Parameters<typeof vault.unwrap>) => {
            if (args[1].includes("entitlement")) opened++;
            return vault.unwrap(...args);
          },
        },
      };
      const forbid =
        dialect === "sqlite"
          ? ["create trigger no_line before insert on activity begin select raise(abort, 'no line'); end"]
          : [
              "create function no_line() returns trigger language plpgsql as $$ begin raise exception 'no line'; end $$",
              "create trigger no_line before insert on activity for each row execute function no_line()",
            ];
      for (const statement of forbid) await sql.raw(statement).execute(db);
      await expect(revealKey(watched, built.actor, built.reveal, at)).rejects.toThrow("no line");
      expect(opened).toBe(0);
      const drawn = await db.selectFrom("software_key").select("id").where("state", "=", "issued").execute();
      expect(drawn).toEqual([]);
      await sql.raw(`drop trigger no_line${dialect === "sqlite" ? "" : " on activity"}`).execute(db);
      expect((await revealKey(watched, built.actor, built.reveal, at)).ok).toBe(true);
      expect(opened).toBe(1);
      if (dialect === "sqlite") {
        // 2 is FULL: the commit is on the disk before the key is opened, whatever the connection was opened with.
        expect((await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: 2 }]);
      }
    } finally {
      await database.dispose();
    }
  },
);
