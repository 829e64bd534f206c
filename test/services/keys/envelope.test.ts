import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { contextOf, open, seal, SealError } from "#app/services/keys/aes-gcm.server.ts";
import { openKey, rewrapKey, sealKey } from "#app/services/keys/envelope.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { buildSubscription } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildKeyCase, keysAt as at, masterKeyText, newKey, newKeys, testVault } from "#test/support/keys.ts";

const place = { keyId: "key-1", poolId: "pool-1" };
const binding = { partnerId: "p1", customerId: "c1", orderId: "o1", lineNumber: 0, version: "2022" };

/** The text with one letter of it exchanged, once for every letter. */
function* everyChangeOf(text: string): Generator<string> {
  for (let index = 0; index < text.length; index++) {
    const other = text[index] === "A" ? "B" : "A";
    yield text.slice(0, index) + other + text.slice(index + 1);
  }
}

describe("A sealed text", () => {
  const key = randomBytes(32);
  const sealed = seal(key, Buffer.from("plain"), "k1", "context");

  test("opens with its key and context, and is another one each time", () => {
    expect(open(key, sealed, "k1", "context").toString()).toBe("plain");
    expect(seal(key, Buffer.from("plain"), "k1", "context")).not.toBe(sealed);
    expect(sealed).not.toContain("plain");
  });

  test("does not open with any letter of it changed, not even one that base64 would ignore", () => {
    for (const changed of everyChangeOf(sealed)) {
      let text: string | undefined;
      try {
        text = open(key, changed, "k1", "context").toString();
      } catch (error) {
        expect(error).toBeInstanceOf(SealError);
      }
      expect(text, changed).toBeUndefined();
    }
  });

  test.each([
    ["another key", () => open(randomBytes(32), sealed, "k1", "context")],
    ["a short key", () => open(key.subarray(0, 16), sealed, "k1", "context")],
    ["another context", () => open(key, sealed, "k1", "other")],
    ["another format", () => open(key, sealed.replace(/^k1/, "k2"), "k2", "context")],
    ["a part more", () => open(key, `${sealed}.AAAA`, "k1", "context")],
    ["a part less", () => open(key, sealed.split(".").slice(0, 3).join("."), "k1", "context")],
    ["nothing", () => open(key, "", "k1", "context")],
    ...[4, 8, 12, 15].map(
      (bytes) => [`a tag of ${bytes} bytes`, () => open(key, withTagOf(sealed, bytes), "k1", "context")] as const,
    ),
  ] as const)("does not open with %s, and the error names nothing", (_, attempt) => {
    expect(attempt).toThrow(new SealError());
    expect(new SealError().message).toBe("A sealed value does not open");
    expect(new SealError().cause).toBeUndefined();
  });

  test("has a context of parts that cannot be shifted into each other", () => {
    expect(contextOf("a", "b")).not.toBe(contextOf("ab"));
    expect(contextOf("a,b")).not.toBe(contextOf("a", "b"));
    expect(contextOf('a"', "b")).not.toBe(contextOf('a","b'));
  });
});

function withTagOf(sealed: string, bytes: number): string {
  const parts = sealed.split(".");
  const tag = Buffer.from(parts[3] ?? "", "base64url").subarray(0, bytes);
  return [...parts.slice(0, 3), tag.toString("base64url")].join(".");
}

