import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createKeyServices } from "#app/composition-keys.server.ts";
import { readKeyEnv, sandboxMasterKey } from "#app/http/key-env.server.ts";
import { findMissingMasterKeys } from "#app/services/keys/rotate-master-key.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { createTestDatabase, dialects } from "#test/support/databases.ts";
import { buildKeyCase, keyDeps, keysAt as at, masterKeyText, newKeys, testVault } from "#test/support/keys.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portal-rotate-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(url: string, masterKeysFile: string, ...options: string[]) {
  const env = { ...process.env, MODE: "sandbox", DATABASE_URL: url, MASTER_KEYS_FILE: masterKeysFile, MASTER_KEYS: "" };
  const command = ["--import", "tsx", "jobs/rotate-keys.ts", ...options];
  return spawnSync(process.execPath, command, { env, encoding: "utf8" });
}

function writeKeys(text: string, mode = 0o400): string {
  const file = join(folder, "master.keys");
  rmSync(file, { force: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

describe.each(dialects)("npm run keys:rotate (%s)", (dialect) => {
  test("wraps all keys anew beside a running portal, and says when the old master key can go", async () => {
    const database = await createTestDatabase(dialect);
    try {
      const [first, second] = [masterKeyText(1), masterKeyText(2)];
      const file = writeKeys(first);
      const { keyVault } = createKeyServices(readKeyEnv({ MASTER_KEYS_FILE: file }, "sandbox"));
      const running = keyDeps(database.db, keyVault);
      const built = await buildKeyCase(database.db, { deps: running, keys: newKeys(5) });
      const before = await revealKey(running, built.actor, built.reveal, at);

      writeKeys(`${first}\n${second}`);
      const status = run(database.url, file, "--status");
      expect(status.stdout).toContain("Master key 1: software keys 5, secrets of the portal 2.");
      const newOnly = createKeyServices({ ...readKeyEnv({}, "sandbox"), masterKeys: { text: second } });
      expect(await findMissingMasterKeys({ db: database.db, ...newOnly })).toEqual([1]);
      const rotated = run(database.url, file, "--json");
      expect(rotated.stderr).toBe("");
      expect(JSON.parse(rotated.stdout)).toMatchObject({ currentVersion: 2, done: 7, failed: 0, total: 7 });
      expect(rotated.status).toBe(0);
      // The process that ran all the while has found the new master key by itself.
      expect(await revealKey(running, built.actor, built.reveal, at)).toMatchObject({
        value: { key: before.ok ? before.value.key : "" },
      });
      expect(run(database.url, file).stdout).toContain("older ones can be taken away");
      expect(await findMissingMasterKeys({ db: database.db, ...newOnly })).toEqual([]);
      const onlyNew = keyDeps(database.db, testVault(second));
      expect((await revealKey(onlyNew, built.actor, built.reveal, at)).ok).toBe(true);
    } finally {
      await database.dispose();
    }
  });
});

test("npm run keys:rotate says in a sentence what is wrong, and ends with 1", async () => {
  const database = await createTestDatabase("sqlite");
  try {
    const open = run(database.url, writeKeys(masterKeyText(), 0o644));
    expect([open.status, open.stderr]).toEqual([1, expect.stringMatching(/^\S+ can be read by others .*chmod 0400/)]);
    const unknown = run(database.url, writeKeys(masterKeyText()), "--force");
    expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining("npm run keys:rotate")]);
  } finally {
    await database.dispose();
  }
});

describe("The environment of keys and downloads", () => {
  const production = { MASTER_KEYS_FILE: "/etc/portal/master.keys", DOWNLOADS_FOLDER: "/var/lib/portal/downloads" };
  const s3 = {
    S3_ENDPOINT: "https://s3.example.test",
    S3_REGION: "eu",
    S3_BUCKET: "b",
    S3_ACCESS_KEY_ID: "id",
    S3_SECRET_ACCESS_KEY: "very-secret",
  };
  const problemsOf = (variables: Record<string, string>, mode: "sandbox" | "production" = "production") => {
    try {
      readKeyEnv(variables, mode);
      return [];
    } catch (error) {
      expect(String(error)).not.toContain("very-secret");
      return (error as { problems: { name: string }[] }).problems.map(({ name }) => name);
    }
  };

  test("has harmless defaults in a sandbox only", () => {
    expect(readKeyEnv({}, "sandbox")).toEqual({
      masterKeys: { text: sandboxMasterKey },
      downloadsFolder: "data/downloads",
      s3: undefined,
    });
    expect(createKeyServices(readKeyEnv({}, "sandbox")).keyVault.currentVersion()).toBe(1);
    expect(problemsOf({})).toEqual(["MASTER_KEYS_FILE", "DOWNLOADS_FOLDER"]);
    expect(problemsOf({ ...production, MASTER_KEYS_FILE: "", MASTER_KEYS: sandboxMasterKey })).toEqual(["MASTER_KEYS"]);
    expect(problemsOf(production)).toEqual([]);
  });

  test("takes one place for master keys, and all of S3 or nothing of it", () => {
    expect(problemsOf({ ...production, MASTER_KEYS: "1:x" })).toEqual(["MASTER_KEYS"]);
    expect(readKeyEnv({ ...production, ...s3 }, "production").s3).toMatchObject({ bucket: "b", region: "eu" });
    expect(problemsOf({ ...production, S3_ENDPOINT: s3.S3_ENDPOINT })).toEqual([
      "S3_REGION",
      "S3_BUCKET",
      "S3_ACCESS_KEY_ID",
      "S3_SECRET_ACCESS_KEY",
    ]);
    const inTheClear = { ...production, ...s3, S3_ENDPOINT: "http://10.0.0.9:9000" };
    expect(problemsOf(inTheClear)).toEqual(["S3_ENDPOINT"]);
    expect(problemsOf(inTheClear, "sandbox")).toEqual([]);
  });
});
