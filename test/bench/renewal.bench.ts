import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { copyPostgresDatabase, createPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";
import { fillBook } from "./dataset.ts";
import { postgresFloorMs, sqliteFloorMs } from "./floor.ts";
import { type WrittenRows, writtenRows } from "./renewal-rows.ts";
import type { Benchmark, BenchOptions, Measurement } from "./results.ts";

/**
 * Renews everything that is due through the real job, in a process of its own, and holds it against the floor: the
 * same rows written by the driver alone.
 */
export const renewalBench: Benchmark = {
  name: "renewal",
  async run(options) {
    const lines: Measurement[] = [];
    for (const database of options.databases) {
      const costs = new Map<number, number>();
      for (const size of options.sizes) {
        options.say(`renewal, ${database}, ${size.toLocaleString("en-US")} due …`);
        const measured = await (database === "sqlite" ? onSqlite(size) : onPostgres(size, options));
        costs.set(size, measured.jobMs / size);
        lines.push(...linesOf(database, size, measured));
      }
      lines.push(...flatness(database, costs));
    }
    return lines;
  },
};

type Measured = { readonly jobMs: number; readonly floorMs: number; readonly maxRssMb: number };

/** How often a size is measured; the median counts. Small ones swing more. */
function repeatsOf(size: number): number {
  return size <= 1_000 ? 7 : size <= 10_000 ? 3 : 1;
}

/** A small book to warm the process up on, so that a large one is not measured half compiled. */
const warmUpSize = 2_000;

async function onSqlite(size: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "portal-bench-"));
  try {
    const full = await makeSqlite(join(folder, "full.db"), size);
    const warmUp = await makeSqlite(join(folder, "warm-up.db"), warmUpSize);
    const names = Array.from({ length: repeatsOf(size) }, (_, index) => String(index));
    const copies = (kind: string) =>
      names.map((name) => {
        const path = join(folder, `${kind}-${name}.db`);
        copyFileSync(full, path);
        return `sqlite:${path}`;
      });
    const jobs = copies("job");
    const child = await runChild([`sqlite:${warmUp}`, ...jobs]);
    const written = await readBack(jobs[0] ?? "");
    const floors: number[] = [];
    for (const url of copies("floor")) floors.push(await sqliteFloorMs(written, url));
    return { jobMs: median(child.elapsedMs), floorMs: median(floors), maxRssMb: child.maxRssMb };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeSqlite(path: string, size: number): Promise<string> {
  const db = openDatabase(`sqlite:${path}`, { synchronous: "normal" });
  await migrateToLatest(db);
  await fillBook(db, size);
  await db.destroy();
  return path;
}

async function onPostgres(size: number, { postgresServerUrl }: BenchOptions): Promise<Measured> {
  if (postgresServerUrl === undefined) throw new Error("There is no PostgreSQL server to measure on");
  const made: string[] = [];
  const make = async (bookSize: number) => {
    const url = await createPostgresDatabase(postgresServerUrl);
    made.push(url);
    const db = openDatabase(url);
    await fillBook(db, bookSize);
    await db.destroy();
    return url;
  };
  const copy = async (url: string) => {
    const copied = await copyPostgresDatabase(postgresServerUrl, url);
    made.push(copied);
    return copied;
  };
  try {
    const full = await make(size);
    const warmUp = await make(warmUpSize);
    const jobs: string[] = [];
    for (let n = 0; n < repeatsOf(size); n++) jobs.push(await copy(full));
    const child = await runChild([warmUp, ...jobs]);
    const written = await readBack(jobs[0] ?? "");
    const floors: number[] = [];
    for (let n = 0; n < repeatsOf(size); n++) floors.push(await postgresFloorMs(written, await copy(full)));
    return { jobMs: median(child.elapsedMs), floorMs: median(floors), maxRssMb: child.maxRssMb };
  } finally {
    for (const url of made) await dropPostgresDatabase(postgresServerUrl, url);
  }
}

async function readBack(url: string): Promise<WrittenRows[]> {
  const db = openDatabase(url);
  const written = await writtenRows(db);
  await db.destroy();
  return written;
}

type ChildReport = {
  runs: { elapsedMs: number; done: number; status: string; error: string | null }[];
  maxRssMb: number;
};

async function runChild(urls: readonly string[]): Promise<{ elapsedMs: number[]; maxRssMb: number }> {
  const script = fileURLToPath(new URL("./renewal-child.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, ...urls], {
    maxBuffer: 1e7,
  });
  const report = JSON.parse(stdout) as ChildReport;
  const failed = report.runs.find((run) => run.status !== "done");
  if (failed !== undefined) throw new Error(`The job failed: ${failed.error}`);
  return { elapsedMs: report.runs.slice(1).map((run) => run.elapsedMs), maxRssMb: report.maxRssMb };
}

const ratioMin = 0.5;
const memoryMaxMb = 300;
/** "Flat": a renewal among the largest number costs at most this many times one among the smallest. */
const flatnessMax = 1.5;

function linesOf(
  database: Measurement["database"],
  size: number,
  { jobMs, floorMs, maxRssMb }: Measured,
): Measurement[] {
  const value = size / (jobMs / 1000);
  const floor = size / (floorMs / 1000);
  const ratio = value / floor;
  const shared = { database, size };
  return [
    {
      ...shared,
      benchmark: "renewals per second",
      value,
      floor,
      unit: "1/s",
      ratio,
      target: `>= ${ratioMin}`,
      isMet: ratio >= ratioMin,
      note: `${((jobMs * 1000) / size).toFixed(0)} µs each, floor ${((floorMs * 1000) / size).toFixed(0)} µs`,
    },
    {
      ...shared,
      benchmark: "peak memory",
      value: maxRssMb,
      floor: null,
      unit: "MB",
      ratio: null,
      target: `< ${memoryMaxMb} MB`,
      isMet: maxRssMb < memoryMaxMb,
      note: "",
    },
  ];
}

function flatness(database: Measurement["database"], costs: ReadonlyMap<number, number>): Measurement[] {
  const sizes = [...costs.keys()].sort((a, b) => a - b);
  const [smallest, largest] = [sizes.at(0), sizes.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return [];
  const ratio = (costs.get(largest) ?? 0) / (costs.get(smallest) ?? 1);
  return [
    {
      benchmark: "cost per renewal, large against small",
      database,
      size: largest,
      value: (costs.get(largest) ?? 0) * 1000,
      floor: (costs.get(smallest) ?? 0) * 1000,
      unit: "µs",
      ratio,
      target: `<= ${flatnessMax}`,
      isMet: ratio <= flatnessMax,
      note: `against ${smallest.toLocaleString("en-US")}`,
    },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured");
  return middle;
}
