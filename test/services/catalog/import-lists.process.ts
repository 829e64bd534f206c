import { Temporal } from "temporal-polyfill";
import { createServiceDeps } from "#app/composition.server.ts";
import { importPriceList } from "#app/services/catalog/import-price-list.server.ts";
import { openDatabase } from "#db/client.ts";
import { bytesOf, csvText, type RowFields } from "#test/support/price-lists.ts";
import { sandboxVault } from "#test/support/activity-keys.ts";

/** Another process that imports price lists one after the other; prints what became of each as one JSON line. */
const [url, lists] = process.argv.slice(2);
if (url === undefined || lists === undefined) throw new Error("Two arguments are needed");

const db = openDatabase(url);
const deps = createServiceDeps(db, "sandbox", { keyVault: sandboxVault });
const outcomes: string[] = [];
for (const rows of JSON.parse(lists) as RowFields[][]) {
  const bytes = bytesOf(csvText(...rows));
  const file = { fileName: "list.csv", bytesTotal: bytes.length, chunks: [bytes] };
  const at = Temporal.Instant.from("2026-11-02T09:00:00Z");
  const result = await importPriceList(deps, { kind: "system", job: "test" }, file, at);
  outcomes.push(result.ok ? "imported" : result.refusal.code);
}
await db.destroy();
process.stdout.write(JSON.stringify(outcomes));
