import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { findKeyPool } from "#db/repositories/key-pools.ts";
import { buildPartnerActor, buildSubscription } from "#test/support/builders.ts";
import { describeOnBothDatabases, type TestDatabase } from "#test/support/databases.ts";
import { buildKeyCase, keyDeps, keysAt as at, masterKeyText, newKeys, testVault } from "#test/support/keys.ts";

const processFile = fileURLToPath(new URL("./reveal.process.ts", import.meta.url));

/** The same in all processes of this file. */
const masterKey = masterKeyText();

/** A case with many purchases of one product. */
async function buildPurchases(database: TestDatabase, { keys, purchases }: { keys: number; purchases: number }) {
  const { db } = database;
  const deps = keyDeps(db, testVault(masterKey));
  const stock = newKeys(keys);
  const built = await buildKeyCase(db, { deps, keys: stock });
  const inputs = [built.reveal];
  while (inputs.length < purchases) {
    const { orderId } = await buildSubscription(db, { customer: built.customer, sku: built.sku, at });
    inputs.push({ ...built.reveal, orderId });
  }
  return { ...built, stock, inputs };
}

async function countsOf({ db }: TestDatabase, poolId: string) {
  const rows = await db
    .selectFrom("software_key")
    .select(["state", (eb) => eb.fn.countAll<number>().as("count")])
    .where("pool_id", "=", poolId)
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
}

describeOnBothDatabases("Many reveals at once", (database) => {
  test("200 first reveals of 100 entitlements draw 100 keys, none twice", async () => {
    const { deps, partner, inputs, poolId, stock } = await buildPurchases(database(), { keys: 120, purchases: 100 });
    const agents = await Promise.all([1, 2, 3, 4].map(() => buildPartnerActor(deps.db, partner.id)));
    const wishes = [...inputs, ...inputs].map((input, n) => ({ input, actor: agents[n % 4] ?? agents[0] }));
    const results = await Promise.all(
      wishes.map(async ({ input, actor }) => {
        if (actor === undefined) throw new Error("Nobody asks");
        const result = await revealKey(deps, actor, input, at);
        if (!result.ok) throw new Error(result.refusal.code);
        return { orderId: input.orderId, key: result.value.key, isFirst: result.value.isFirst };
      }),
    );
    const byOrder = byOrderOf(results);
    expect(byOrder.size).toBe(100);
    for (const [a, b] of byOrder.values()) {
      expect(a?.key).toBe(b?.key);
      expect([a, b].filter((answer) => answer?.isFirst)).toHaveLength(1);
    }
    const keys = new Set(results.map(({ key }) => key));
    expect(keys.size).toBe(100);
    expect(stock).toEqual(expect.arrayContaining([...keys]));
    expect(await countsOf(database(), poolId)).toEqual({ available: 20, issued: 100 });
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 20, issued: 100, revoked: 0 });
  });

  test("50 entitlements and a pool of one key: one key, 49 clean refusals, one notice", async () => {
    const { deps, actor, inputs, poolId } = await buildPurchases(database(), { keys: 1, purchases: 50 });
    const results = await Promise.all(inputs.map((input) => revealKey(deps, actor, input, at)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const refusals = results.flatMap((result) => (result.ok ? [] : [result.refusal]));
    expect(refusals).toEqual(Array.from({ length: 49 }, () => ({ code: "key-pool-empty", version: "2022" })));
    expect(await countsOf(database(), poolId)).toEqual({ issued: 1 });
    const notices = await deps.db
      .selectFrom("notice")
      .select("dedupe_key")
      .where("dedupe_key", "like", `key-pool:${poolId}:empty:%`)
      .execute();
    expect(notices).toHaveLength(1);
  });

  test("two processes at once give an entitlement one key and share none", async () => {
    const { actor, inputs, poolId } = await buildPurchases(database(), { keys: 25, purchases: 20 });
    const run = async () => {
      const child = startRevealing(database().url, { actor, inputs, rounds: 1 });
      return answersOf(child);
    };
    const [one, two] = await Promise.all([run(), run()]);
    expect(one).toHaveLength(20);
    for (const { orderId, key } of one) expect(two.find((other) => other.orderId === orderId)?.key).toBe(key);
    expect(new Set(one.map(({ key }) => key)).size).toBe(20);
    expect(await countsOf(database(), poolId)).toEqual({ available: 5, issued: 20 });
  });

  test("a process killed between drawing and showing: the same key next time, none lost, none shown unlogged", async () => {
    const built = await buildPurchases(database(), { keys: 40, purchases: 30 });
    const { deps, actor, inputs, poolId } = built;

    const [first] = inputs;
    if (first === undefined) throw new Error("There is a purchase");
    const killed = startRevealing(database().url, { actor, inputs: [first], rounds: 1, dieBeforeOpening: true });
    expect(await answersOf(killed)).toEqual([]);
    expect(killed.signalCode).toBe("SIGKILL");
    const drawn = await deps.db.selectFrom("software_key").select("id").where("order_id", "=", first.orderId).execute();
    expect(drawn).toHaveLength(1);
    const again = await revealKey(deps, actor, first, at);
    expect(again).toMatchObject({ ok: true, value: { keyId: drawn[0]?.id, isFirst: false } });

    const shown: Answer[] = [];
    for (let kill = 0; kill < 4; kill++) {
      const child = startRevealing(database().url, { actor, inputs, rounds: 50, firstDay: 1 + kill * 51 });
      const answers: Answer[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        answers.push(JSON.parse(line) as Answer);
        if (answers.length === 3 + kill * 11) child.kill("SIGKILL");
      }
      shown.push(...answers);
    }
    const lines = await deps.db
      .selectFrom("activity")
      .select("new_json")
      .where("action", "=", "key-revealed")
      .where("outcome", "=", "done")
      .where("actor_user_id", "=", actor.userId)
      .execute();
    const logged = lines.map((line) => (JSON.parse(line.new_json ?? "{}") as { keyId: string }).keyId);
    expect(shown.length).toBeGreaterThan(60);
    for (const { keyId } of shown) expect(logged).toContain(keyId);
    expect(logged.length).toBeGreaterThanOrEqual(shown.length);
    const byOrder = byOrderOf(shown);
    for (const answers of byOrder.values()) expect(new Set(answers.map(({ key }) => key)).size).toBe(1);
    const counts = await countsOf(database(), poolId);
    expect((counts["available"] ?? 0) + (counts["issued"] ?? 0)).toBe(40);
    expect(counts["issued"]).toBeLessThanOrEqual(30);
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({
      available: counts["available"],
      issued: counts["issued"],
    });
  });
});

function byOrderOf<T extends { readonly orderId: string }>(answers: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const answer of answers) groups.set(answer.orderId, [...(groups.get(answer.orderId) ?? []), answer]);
  return groups;
}

type Answer = { readonly orderId: string; readonly key: string; readonly keyId: string };

function startRevealing(url: string, wish: object) {
  const environment = { ...process.env, TEST_URL: url, TEST_MASTER_KEY: masterKey, TEST_WISH: JSON.stringify(wish) };
  const child = spawn(process.execPath, ["--import", "tsx", processFile], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return child;
}

async function answersOf(child: ReturnType<typeof startRevealing>): Promise<Answer[]> {
  const closed = once(child, "close");
  const answers: Answer[] = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line) as Answer);
  await closed;
  return answers;
}
