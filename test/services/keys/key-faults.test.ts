import { expect, test } from "vitest";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { revokeEntitlementsOf } from "#app/services/keys/revoke-entitlements.server.ts";
import { withdrawKey } from "#app/services/keys/withdraw-key.server.ts";
import { listKeyFaults } from "#db/repositories/key-faults.ts";
import { createTestDatabase, dialects } from "#test/support/databases.ts";
import { buildDownloadCase } from "#test/support/downloads.ts";
import { keysAt as at } from "#test/support/keys.ts";

test.each(dialects)(
  "The check of keys finds what must not be, and nothing after an ordinary round (%s)",
  async (dialect) => {
    const database = await createTestDatabase(dialect);
    const { db } = database;
    try {
      const built = await buildDownloadCase(db);
      const { deps, actor, line, reveal, partner, sku, subscriptionId, poolId, file } = built;
      const shown = await revealKey(deps, actor, reveal, at);
      const link = await issueDownloadLink(built.downloads, actor, { ...line, fileId: file.id, kind: "copied" }, at);
      if (!shown.ok || !link.ok) throw new Error("Both are there");
      const { keyId } = shown.value;
      const withdrawal = { ...line, version: "2022", keyId, reason: "Leaked", idempotencyKey: "form" };
      expect((await withdrawKey(deps, actor, withdrawal, at)).ok).toBe(true);
      expect(await listKeyFaults(db)).toEqual([]);

      await db
        .updateTable("subscription")
        .set({ cancelled_at: at.epochMilliseconds, next_charge_at: null })
        .where("id", "=", subscriptionId)
        .execute();
      const live = await db.selectFrom("software_key").select("id").where("state", "=", "issued").executeTakeFirst();
      expect(await listKeyFaults(db)).toEqual([
        { fault: "key-outlives-purchase", keyId: live?.id },
        { fault: "link-outlives-purchase", linkId: link.value.linkId },
      ]);
      const purchase = { ...line, partnerId: partner.id, productId: sku.productId, subscriptionId };
      await db.transaction().execute((tx) => revokeEntitlementsOf(deps, tx, actor, purchase, at));
      expect(await listKeyFaults(db)).toEqual([]);

      await db.updateTable("key_pool").set({ available_count: 7 }).where("id", "=", poolId).execute();
      expect(await listKeyFaults(db)).toEqual([
        { fault: "pool-count-wrong", poolId, state: "available", difference: 6 },
      ]);
    } finally {
      await database.dispose();
    }
  },
);
