import type { ChildProcess } from "node:child_process";
import { openDatabase } from "#db/client.ts";
import { fillBook } from "./dataset.ts";
import { postgresFloorMs, sqliteFloorMs } from "./floor.ts";
import type { RenewalAnswer } from "./renewal-child.ts";
import { writtenRows } from "./renewal-rows.ts";
import type { Benchmark, Measurement } from "./results.ts";
import { askChild, inWorkshop, median, startChild, type Workshop } from "./workshop.ts";

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
        const measured = await inWorkshop(database, options, (workshop) =>
          measure(workshop, size, database === "sqlite" ? sqliteFloorMs : postgresFloorMs),
        );
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

type MeasureFloor = typeof sqliteFloorMs;

/** Takes turns: the job on one copy, the floor on another, so that whatever else the machine does troubles both. */
async function measure(workshop: Workshop, size: number, measureFloor: MeasureFloor): Promise<Measured> {
  const child = await startChild("./renewal-child.ts");
  try {
    const warmUp = await workshop.make((db) => fillBook(db, warmUpSize));
    await takeTurn(workshop, child, warmUp, measureFloor);
    const full = await workshop.make((db) => fillBook(db, size));
    const turns: Measured[] = [];
    for (let n = 0; n < repeatsOf(size); n++) turns.push(await takeTurn(workshop, child, full, measureFloor));
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

async function takeTurn(
  workshop: Workshop,
  child: ChildProcess,
  book: string,
  measureFloor: MeasureFloor,
): Promise<Measured> {
  const forJob = await workshop.copy(book);
  const forFloor = await workshop.copy(book);
  const answer = await askChild<RenewalAnswer>(child, forJob);
  if (answer.status !== "done") throw new Error(`The job failed: ${answer.error}`);
  const db = openDatabase(forJob);
  const written = await writtenRows(db);
  await db.destroy();
  const floorMs = await measureFloor(written, forFloor);
  await workshop.drop(forJob);
  await workshop.drop(forFloor);
  return { jobMs: answer.elapsedMs, floorMs, maxRssMb: answer.maxRssMb };
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
