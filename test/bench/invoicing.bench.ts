import { fillBook } from "./dataset.ts";
import type { InvoicingAnswer, InvoicingTask } from "./invoicing-child.ts";
import type { Benchmark, Measurement } from "./results.ts";
import { askChild, inWorkshop, median, startChild, type Workshop } from "./workshop.ts";

/**
 * Puts every charge of one partner's month on one invoice through the real job, in a process of its own, and writes the
 * statement and the reconciliation file of the longest one, each in a process of its own again. A line must not cost
 * more on a long invoice than on a short one, and nothing may grow in memory.
 */
export const invoicingBench: Benchmark = {
  name: "invoicing",
  async run(options) {
    const lines: Measurement[] = [];
    for (const database of options.databases) {
      const costs = new Map<number, number>();
      for (const size of options.sizes) {
        options.say(`invoicing, ${database}, ${size.toLocaleString("en-US")} lines …`);
        const measured = await inWorkshop(database, options, (workshop) => measure(workshop, size));
        costs.set(size, measured.issue.elapsedMs / size);
        lines.push(...linesOf(database, size, measured));
      }
      lines.push(...flatness(database, costs));
    }
    return lines;
  },
};

type Measured = Readonly<Record<"issue" | "pdf" | "csv", InvoicingAnswer>>;

/** A small book to warm the code up on, so that a short invoice is not measured half compiled. */
const warmUpSize = 3_000;

/** How often a size is measured; the median counts. Small ones swing more. */
function repeatsOf(size: number): number {
  return size <= 1_000 ? 9 : size <= 10_000 ? 5 : 1;
}

const book = { partners: 1, yearlyOfTen: 10 };

async function measure(workshop: Workshop, size: number): Promise<Measured> {
  const warmUp = await workshop.make((db) => fillBook(db, warmUpSize, book));
  const full = await workshop.make((db) => fillBook(db, size, book));
  const turns: InvoicingAnswer[] = [];
  let invoiced = "";
  await inOneChild(async (ask) => {
    const first = await workshop.copy(warmUp);
    await ask({ url: first, what: "issue" });
    await workshop.drop(first);
    for (let n = 0; n < repeatsOf(size); n++) {
      if (invoiced !== "") await workshop.drop(invoiced);
      invoiced = await workshop.copy(full);
      const answer = await ask({ url: invoiced, what: "issue" });
      if (answer.amount !== size) throw new Error(`${answer.amount} lines were invoiced instead of ${size}`);
      turns.push(answer);
    }
  });
  const issue = {
    elapsedMs: median(turns.map(({ elapsedMs }) => elapsedMs)),
    amount: size,
    maxRssMb: Math.max(...turns.map(({ maxRssMb }) => maxRssMb)),
  };
  const pdf = await inOneChild((ask) => ask({ url: invoiced, what: "pdf" }));
  const csv = await inOneChild((ask) => ask({ url: invoiced, what: "csv" }));
  for (const url of [invoiced, full, warmUp]) await workshop.drop(url);
  return { issue, pdf, csv };
}

async function inOneChild<T>(work: (ask: (task: InvoicingTask) => Promise<InvoicingAnswer>) => Promise<T>): Promise<T> {
  const child = await startChild("./invoicing-child.ts");
  try {
    return await work((task) => askChild<InvoicingAnswer>(child, task));
  } finally {
    child.kill();
  }
}

const memoryMaxMb = 300;
/** "Flat": a line on the longest invoice costs at most this many times one on the shortest. */
const flatnessMax = 1.5;

const names = { issue: "issuing", pdf: "statement (PDF)", csv: "reconciliation file (CSV)" } as const;

function linesOf(database: Measurement["database"], size: number, measured: Measured): Measurement[] {
  return (["issue", "pdf", "csv"] as const).map((what) => {
    const { elapsedMs, amount, maxRssMb } = measured[what];
    const each = `${((elapsedMs * 1000) / size).toFixed(0)} µs a line`;
    return {
      benchmark: `${names[what]}: memory`,
      database,
      size,
      value: maxRssMb,
      floor: null,
      unit: "MB",
      ratio: null,
      target: `< ${memoryMaxMb} MB`,
      isMet: maxRssMb < memoryMaxMb,
      note: what === "issue" ? each : `${each}, ${(amount / 1_000_000).toFixed(1)} MB long`,
    };
  });
}

/** Every size against the smallest. */
function flatness(database: Measurement["database"], costs: ReadonlyMap<number, number>): Measurement[] {
  const [smallest, ...larger] = [...costs.keys()].sort((a, b) => a - b);
  if (smallest === undefined) return [];
  const floor = (costs.get(smallest) ?? 1) * 1000;
  return larger.map((size) => {
    const value = (costs.get(size) ?? 0) * 1000;
    const ratio = value / floor;
    return {
      benchmark: "cost per line",
      database,
      size,
      value,
      floor,
      unit: "µs",
      ratio,
      target: `<= ${flatnessMax}`,
      isMet: ratio <= flatnessMax,
      note: `against ${smallest.toLocaleString("en-US")}`,
    };
  });
}