describe("The envelope of a key", () => {
  const vault = testVault();
  const key = newKey();

  test("opens only where it is bound", async () => {
    const stocked = await sealKey(vault, key, place);
    await expect(openKey(vault, stocked, place, binding)).rejects.toThrow(SealError);
    const bound = { ...stocked, ...(await rewrapKey(vault, stocked, place, { from: null, to: binding })) };
    expect(await openKey(vault, bound, place, binding)).toBe(key);
    for (const field of ["partnerId", "customerId", "orderId", "version"] as const)
      await expect(openKey(vault, bound, place, { ...binding, [field]: "other" })).rejects.toThrow(SealError);
    await expect(openKey(vault, bound, place, { ...binding, lineNumber: 1 })).rejects.toThrow(SealError);
    await expect(openKey(vault, bound, { ...place, keyId: "key-2" }, binding)).rejects.toThrow(SealError);
    await expect(openKey(vault, bound, { ...place, poolId: "pool-2" }, binding)).rejects.toThrow(SealError);
    // Back into the pool is no way either.
    await expect(rewrapKey(vault, bound, place, { from: null, to: binding })).rejects.toThrow(SealError);
  });

  test("does not open when the text of another key is put beside its data key", async () => {
    const bind = async (keyId: string) => {
      const stocked = await sealKey(vault, newKey(), { ...place, keyId });
      return { ...stocked, ...(await rewrapKey(vault, stocked, { ...place, keyId }, { from: null, to: binding })) };
    };
    const one = await bind("key-1");
    const two = await bind("key-2");
    await expect(openKey(vault, { ...one, sealed: two.sealed }, place, binding)).rejects.toThrow(SealError);
    await expect(openKey(vault, { ...two, sealed: one.sealed }, place, binding)).rejects.toThrow(SealError);
  });

  test("does not open with another master key of the same version, nor with another version", async () => {
    const stocked = await sealKey(vault, key, place);
    const rewrap = (other: typeof vault, masterVersion = 1) =>
      rewrapKey(other, { ...stocked, masterVersion }, place, { from: null, to: null });
    await expect(rewrap(testVault())).rejects.toThrow(SealError);
    await expect(rewrap(testVault(masterKeyText(2)))).rejects.toThrow(SealError);
    const first = masterKeyText(1);
    const both = testVault(`${first}\n${masterKeyText(2)}`);
    await expect(rewrap(both, 2)).rejects.toThrow(SealError);
  });

  test("is another one for equal keys", async () => {
    const one = await sealKey(vault, key, place);
    const two = await sealKey(vault, key, place);
    expect(one.sealed).not.toBe(two.sealed);
    expect(one.wrapped).not.toBe(two.wrapped);
  });
});

describeOnBothDatabases("A row that somebody moves behind the portal's back", (database) => {
  test("does not open at another entitlement, customer or partner, although the log has its line", async () => {
    const { db } = database();
    const mine = await buildKeyCase(db, { keys: newKeys(4) });
    const theirs = await buildKeyCase(db);
    expect((await revealKey(mine.deps, mine.actor, mine.reveal, at)).ok).toBe(true);
    expect((await revealKey(theirs.deps, theirs.actor, theirs.reveal, at)).ok).toBe(true);
    const second = await buildSubscription(db, { customer: mine.customer, sku: mine.sku, at });
    const input = { ...mine.reveal, orderId: second.orderId };
    expect((await revealKey(mine.deps, mine.actor, input, at)).ok).toBe(true);

    const blobOf = (orderId: string) =>
      db
        .selectFrom("software_key")
        .select(["sealed", "wrapped", "master_version"])
        .where("order_id", "=", orderId)
        .executeTakeFirstOrThrow();
    const put = (orderId: string, blob: Awaited<ReturnType<typeof blobOf>>) =>
      db.updateTable("software_key").set(blob).where("order_id", "=", orderId).execute();
    const own = await blobOf(mine.line.orderId);
    for (const orderId of [second.orderId, theirs.line.orderId]) {
      await put(mine.line.orderId, await blobOf(orderId));
      await expect(revealKey(mine.deps, mine.actor, mine.reveal, at)).rejects.toThrow(new SealError());
    }
    await put(mine.line.orderId, own);
    expect((await revealKey(mine.deps, mine.actor, mine.reveal, at)).ok).toBe(true);
  });

  test("is refused by the database: no other owner, no way back into the pool, no life after revocation, no deletion", async () => {
    const { db } = database();
    const mine = await buildKeyCase(db);
    const theirs = await buildKeyCase(db);
    await revealKey(mine.deps, mine.actor, mine.reveal, at);
    const ofMine = () => db.updateTable("software_key").where("order_id", "=", mine.line.orderId);
    const owner = { partner_id: theirs.partner.id, customer_id: theirs.customer.id, order_id: theirs.line.orderId };
    const nobody = { partner_id: null, customer_id: null, order_id: null, line_number: null, version: null };
    await expect(ofMine().set(owner).execute()).rejects.toThrow(/stays with its entitlement/);
    await expect(
      ofMine()
        .set({ ...nobody, issued_at: null, state: "available" })
        .execute(),
    ).rejects.toThrow();
    await expect(
      ofMine()
        .set({ fingerprint: "0".repeat(64) })
        .execute(),
    ).rejects.toThrow(/stays in its pool/);
    const gone = db.deleteFrom("software_key").where("order_id", "=", mine.line.orderId);
    await expect(gone.execute()).rejects.toThrow(/never deleted/);
    const blob = { sealed: null, wrapped: null, master_version: null };
    await ofMine()
      .set({ ...blob, state: "revoked", revoked_at: 1, revoked_cause: "leaked" })
      .execute();
    await expect(ofMine().set({ state: "issued", revoked_at: null, revoked_cause: null }).execute()).rejects.toThrow(
      /stays revoked/,
    );
    await expect(ofMine().set({ revoked_at: 2 }).execute()).rejects.toThrow(/stays revoked/);
  });
});
