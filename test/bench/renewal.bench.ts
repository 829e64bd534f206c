import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase, sqlitePath } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { copyPostgresDatabase, createPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";
import { fillBook } from "./dataset.ts";
import { postgresFloorMs, sqliteFloorMs } from "./floor.ts";
import type { RenewalAnswer } from "./renewal-child.ts";
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
  return size <= 1_000 ? 9 : size <= 10_000 ? 5 : 3;
}

/** A small book to warm both sides up on, so that the first one measured is not measured half compiled. */
const warmUpSize = 3_000;

/** Where books are made and copied; both databases look the same from here. */
type Workshop = {
  make(size: number): Promise<string>;
  copy(url: string): Promise<string>;
  drop(url: string): Promise<void>;
  floorMs(written: readonly WrittenRows[], url: string): Promise<number>;
};

/** Takes turns: the job on one copy, the floor on another, so that whatever else the machine does troubles both. */
async function measure(workshop: Workshop, size: number): Promise<Measured> {
  const child = await startChild();
  try {
    const warmUp = await workshop.make(warmUpSize);
    await takeTurn(workshop, child, warmUp);
    const full = await workshop.make(size);
    const turns: Measured[] = [];
    for (let n = 0; n < repeatsOf(size); n++) turns.push(await takeTurn(workshop, child, full));
    await workshop.drop(full);
    await workshop.drop(warmUp);
    return {
      jobMs: median(turns.map((turn) => turn.jobMs)),
      floorMs: median(turns.map((turn) => turn.floorMs)),
      maxRssMb: Math.max(...turns.map((turn) => turn.maxRssMb)),
    };
  } finally {
    child.kill();
  }
}

async function takeTurn(workshop: Workshop, child: ChildProcess, book: string): Promise<Measured> {
  const forJob = await workshop.copy(book);
  const forFloor = await workshop.copy(book);
  const answered = once(child, "message") as Promise<[RenewalAnswer]>;
  child.send(forJob);
  const [answer] = await answered;
  if (answer.status !== "done") throw new Error(`The job failed: ${answer.error}`);
  const db = openDatabase(forJob);
  const written = await writtenRows(db);
  await db.destroy();
  const floorMs = await workshop.floorMs(written, forFloor);
  await workshop.drop(forJob);
  await workshop.drop(forFloor);
  return { jobMs: answer.elapsedMs, floorMs, maxRssMb: answer.maxRssMb };
}

async function startChild(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("./renewal-child.ts", import.meta.url));
  const child = fork(script, { execArgv: ["--import", "tsx"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  child.once("exit", (code) => {
    if (code !== null && code !== 0) throw new Error(`The process of the job ended with ${code}`);
  });
  await once(child, "message");
  return child;
}

async function onSqlite(size: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "portal-bench-"));
  let made = 0;
  const nextPath = () => join(folder, `${(made += 1)}.db`);
  try {
    return await measure(
      {
        async make(bookSize) {
          const path = nextPath();
          const db = openDatabase(`sqlite:${path}`, { synchronous: "normal" });
          await migrateToLatest(db);
          await fillBook(db, bookSize);
          await db.destroy();
          return `sqlite:${path}`;
        },
        async copy(url) {
          const path = nextPath();
          copyFileSync(sqlitePath(url), path);
          return `sqlite:${path}`;
        },
        drop: async (url) => rmSync(sqlitePath(url), { force: true }),
        floorMs: sqliteFloorMs,
      },
      size,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(size: number, { postgresServerUrl }: BenchOptions): Promise<Measured> {
  if (postgresServerUrl === undefined) throw new Error("There is no PostgreSQL server to measure on");
  return measure(
    {
      async make(bookSize) {
        const url = await createPostgresDatabase(postgresServerUrl);
        const db = openDatabase(url);
        await fillBook(db, bookSize);
        await db.destroy();
        return url;
      },
      copy: (url) => copyPostgresDatabase(postgresServerUrl, url),
      drop: (url) => dropPostgresDatabase(postgresServerUrl, url),
      floorMs: postgresFloorMs,
    },
    size,
  );
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
