import { Agent, get as request } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { CompiledQuery } from "kysely";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { appendActivity } from "#app/services/activity/append-activity.server.ts";
import type { Db } from "#db/client.ts";
import { buildOfApi } from "#test/routes/support/api-build.ts";
import { addApiClient, clientSecret } from "#test/support/api-clients.ts";
import { type RunningPortal, startPortal } from "#test/support/portal.ts";
import { createPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";
import { fillPagesBook, type PagesBook, pagesAt } from "./pages-book.ts";
import type { Benchmark, BenchOptions, Measurement } from "./results.ts";

const smallSize = 1_000;
const largeSize = 200_000;
const rounds = 200;
/** So many that the engine has compiled what it runs, as in a server that has been up for a minute. */
const warmingRounds = 400;
const itemsOfPage = 100;

type DatabaseName = BenchOptions["databases"][number];

/** The reads that are measured, below the portal's address. */
const readsOf = ({ customerId, subscriptionId }: PagesBook) =>
  ({
    "a subscription": `/v1/customers/${customerId}/subscriptions/${subscriptionId}`,
    "100 subscriptions": `/v1/customers/${customerId}/subscriptions`,
    "100 audit records": `/v1/auditrecords?size=${itemsOfPage}`,
  }) as const;
type ReadName = keyof ReturnType<typeof readsOf>;

/**
 * Reads of the API per second, against a bare Express route that makes the same queries and sends the same bytes; and
 * the time of a read in a book of 200,000 subscriptions and as many lines of the log, against one of 1,000.
 */
export const apiBench: Benchmark = {
  name: "api",
  async run(options) {
    const lines: Measurement[] = [];
    for (const database of options.databases) lines.push(...(await onDatabase(database, options)));
    return lines;
  },
};

async function onDatabase(database: DatabaseName, options: BenchOptions): Promise<Measurement[]> {
  const { postgresServerUrl: server } = options;
  if (database === "postgres" && server === undefined) throw new Error("No PostgreSQL server to measure on");
  const isPostgres = database === "postgres" && server !== undefined;
  const urls = isPostgres ? [await createPostgresDatabase(server), await createPostgresDatabase(server)] : [];
  options.say(`api, ${database}: filling books of ${smallSize} and ${largeSize} …`);
  const small = await openSite(smallSize, urls[0]);
  const large = await openSite(largeSize, urls[1]);
  try {
    options.say(`api, ${database}: reading …`);
    const lines: Measurement[] = [];
    for (const name of Object.keys(readsOf(small.book)) as ReadName[])
      lines.push(...(await measureRead(name, database, { small, large })));
    return lines;
  } finally {
    for (const site of [small, large]) await site.close();
    for (const url of urls) await dropPostgresDatabase(server ?? "", url);
  }
}

type Site = {
  readonly book: PagesBook;
  readonly portal: RunningPortal;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
  close(): Promise<void>;
};

async function openSite(size: number, url: string | undefined): Promise<Site> {
  const portal = await startPortal({
    now: pagesAt,
    build: await buildOfApi(),
    environment: { API_CALLS_PER_MINUTE: "10000000", ...(url === undefined ? {} : { DATABASE_URL: url }) },
    rateLimits: { unsafePerMinute: 10_000_000, safePerMinute: 10_000_000, apiPerMinute: 10_000_000 },
  });
  const { deps } = portal.composition;
  const book = await fillPagesBook(deps.db, size, itemsOfPage);
  await fillLog(portal, book, size);
  const id = crypto.randomUUID();
  await addApiClient(deps.db, { id, partnerId: book.partnerId, roles: ["admin-agent", "global-admin"], at: pagesAt });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    book,
    portal,
    headers: { Authorization: `Bearer ${await tokenFor(portal, id)}` },
    agent,
    close: async () => {
      agent.destroy();
      await portal.close();
    },
  };
}

async function tokenFor(portal: RunningPortal, clientId: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  const response = await fetch(`${portal.url}/common/oauth2/token`, { method: "POST", body });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`No token: ${response.status}`);
  return token;
}

