import { Temporal } from "temporal-polyfill";
import { ok } from "#app/domain/result.ts";
import { withIdempotency } from "#app/services/idempotency.server.ts";
import { openDatabase } from "#db/client.ts";

/** Another process that sends the same request ten times at once; prints the answers as one JSON line. */
const [url, ownerId, prefix, name] = process.argv.slice(2);
if (url === undefined || ownerId === undefined || prefix === undefined) throw new Error("Three arguments are needed");

const db = openDatabase(url);
const answers = await Promise.all(
  Array.from({ length: 10 }, (_, n) =>
    db.transaction().execute((tx) =>
      withIdempotency(
        tx,
        { ownerId, key: "k", operation: "check-out", request: { cart: "c1" } },
        Temporal.Instant.from("2026-11-02T09:00:00Z"),
        async () => {
          const setting = { name: `${prefix}-${name}-${n}`, value_json: "1", changed_at: 0 };
          await tx.insertInto("portal_setting").values(setting).execute();
          return ok({ orderId: `order ${name} ${n}` });
        },
      ),
    ),
  ),
);
await db.destroy();
process.stdout.write(JSON.stringify(answers));
