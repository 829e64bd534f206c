import "./production.ts";
import { parseArgs } from "node:util";
import { startPostgresServer } from "#test/support/postgres-server.ts";
import { activityBench } from "./activity.bench.ts";
import { apiBench } from "./api.bench.ts";
import { invoicingBench } from "./invoicing.bench.ts";
import { pagesBench } from "./pages.bench.ts";
import { productListBench } from "./product-list.bench.ts";
import { renewalBench } from "./renewal.bench.ts";
import { asTable, type Benchmark, type Measurement } from "./results.ts";

/**
 * `npm run bench`: measures the portal against floors taken in the same run, so that what counts, the ratios, hold on
 * any machine. Ends with an error when a target is missed.
 *
 *   npm run bench -- --only renewal --sizes 1000,10000 --databases sqlite --json
 */
const benchmarks: readonly Benchmark[] = [
  renewalBench,
  invoicingBench,
  pagesBench,
  apiBench,
  activityBench,
  productListBench,
];

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    sizes: { type: "string", default: "1000,10000,100000" },
    databases: { type: "string", default: "sqlite,postgres" },
    json: { type: "boolean", default: false },
  },
});

const databases = values.databases.split(",").map((name) => {
  if (name !== "sqlite" && name !== "postgres") throw new Error(`No database called ${name}: sqlite, postgres`);
  return name;
});
const server = databases.includes("postgres") ? await startPostgresServer() : undefined;
const measurements: Measurement[] = [];
try {
  for (const benchmark of benchmarks) {
    if (values.only !== undefined && values.only !== benchmark.name) continue;
    for (const database of databases)
      measurements.push(
        ...(await benchmark.run({
          sizes: values.sizes.split(",").map(Number),
          databases: [database],
          postgresServerUrl: server?.url,
          say: (line) => console.error(line),
        })),
      );
  }
} finally {
  // Also when a benchmark failed: what was measured before it took an hour.
  console.log(values.json ? JSON.stringify(measurements, null, 2) : asTable(measurements));
  await server?.stop();
}
if (measurements.some((line) => !line.isMet)) process.exitCode = 1;
