import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { canonicalJson, withIdempotency } from "#app/services/idempotency.server.ts";
import type { Db, Tx } from "#db/client.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const at = Temporal.Instant.from("2026-11-02T09:00:00Z");

type Answer = { readonly orderId: string };

/** Adds a row to a table of the house, so that a second effect would be seen. */
async function effect(tx: Tx, name: string): Promise<void> {
  await tx.insertInto("portal_setting").values({ name, value_json: "1", changed_at: 0 }).execute();
}

async function effects(db: Db, prefix: string): Promise<number> {
  const rows = await db.selectFrom("portal_setting").select("name").where("name", "like", `${prefix}%`).execute();
  return rows.length;
}

describeOnBothDatabases("A repeated request", (database) => {
  const send = (
    wish: { ownerId: string; key: string; request: unknown; operation?: string },
    work: (tx: Tx) => Promise<Result<Answer, Refusal>>,
  ) =>
    database()
      .db.transaction()
      .execute((tx) => withIdempotency(tx, { operation: "check-out", ...wish }, at, () => work(tx)));

  test("gets the first answer, and the work is done once", async () => {
    const wish = { ownerId: randomUUID(), key: "k", request: { cart: "c1", lines: [1, 2] } };
    const prefix = randomUUID();
    const buy = (orderId: string) => async (tx: Tx) => {
      await effect(tx, `${prefix}-${orderId}`);
      return ok({ orderId });
    };
    expect(await send(wish, buy("first"))).toEqual(ok({ orderId: "first" }));
    expect(await send(wish, buy("second"))).toEqual(ok({ orderId: "first" }));
    expect(await send({ ...wish, request: { lines: [1, 2], cart: "c1" } }, buy("third"))).toEqual(
      ok({ orderId: "first" }),
    );
    expect(await effects(database().db, prefix)).toBe(1);
  });

  test("with another body, or for another use case, is refused", async () => {
    const wish = { ownerId: randomUUID(), key: "k", request: { quantity: 1 } };
    await send(wish, async () => ok({ orderId: "first" }));
    const other = refused({ code: "idempotency-key-reused" });
    expect(await send({ ...wish, request: { quantity: 2 } }, async () => ok({ orderId: "second" }))).toEqual(other);
    expect(await send({ ...wish, operation: "cancel" }, async () => ok({ orderId: "second" }))).toEqual(other);
  });

  test("of another user with the same key is that user's own", async () => {
    const wish = { ownerId: randomUUID(), key: "k", request: {} };
    await send(wish, async () => ok({ orderId: "first" }));
    expect(await send({ ...wish, ownerId: randomUUID() }, async () => ok({ orderId: "second" }))).toEqual(
      ok({ orderId: "second" }),
    );
  });

  test("after a refusal is tried afresh, also corrected", async () => {
    const wish = { ownerId: randomUUID(), key: "k", request: { quantity: 0 } };
    const refusal = refused({ code: "cart-empty" });
    expect(await send(wish, async () => refusal)).toEqual(refusal);
    expect(await send({ ...wish, request: { quantity: 1 } }, async () => ok({ orderId: "now" }))).toEqual(
      ok({ orderId: "now" }),
    );
  });

  test("after a crash in the transaction is done, because the key went with the effect", async () => {
    const wish = { ownerId: randomUUID(), key: "k", request: {} };
    const prefix = randomUUID();
    const crash = send(wish, async (tx) => {
      await effect(tx, `${prefix}-lost`);
      throw new Error("power cut");
    });
    await expect(crash).rejects.toThrow("power cut");
    expect(await send(wish, async () => ok({ orderId: "again" }))).toEqual(ok({ orderId: "again" }));
    expect(await effects(database().db, prefix)).toBe(0);
  });

  test("at the same moment as the first waits for it, from one process and from two", async () => {
    const ownerId = randomUUID();
    const prefix = randomUUID();
    const script = fileURLToPath(new URL("repeat-request.process.ts", import.meta.url));
    const sendTen = async (name: string) => {
      const args = ["--import", "tsx", script, database().url, ownerId, prefix, name];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      return JSON.parse(stdout) as Result<Answer>[];
    };
    const answers = (await Promise.all([sendTen("a"), sendTen("b")])).flat();
    expect(answers).toHaveLength(20);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.ok).toBe(true);
    expect(await effects(database().db, prefix)).toBe(1);
  });

  test("whose answer JSON would change is a mistake that shows at once", async () => {
    const wish = { ownerId: randomUUID(), key: "k", request: {} };
    const badly = database()
      .db.transaction()
      .execute((tx) => withIdempotency(tx, { operation: "o", ...wish }, at, async () => ok({ at })));
    await expect(badly).rejects.toThrow("plain JSON");
  });
});

describe("The canonical form of a request", () => {
  test("does not depend on the order of fields, and is told apart by any value", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (request) => {
        const reversed = Object.fromEntries(Object.entries(request).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(request));
        expect(JSON.parse(canonicalJson(request))).toEqual(JSON.parse(JSON.stringify(request)));
      }),
    );
    expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
    expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
    expect(canonicalJson({ on: Temporal.PlainDate.from("2026-11-02") })).toBe('{"on":"2026-11-02"}');
  });
});