/** A line for each subscription of the book, spread over the year before the reads. */
async function fillLog({ composition: { deps } }: RunningPortal, { partnerId, customerId }: PagesBook, size: number) {
  const yearMs = 365 * 86_400_000;
  const ids = createUuidIds(() => pagesAt.epochMilliseconds);
  const actor: Actor = { kind: "system", job: "renew-due-subscriptions" };
  const atOnce = 1_000;
  for (let from = 0; from < size; from += atOnce) {
    const entries = Array.from({ length: Math.min(atOnce, size - from) }, (_, offset) => ({
      id: ids.next(),
      actor,
      draft: activityDone(
        "auto-renew-switched",
        pagesAt.subtract({ milliseconds: Math.floor(((size - from - offset) * yearMs) / size) }),
        { partnerId, customerId, subscriptionId: crypto.randomUUID(), productId: "P" },
        { oldValue: { isAutoRenewOn: true }, newValue: { isAutoRenewOn: false } },
      ),
    }));
    await deps.db.transaction().execute((tx) => appendActivity(tx, deps, entries));
  }
}

async function measureRead(
  name: ReadName,
  database: DatabaseName,
  { small, large }: Readonly<Record<"small" | "large", Site>>,
): Promise<Measurement[]> {
  const paths = { small: readsOf(small.book)[name], large: readsOf(large.book)[name] };
  const bare = await openBare(large, paths.large);
  const times = { small: [] as number[], large: [] as number[], bare: [] as number[] };
  try {
    for (let round = -warmingRounds; round < rounds; round++) {
      // In turns, so that all of them see the same machine.
      const measured = {
        small: (await read(small, small.portal.url + paths.small)).ms,
        large: (await read(large, large.portal.url + paths.large)).ms,
        bare: (await read(large, bare.url, bare.agent)).ms,
      };
      if (round < 0) continue;
      for (const key of ["small", "large", "bare"] as const) times[key].push(measured[key]);
    }
  } finally {
    await bare.close();
  }
  const [smallMs, largeMs, bareMs] = [median(times.small), median(times.large), median(times.bare)];
  const shared = { benchmark: "api", database, size: largeSize } as const;
  const share = bareMs / largeMs;
  const growth = largeMs / smallMs;
  return [
    {
      ...shared,
      value: 1_000 / largeMs,
      floor: 1_000 / bareMs,
      unit: "1/s",
      ratio: share,
      target: "at least 0.4",
      isMet: share >= 0.4,
      note: `${name}: against a bare route, ${bare.queries} queries, ${bare.bytes} bytes`,
    },
    {
      ...shared,
      value: largeMs,
      floor: smallMs,
      unit: "ms",
      ratio: growth,
      target: "at most 1.3",
      isMet: growth <= 1.3,
      note: `${name}: large against small`,
    },
  ];
}

/** An Express route without anything around it: the queries of one call of the API, and its bytes. */
async function openBare(site: Site, path: string) {
  const { db } = site.portal.composition.deps;
  await read(site, site.portal.url + path);
  const { queries, body } = await queriesOf(db, async () => (await read(site, site.portal.url + path)).body);
  const app = express();
  const answer = async (response: express.Response) => {
    for (const query of queries) await db.executeQuery(query);
    response.type("application/json").send(body);
  };
  app.get("/bare", (_request, response, next) => {
    void answer(response).then(undefined, next);
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => {
    server.once("listening", resolve);
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bare`,
    agent,
    queries: queries.length,
    bytes: body.length,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** What a piece of work asks the database, in the order in which it asks. */
async function queriesOf(db: Db, work: () => Promise<Buffer>) {
  const executor = db.getExecutor();
  const queries: CompiledQuery[] = [];
  const ask = executor.executeQuery.bind(executor);
  executor.executeQuery = (query, ...rest) => {
    queries.push(CompiledQuery.raw(query.sql, [...query.parameters]));
    return ask(query, ...rest);
  };
  try {
    return { body: await work(), queries };
  } finally {
    executor.executeQuery = ask;
  }
}

function read(site: Site, url: string, agent: Agent = site.agent): Promise<{ ms: number; body: Buffer }> {
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: site.headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const body = Buffer.concat(parts);
        if (answer.statusCode === 200) resolve({ ms: performance.now() - startedMs, body });
        else reject(new Error(`${url} answered ${answer.statusCode}: ${body.toString().slice(0, 300)}`));
      });
    }).on("error", reject);
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
