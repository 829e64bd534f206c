import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Temporal } from "temporal-polyfill";
import type { KeyServices } from "#app/services/ports.ts";
import { type Db, openDatabase } from "#db/client.ts";
import { replaceAllRows } from "#db/dialects/replace-rows.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { listTokenSecrets } from "#db/repositories/vault-secrets.ts";
import { findDemoState, loadDemo } from "./load-demo.ts";

/**
 * Puts a running sandbox back to the demo as of now. It is loaded into a database of its own first, which takes a while;
 * then all rows take the place of those that are there, in one transaction, so that nobody sees a part of it. A
 * database that does not hold the demo is left as it is.
 *
 * The keys that tokens are signed with stay: programs go on with the tokens they have.
 */
export async function startDemoOver(db: Db, now: Temporal.Instant, keyServices: KeyServices): Promise<void> {
  if ((await findDemoState(db)) !== "loaded")
    throw new Error("The database does not hold the demo, and nothing of it was touched.");
  const folder = mkdtempSync(join(tmpdir(), "portal-demo-"));
  const fresh = openDatabase(`sqlite:${join(folder, "demo.db")}`, { synchronous: "normal" });
  try {
    await migrateToLatest(fresh);
    await loadDemo(fresh, now, keyServices);
    const tokenSecrets = (await listTokenSecrets(db)).map((secret) => ({
      name: secret.name,
      wrapped: secret.wrapped,
      master_version: secret.masterVersion,
      created_at: secret.madeAt.epochMilliseconds,
    }));
    if (tokenSecrets.length > 0) await fresh.insertInto("vault_secret").values(tokenSecrets).execute();
    await replaceAllRows(db, fresh);
  } finally {
    await fresh.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}
