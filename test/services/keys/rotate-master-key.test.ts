import { expect, test } from "vitest";
import {
  findMasterKeyUse,
  findMissingMasterKeys,
  rotateMasterKey,
} from "#app/services/keys/rotate-master-key.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { stageKeyFile } from "#app/services/keys/stage-key-file.server.ts";
import type { KeyVault } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { createTestDatabase, dialects } from "#test/support/databases.ts";
import { buildSubscription } from "#test/support/builders.ts";
import {
  buildKeyCase,
  bytesOf,
  fillPool,
  keyDeps,
  keysAt as at,
  masterKeyText,
  newKey,
  newKeys,
  testVault,
} from "#test/support/keys.ts";

const first = masterKeyText(1);
const second = masterKeyText(2);
const third = masterKeyText(3);
const both = `${first}\n${second}`;

/** A database of the test's own: a rotation touches all that is in it. */
async function withDatabase(dialect: (typeof dialects)[number], work: (db: Db) => Promise<void>): Promise<void> {
  const database = await createTestDatabase(dialect);
  try {
    await work(database.db);
  } finally {
    await database.dispose();
  }
}

function vaultWithFaults(text: string, unwrapsUntilGone: number): KeyVault {
  const vault = testVault(text);
  let unwraps = 0;
  return {
    ...vault,
    unwrap: async (...args) => {
      if (++unwraps > unwrapsUntilGone) throw new Error("The process is gone");
      return vault.unwrap(...args);
    },
  };
}

test.each(dialects)(
  "Rotating (%s) wraps everything anew, keeps every key readable, and frees the old master key",
  async (dialect) => {
    await withDatabase(dialect, async (db) => {
      const built = await buildKeyCase(db, { deps: keyDeps(db, testVault(first)), keys: newKeys(30) });
      const shown = await revealKey(built.deps, built.actor, built.reveal, at);
      const deps = keyDeps(db, testVault(both));
      const progress: number[] = [];
      const report = await rotateMasterKey(deps, at, {
        keysPerBatch: 7,
        onProgress: ({ done }) => progress.push(done),
      });
      // 30 keys, the secret of the fingerprints and that of the log.
      expect(report).toMatchObject({ currentVersion: 2, done: 32, failed: 0, total: 32 });
      expect(report.use).toEqual([{ version: 2, keys: 30, secrets: 2, links: 0, linksEndAt: null }]);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.length).toBeGreaterThan(4);

      const onlyNew = keyDeps(db, testVault(second));
      expect(await findMissingMasterKeys(onlyNew)).toEqual([]);
      expect(await revealKey(onlyNew, built.actor, built.reveal, at)).toMatchObject({
        value: { key: shown.ok ? shown.value.key : "", isFirst: false },
      });
      const other = await buildSubscription(db, { customer: built.customer, sku: built.sku, at });
      expect((await revealKey(onlyNew, built.actor, { ...built.reveal, orderId: other.orderId }, at)).ok).toBe(true);
      // Fingerprints are the same as before.
      await expect(fillPool(onlyNew, built.operator, built.poolId, [built.keys[5] ?? ""])).rejects.toThrow(
        "key-file-refused",
      );

      expect(await rotateMasterKey(onlyNew, at)).toMatchObject({ done: 0, total: 0 });
      const logged = await db
        .selectFrom("activity")
        .select("actor_job")
        .where("action", "=", "master-key-rotated")
        .execute();
      expect(logged).toEqual([{ actor_job: "keys:rotate" }]);
    });
  },
);

