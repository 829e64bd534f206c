import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Temporal } from "temporal-polyfill";
import type { KeyServices } from "#app/services/ports.ts";
import { type Db, openDatabase } from "#db/client.ts";
import { replaceAllRows } from "#db/dialects/replace-rows.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { listSecretsNamed } from "#db/repositories/vault-secrets.ts";
import { findDemoState, loadDemo } from "./load-demo.ts";

/**
 * Puts a running sandbox back to the demo as of now. It is loaded into a database of its own first, which takes a while;
 * then all rows take the place of those that are there, in one transaction, so that nobody sees a part of it. A
 * database that does not hold the demo is left as it is.
 *
 * The keys that tokens and events are signed with stay: programs go on with the tokens and certificates they have.
 */
export async function startDemoOver(db: Db, now: Temporal.Instant, keyServices: KeyServices): Promise<void> {
  if ((await findDemoState(db)) !== "loaded")
    throw new Error("The database does not hold the demo, and nothing of it was touched.");
  const folder = mkdtempSync(join(tmpdir(), "portal-demo-"));
  const fresh = openDatabase(`sqlite:${join(folder, "demo.db")}`, { synchronous: "normal" });
  try {
    await migrateToLatest(fresh);
    await loadDemo(fresh, now, keyServices);
    const kept = [
      ...(await listSecretsNamed(db, "api-token-")),
      ...(await listSecretsNamed(db, "webhook-signing-")),
    ].map((secret) => ({
      name: secret.name,
      wrapped: secret.wrapped,
      master_version: secret.masterVersion,
      created_at: secret.madeAt.epochMilliseconds,
    }));
    // The demo may have made one of the same name.
    const names = kept.map(({ name }) => name);
    if (names.length > 0) {
      await fresh.deleteFrom("vault_secret").where("name", "in", names).execute();
      await fresh.insertInto("vault_secret").values(kept).execute();
    }
    await replaceAllRows(db, fresh);
  } finally {
    await fresh.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}
