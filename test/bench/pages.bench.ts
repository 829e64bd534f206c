import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { paths } from "#app/http/paths.ts";
import { createAccount, type RunningPortal, signInTo, startPortal } from "#test/support/portal.ts";
import { createPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";
import { bareBuild, barePath } from "./bare-page.ts";
import { fillPagesBook, type PagesBook, pagesAt } from "./pages-book.ts";
import type { Benchmark, BenchOptions, Measurement } from "./results.ts";

const smallSize = 1_000;
const largeSize = 200_000;
const rounds = 120;
const warmingRounds = 30;

type DatabaseName = BenchOptions["databases"][number];
type Site = {
  readonly portal: RunningPortal;
  readonly book: PagesBook;
  readonly get: (path: string) => Promise<number>;
};

const pagesOf = ({ customerId, subscriptionId }: PagesBook) =>
  ({
    home: paths.home(),
    customers: paths.customers(),
    "a customer's subscriptions": paths.customerSubscriptions(customerId),
    "a subscription": paths.subscription(customerId, subscriptionId),
  }) as const;
const listPages = ["customers", "a customer's subscriptions"] as const;

/**
 * Pages of a small and of a large book, in turns, so that both see the same machine; list pages against a bare page
 * with a table of as many rows; and pages while a renewal run goes on in another process.
 */
export const pagesBench: Benchmark = {
  name: "pages",
  async run(options) {
    const lines: Measurement[] = [];
    for (const database of options.databases) lines.push(...(await onDatabase(database, options)));
    return lines;
  },
};

async function onDatabase(database: DatabaseName, options: BenchOptions): Promise<Measurement[]> {
  const urls = database === "postgres" ? await postgresUrls(options) : [];
  options.say(`pages, ${database}: filling books of ${smallSize} and ${largeSize} …`);
  const small = await openSite(smallSize, urls[0]);
  const large = await openSite(largeSize, urls[1]);
  const bare = await openSite(smallSize, urls[2], true);
  try {
    options.say(`pages, ${database}: reading …`);
    const lines = await comparedPages(database, { small, large, bare });
    options.say(`pages, ${database}: reading while a renewal run goes on …`);
    lines.push(await besideARenewal(database, large));
    return lines;
  } finally {
    for (const { portal } of [small, large, bare]) await portal.close();
    for (const url of urls) await dropPostgresDatabase(options.postgresServerUrl ?? "", url);
  }
}

async function postgresUrls({ postgresServerUrl }: BenchOptions): Promise<string[]> {
  if (postgresServerUrl === undefined) throw new Error("No PostgreSQL server to measure on");
  return Promise.all([1, 2, 3].map(() => createPostgresDatabase(postgresServerUrl)));
}

async function openSite(size: number, url: string | undefined, isBare = false): Promise<Site> {
  const portal = await startPortal({
    now: pagesAt,
    ...(url === undefined ? {} : { environment: { DATABASE_URL: url } }),
    ...(isBare ? { changeBuild: bareBuild } : {}),
  });
  const book = await fillPagesBook(portal.composition.deps.db, size);
  const cookie = isBare ? "" : await signedIn(portal, book.partnerId);
  const get = async (path: string) => {
    const startedMs = performance.now();
    const answer = await fetch(portal.url + path, { headers: { cookie }, redirect: "manual" });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return performance.now() - startedMs;
  };
  return { portal, book, get };
}

async function signedIn(portal: RunningPortal, partnerId: string): Promise<string> {
  const account = await createAccount(portal, { roles: ["admin-agent"], partnerId });
  return (await signInTo(portal, account)).cookie;
}

type Sites = Readonly<Record<"small" | "large" | "bare", Site>>;

async function comparedPages(database: DatabaseName, { small, large, bare }: Sites): Promise<Measurement[]> {
  const names = Object.keys(pagesOf(small.book)) as (keyof ReturnType<typeof pagesOf>)[];
  const lines: Measurement[] = [];
  for (const name of names) {
    const times = { small: [] as number[], large: [] as number[], bare: [] as number[] };
    for (let round = -warmingRounds; round < rounds; round++) {
      const measured = {
        small: await small.get(pagesOf(small.book)[name]),
        large: await large.get(pagesOf(large.book)[name]),
        bare: await bare.get(barePath),
      };
      if (round < 0) continue;
      for (const key of ["small", "large", "bare"] as const) times[key].push(measured[key]);
    }
    const [smallMs, largeMs, bareMs] = [median(times.small), median(times.large), median(times.bare)];
    lines.push(line(database, `${name}: large against small`, { value: largeMs, floor: smallMs, most: 1.5 }));
    if (listPages.some((list) => list === name))
      lines.push(line(database, `${name}: against a bare page`, { value: largeMs, floor: bareMs, most: 3 }));
  }
  return lines;
}

/** 95 of 100 reads of every page while the job renews a large book, against the same reads when nothing else goes on. */
async function besideARenewal(database: DatabaseName, site: Site): Promise<Measurement> {
  const addresses = Object.values(pagesOf(site.book));
  const idle: number[] = [];
  for (let round = 0; round < rounds; round++) for (const path of addresses) idle.push(await site.get(path));
  const job = startRenewal(site);
  const ended = once(job, "exit");
  const beside: number[] = [];
  while (job.exitCode === null && beside.length < rounds * addresses.length * 4)
    for (const path of addresses) beside.push(await site.get(path));
  job.kill("SIGKILL");
  await ended;
  if (beside.length < rounds) throw new Error("The renewal run was over before the pages could be measured");
  return line(database, "p95 of all pages beside a renewal run", {
    value: percentile(beside, 0.95),
    floor: percentile(idle, 0.95),
    most: 2,
  });
}

/** The job as it is run by hand, up to an instant at which a third of the book is due. */
function startRenewal({ portal }: Site): ChildProcess {
  const { databaseUrl } = portal.composition.env;
  return spawn(
    process.execPath,
    ["--import", "tsx", "jobs/run-once.ts", "renew-due-subscriptions", "--at", "2025-07-08T00:00:00Z"],
    { env: { ...process.env, MODE: "sandbox", DATABASE_URL: databaseUrl }, stdio: ["ignore", "ignore", "inherit"] },
  );
}

function line(
  database: DatabaseName,
  note: string,
  { value, floor, most }: { readonly value: number; readonly floor: number; readonly most: number },
): Measurement {
  const ratio = value / floor;
  const target = `at most ${most}`;
  return {
    benchmark: "pages",
    database,
    size: largeSize,
    value,
    floor,
    unit: "ms",
    ratio,
    target,
    isMet: ratio <= most,
    note,
  };
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
