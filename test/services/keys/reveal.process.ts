import { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { openDatabase } from "#db/client.ts";
import { keyDeps, testVault } from "#test/support/keys.ts";

/**
 * Another process that reveals keys, all of a round at once, and prints each answer as one JSON line: what a browser
 * would have been shown. With `dieBeforeOpening` it is killed when it has drawn and logged, and opens nothing.
 */
type Wish = {
  actor: Actor;
  inputs: { customerId: string; orderId: string; lineNumber: number; version: string }[];
  rounds: number;
  /** Days after the first instant; each round is on another day, below the limit of a day. */
  firstDay?: number;
  dieBeforeOpening?: boolean;
};

const { TEST_URL: url = "", TEST_MASTER_KEY: masterKey = "", TEST_WISH: wishJson = "" } = process.env;
const wish = JSON.parse(wishJson) as Wish;
const db = openDatabase(url);
const vault = testVault(masterKey);
let unwraps = 0;
const deps = keyDeps(db, {
  ...vault,
  unwrap: async (wrapped, context) => {
    // The first one is the draw's, which wraps the data key anew; the second would open the key. The log's own is neither.
    if (!context.startsWith('["secret"')) unwraps++;
    if (wish.dieBeforeOpening === true && unwraps === 2) process.kill(process.pid, "SIGKILL");
    return vault.unwrap(wrapped, context);
  },
});
const at = Temporal.Instant.from("2026-11-02T09:00:00Z");

for (let round = 0; round < wish.rounds; round++) {
  const days = (wish.firstDay ?? 0) + round;
  const now = Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds + days * 86_400_000);
  await Promise.all(
    wish.inputs.map(async (input) => {
      const result = await revealKey(deps, wish.actor, { ...input, authenticatedAt: now }, now);
      if (!result.ok) throw new Error(result.refusal.code);
      const { key, keyId } = result.value;
      process.stdout.write(`${JSON.stringify({ orderId: input.orderId, key, keyId })}\n`);
    }),
  );
}
await db.destroy();
