import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSealFolder } from "#app/adapters/seal-folder.ts";
import { readSeal } from "#app/services/activity/seal-text.server.ts";
import { type SealDeps, sealActivity } from "#app/services/activity/seal-activity.server.ts";
import { verifyActivity } from "#app/services/activity/verify-activity.server.ts";
import { type ChainReport, keyFinder } from "#app/services/activity/verify-chain.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import { sealActivityOfDay } from "#jobs/seal-activity.ts";
import { buildPartner } from "#test/support/builders.ts";
import { createTestDatabase, dialects } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { appendLines, at, dropTriggers, headOf, lineAt } from "./support.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portal-seals-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(dialects)("A seal of the log (%s)", (dialect) => {
  const withDatabase = async (work: (deps: ServiceDeps & SealDeps, url: string) => Promise<void>) => {
    const database = await createTestDatabase(dialect);
    try {
      const sealStore = createSealFolder(join(folder, "seals"));
      await work({ ...serviceDeps(database.db, at), sealStore }, database.url);
    } finally {
      await database.dispose();
    }
  };
  const fileOf = (name: string) => join(folder, "seals", name);

  it("is made once per UTC day, whatever is asked how often, into a file that only its owner reads", async () => {
    await withDatabase(async (deps) => {
      const { id } = await buildPartner(deps.db);
      await appendLines(deps, id, 3);
      const first = await sealActivity(deps, at);
      expect(first).toEqual({
        sealedOn: "2026-11-02",
        isNew: true,
        fileName: "activity-seal-2026-11-02.json",
        chains: 1,
      });
      const text = readFileSync(fileOf(first.fileName), "utf8");
      await appendLines(deps, id, 2);
      expect(await sealActivity(deps, at.add({ hours: 14 }))).toEqual({ ...first, isNew: false });
      expect(readFileSync(fileOf(first.fileName), "utf8")).toBe(text);
      expect(await sealActivity(deps, at.add({ hours: 15 }))).toMatchObject({ sealedOn: "2026-11-03", isNew: true });
      expect(readdirSync(join(folder, "seals")).sort()).toEqual([
        "activity-seal-2026-11-02.json",
        "activity-seal-2026-11-03.json",
      ]);
      expect(statSync(fileOf(first.fileName)).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, "seals")).mode & 0o777).toBe(0o700);

      const seal = await readSeal(text, keyFinder(deps.db, deps.activityKeys));
      expect(seal).toMatchObject({ sealedOn: "2026-11-02", heads: [{ chain: id, sequence: 3 }] });
      const notices = await deps.db.selectFrom("notice").selectAll().orderBy("dedupe_key").execute();
      expect(notices.map(({ dedupe_key }) => dedupe_key)).toEqual([
        "activity-sealed:2026-11-02",
        "activity-sealed:2026-11-03",
      ]);
      const sha256 = createHash("sha256").update(text).digest("hex");
      expect(JSON.parse(notices[0]?.facts_json ?? "")).toMatchObject({ sha256, chains: 1, lines: 3 });
      // The second seal has the line that tells of the first.
      expect((await headOf(deps, "")).sequence).toBe(2);
    });
  });

  it("stays undone where its file cannot be written, and is made by the next call", async () => {
    await withDatabase(async (deps) => {
      await appendLines(deps, null, 1);
      const full = { put: () => Promise.reject(new Error("ENOSPC: no space left on device")) };
      await expect(sealActivity({ ...deps, sealStore: full }, at)).rejects.toThrow("ENOSPC");
      expect(await deps.db.selectFrom("activity_seal").selectAll().execute()).toEqual([]);
      const logged: object[] = [];
      const logger = { info: (facts: object) => logged.push(facts), warn: () => {}, error: () => {} };
      await sealActivityOfDay({ deps, logger });
      await sealActivityOfDay({ deps, logger });
      expect(logged).toEqual([expect.objectContaining({ job: "seal-activity", sealedOn: "2026-11-02", chains: 1 })]);
    });
  });

  it("made by two at once is one seal, one notice and one line", async () => {
    await withDatabase(async (deps) => {
      await appendLines(deps, null, 1);
      const made = await Promise.all([1, 2, 3].map(() => sealActivity(deps, at)));
      expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(await deps.db.selectFrom("notice").selectAll().execute()).toHaveLength(1);
      expect((await headOf(deps, "")).sequence).toBe(2);
    });
  });

  it("that somebody changed, or another portal made, is told apart", async () => {
    await withDatabase(async (deps) => {
      const { id } = await buildPartner(deps.db);
      await appendLines(deps, id, 2);
      const { fileName } = await sealActivity(deps, at);
      const text = readFileSync(fileOf(fileName), "utf8");
      const keyOf = keyFinder(deps.db, deps.activityKeys);
      expect(await readSeal(text.replace('"sequence": 2', '"sequence": 1'), keyOf)).toHaveProperty("problem");
      expect(await readSeal(text.replace('"keyVersion": 1', '"keyVersion": 2'), keyOf)).toHaveProperty("problem");
      for (const other of ["", "[]", "{}", text.slice(0, -9)])
        expect(await readSeal(other, keyOf)).toEqual({ problem: "is not a seal of the activity log" });
    });
  });

  it("finds a tail that was cut off where the database shows nothing of it: npm run activity:verify", async () => {
    await withDatabase(async (deps, url) => {
      const { id } = await buildPartner(deps.db);
      await appendLines(deps, id, 6);
      const { fileName } = await sealActivity(deps, at);
      const verify = (...args: string[]) => {
        const script = fileURLToPath(new URL("../../../jobs/verify-activity.ts", import.meta.url));
        const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, ...args], {
          env: { PATH: process.env["PATH"], NODE_ENV: "test", MODE: "sandbox", DATABASE_URL: url },
          encoding: "utf8",
        });
        return { status, stdout, stderr };
      };
      expect(verify("--seal", fileOf(fileName))).toEqual({
        status: 0,
        stdout: "2 chains with 7 lines read, held against the seal of 2026-11-02: all intact.\n",
        stderr: "",
      });
      await dropTriggers(deps.db);
      for (const sequence of [6, 5])
        await deps.db
          .deleteFrom("activity")
          .where("id", "=", (await lineAt(deps, id, sequence)).id)
          .execute();
      const end = await lineAt(deps, id, 4);
      await deps.db
        .updateTable("activity_chain")
        .set({ sequence: 4, mac: String(end.mac) })
        .where("chain", "=", id)
        .execute();
      // Who can do this can also forget the seals in the database.
      const found: ChainReport[] = [];
      await verifyActivity(deps, { onChain: (report) => void found.push(report) });
      expect(found.find(({ chain }) => chain === id)?.fault).toEqual({ code: "cut-off", sequence: 5, lineId: null });
      await dropTriggers(deps.db, ["activity_seal", "activity_seal_head"]);
      await deps.db.deleteFrom("activity_seal_head").execute();
      expect(verify().status).toBe(0);
      const broken = verify("--seal", fileOf(fileName));
      expect(broken.status).toBe(1);
      expect(broken.stdout).toContain(`The chain of partner ${id} is broken: the end was cut off at place 5.`);
      const asJson = verify("--seal", fileOf(fileName), "--json").stdout.trim().split("\n");
      expect(asJson.map((line) => JSON.parse(line) as unknown)).toContainEqual({
        chain: id,
        lines: 4,
        fault: { code: "cut-off", sequence: 5, lineId: null },
      });
      writeFileSync(join(folder, "no-seal.json"), "{}");
      expect(verify("--seal", join(folder, "no-seal.json")).status).toBe(2);
      expect(verify("--seal", join(folder, "nothing.json")).stderr).toContain("cannot be read");
      expect(verify("--wrong").stderr).toContain("npm run activity:verify");
    });
  });
});