test.each(dialects)("Rotating (%s) goes on after it was stopped at any point", async (dialect) => {
  await withDatabase(dialect, async (db) => {
    const built = await buildKeyCase(db, { deps: keyDeps(db, testVault(first)), keys: newKeys(20) });
    await revealKey(built.deps, built.actor, built.reveal, at);
    for (const unwraps of [0, 1, 4, 5]) {
      const stopped = keyDeps(db, vaultWithFaults(both, unwraps));
      await expect(rotateMasterKey(stopped, at, { keysPerBatch: 3 })).rejects.toThrow("The process is gone");
      expect((await revealKey(keyDeps(db, testVault(both)), built.actor, built.reveal, at)).ok).toBe(true);
    }
    const before = await findMasterKeyUse(built.deps, at);
    expect(before.map(({ version }) => version)).toEqual([1, 2]);
    expect(await findMissingMasterKeys(keyDeps(db, testVault(second)))).toEqual([1]);
    await rotateMasterKey(keyDeps(db, testVault(both)), at, { keysPerBatch: 3 });
    expect(await findMissingMasterKeys(keyDeps(db, testVault(second)))).toEqual([]);
  });
});

test.each(dialects)(
  "Rotating (%s) under load: draws, looks and imports go on, and nothing is left behind",
  async (dialect) => {
    await withDatabase(dialect, async (db) => {
      const built = await buildKeyCase(db, { deps: keyDeps(db, testVault(first)), keys: newKeys(150) });
      const inputs = [built.reveal];
      for (let n = 0; n < 40; n++) {
        const { orderId } = await buildSubscription(db, { customer: built.customer, sku: built.sku, at });
        inputs.push({ ...built.reveal, orderId });
      }
      const shown = await revealKey(built.deps, built.actor, built.reveal, at);
      const deps = keyDeps(db, testVault(both));
      const looks = inputs.map((input) => revealKey(deps, built.actor, input, at));
      const content = bytesOf(newKeys(600).join("\n"));
      const staging = stageKeyFile(
        deps,
        built.operator,
        { poolId: built.poolId, fileName: "k", content, bytesTotal: null },
        at,
      );
      const [report, staged, ...results] = await Promise.all([
        rotateMasterKey(deps, at, { keysPerBatch: 5, rest: () => new Promise((resolve) => setImmediate(resolve)) }),
        staging,
        ...looks,
      ]);
      expect(report.failed).toBe(0);
      expect(staged).toMatchObject({ ok: true, value: { goodLines: 600 } });
      const keys = results.map((result) => (result.ok ? result.value.key : result.refusal.code));
      expect(new Set(keys).size).toBe(41);
      expect(keys[0]).toBe(shown.ok ? shown.value.key : "");
      expect(await findMissingMasterKeys(keyDeps(db, testVault(second)))).toEqual([]);
    });
  },
);

test.each(dialects)(
  "Rotating (%s) passes over a key that somebody damaged, counts it, and still frees all others",
  async (dialect) => {
    await withDatabase(dialect, async (db) => {
      const built = await buildKeyCase(db, { deps: keyDeps(db, testVault(first)), keys: newKeys(12) });
      const { id } = await db.selectFrom("software_key").select("id").orderBy("id").executeTakeFirstOrThrow();
      await db.updateTable("software_key").set({ wrapped: "w1-1.AAAA.AAAA.AAAA" }).where("id", "=", id).execute();
      const report = await rotateMasterKey(keyDeps(db, testVault(both)), at, { keysPerBatch: 4 });
      expect(report).toMatchObject({ done: 13, failed: 1, total: 14 });
      expect(report.use).toMatchObject([
        { version: 1, keys: 1 },
        { version: 2, keys: 11 },
      ]);
      expect(built.keys).toHaveLength(12);
    });
  },
);

test.each(dialects)("Rotating (%s) twice, and to the third master key at once, ends at the newest", async (dialect) => {
  await withDatabase(dialect, async (db) => {
    await buildKeyCase(db, { deps: keyDeps(db, testVault(first)), keys: [newKey()] });
    const all = keyDeps(db, testVault(`${first}\n${second}\n${third}`));
    const [one, two] = await Promise.all([rotateMasterKey(all, at), rotateMasterKey(all, at)]);
    expect(one.done + two.done).toBe(3);
    expect(await findMasterKeyUse(all, at)).toMatchObject([{ version: 3, keys: 1, secrets: 2 }]);
  });
});
