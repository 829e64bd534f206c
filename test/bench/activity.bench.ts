import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { type ActivityAction, activityActions, activityDone } from "#app/domain/activity/activity.ts";
import { chainOf } from "#app/domain/activity/chain.ts";
import { appendActivity } from "#app/services/activity/append-activity.server.ts";
import { keyFinder, verifyChain } from "#app/services/activity/verify-chain.server.ts";
import { type Db, openDatabase } from "#db/client.ts";
import type { Cursor } from "#db/keyset.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { insertPlacedLines } from "#db/repositories/activity-chain.ts";
import { rowOfActivity } from "#db/repositories/activity.ts";
import { type ActivityFilter, listActivity } from "#db/repositories/activity-list.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";
import { buildPartner, buildUser, instant } from "#test/support/builders.ts";
import { createPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";
import type { Benchmark, BenchOptions, Measurement } from "./results.ts";
import { gatherStatistics } from "./statistics.ts";

type DatabaseName = Measurement["database"];

/**
 * What the chain of the log costs, and what a page of it: lines appended with and without the chain, one by one and
 * many at a time, by one writer and by eight; and pages of a long log against those of a short one.
 */
export const activityBench: Benchmark = {
  name: "activity",
  async run(options) {
    const lines: Measurement[] = [];
    for (const database of options.databases) {
      options.say(`activity, ${database}: appending …`);
      lines.push(...(await withDatabase(database, options, (db) => measureAppends(db, database))));
      lines.push(...(await measurePages(database, options)));
    }
    return lines;
  },
};

const start = instant("2024-01-01T00:00:00Z");
const actor: Actor = { kind: "system", job: "renew-due-subscriptions" };

async function withDatabase<T>(
  database: DatabaseName,
  { postgresServerUrl }: BenchOptions,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  if (database === "postgres") {
    if (postgresServerUrl === undefined) throw new Error("There is no PostgreSQL server to measure on");
    const url = await createPostgresDatabase(postgresServerUrl);
    const db = openDatabase(url, { poolMax: 8 });
    try {
      return await work(db);
    } finally {
      await db.destroy();
      await dropPostgresDatabase(postgresServerUrl, url);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), "portal-bench-"));
  const db = openDatabase(`sqlite:${join(folder, "activity.db")}`);
  try {
    await migrateToLatest(db);
    return await work(db);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Append = (partnerIds: readonly string[], perTransaction: number) => Promise<void>;

async function measureAppends(db: Db, database: DatabaseName): Promise<Measurement[]> {
  const ids = createUuidIds(() => start.epochMilliseconds);
  const partnerIds: string[] = [];
  for (let n = 0; n < 20; n++) partnerIds.push((await buildPartner(db)).id);
  const draftOf = (partnerId: string) =>
    activityDone(
      "subscription-renewed",
      start,
      { partnerId, customerId: ids.next(), orderId: ids.next(), subscriptionId: ids.next(), productId: "P" },
      { oldValue: { termNumber: 1 }, newValue: { termNumber: 2, quantity: 25 } },
    );
  const entriesOf = (partners: readonly string[], count: number) =>
    Array.from({ length: count }, (_, n) => ({
      id: ids.next(),
      actor,
      draft: draftOf(partners[n % partners.length] ?? ""),
    }));
  const chained: Append = (partners, count) =>
    db
      .transaction()
      .execute((tx) => appendActivity(tx, { activityKeys: testActivityKeys }, entriesOf(partners, count)));
  // Without the trigger that wants a place; the place columns stay empty, which spares the floor their index.
  const plain: Append = (partners, count) =>
    db.transaction().execute(async (tx) => {
      const rows = entriesOf(partners, count).map(({ id, draft }) => ({
        ...rowOfActivity(id, actor, draft),
        sequence: null,
        previous_mac: null,
        mac: null,
        key_version: null,
      }));
      await insertPlacedLines(tx, rows);
    });
  await dropPlaceGuard(db, database);
  const few = partnerIds.slice(0, 1);
  const cases = [
    {
      name: "one line per transaction, one writer",
      partners: few,
      perTransaction: 1,
      transactions: 400,
      writers: 1,
      isQueue: false,
    },
    {
      name: "one line per transaction, 8 writers, 20 partners",
      partners: partnerIds,
      perTransaction: 1,
      transactions: 800,
      writers: 8,
      isQueue: false,
    },
    {
      name: "one line per transaction, 8 writers, one partner",
      partners: few,
      perTransaction: 1,
      transactions: 800,
      writers: 8,
      isQueue: true,
    },
    {
      name: "250 lines per transaction, 20 partners",
      partners: partnerIds,
      perTransaction: 250,
      transactions: 40,
      writers: 1,
      isQueue: false,
    },
  ] as const;
  const lines: Measurement[] = [];
  // Lines of one chain come one after the other, each when the transaction of the one before has ended: eight writers
  // of one partner who do nothing but log are a queue. Measured, and without a target.
  for (const { name, partners, perTransaction, transactions, writers, isQueue } of cases) {
    const turn = async (append: Append) => {
      const startedMs = performance.now();
      let left = transactions;
      const writer = async () => {
        while (left > 0) {
          left -= 1;
          await append(perTransaction === 1 ? [partners[left % partners.length] ?? ""] : partners, perTransaction);
        }
      };
      await Promise.all(Array.from({ length: writers }, writer));
      return performance.now() - startedMs;
    };
    await turn(plain);
    await turn(chained);
    const times: { plain: number[]; chained: number[] } = { plain: [], chained: [] };
    for (let n = 0; n < 5; n++) {
      times.plain.push(await turn(plain));
      times.chained.push(await turn(chained));
    }
    const total = transactions * perTransaction;
    const [value, floor] = [total / (median(times.chained) / 1000), total / (median(times.plain) / 1000)];
    const ratio = value / floor;
    lines.push({
      benchmark: `log lines per second: ${name}`,
      database,
      size: total,
      value,
      floor,
      unit: "1/s",
      ratio,
      target: isQueue ? "" : ">= 0.5",
      isMet: isQueue || ratio >= 0.5,
      note: `${((median(times.chained) * 1000) / total).toFixed(0)} µs each`,
    });
  }
  return lines;
}

async function dropPlaceGuard(db: Db, database: DatabaseName): Promise<void> {
  const on = database === "postgres" ? " on activity" : "";
  await sql.raw(`drop trigger activity_line_has_its_place${on}`).execute(db);
}

const pagesTarget = 1.5;
const shortLog = 10_000;
const customersCount = 50;
const usersCount = 20;
/** How often each action stands in the log: a few are most of it, as in life. */
const common: readonly ActivityAction[] = ["cycle-charged", "subscription-renewed", "signed-in", "cart-changed"];
/** The others that there are: each often enough to fill a page of the short log as well. */
const rare: readonly ActivityAction[] = [
  "key-revealed",
  "link-copied",
  "file-downloaded",
  "key-withdrawn",
  "clock-moved",
  "order-placed",
  "subscription-cancelled",
  "settings-changed",
];

/** Pages of the longest log against those of 10,000 lines, taking turns, so that whatever else the machine does troubles both. */
async function measurePages(database: DatabaseName, options: BenchOptions): Promise<Measurement[]> {
  const largest = Math.max(shortLog, ...options.sizes);
  options.say(`activity, ${database}: ${largest.toLocaleString("en-US")} lines …`);
  return withDatabase(database, options, async (long) => {
    const longPartner = await fillLog(long, largest);
    const verified = await measureVerification(long, longPartner, database, largest);
    if (largest === shortLog) return [verified];
    return withDatabase(database, options, async (short) => {
      const shortPartner = await fillLog(short, shortLog);
      const lines = [verified];
      const shortFilters = filtersOf(shortPartner, shortLog);
      for (const [name, filter] of Object.entries(filtersOf(longPartner, largest))) {
        const shortFilter = shortFilters[name] ?? filter;
        const [value, floor] = await measureLists([long, filter], [short, shortFilter]);
        const ratio = value / floor;
        lines.push({
          benchmark: `page of the log: ${name}`,
          database,
          size: largest,
          value,
          floor,
          unit: "ms",
          ratio,
          target: `<= ${pagesTarget}`,
          isMet: ratio <= pagesTarget,
          note: "against 10,000 lines",
        });
      }
      return lines;
    });
  });
}

async function measureVerification(
  db: Db,
  partnerId: string,
  database: DatabaseName,
  size: number,
): Promise<Measurement> {
  const startedMs = performance.now();
  const report = await verifyChain(db, keyFinder(db, testActivityKeys), chainOf(partnerId));
  if (report.fault !== null) throw new Error(`The chain is broken: ${JSON.stringify(report.fault)}`);
  const value = report.lines / ((performance.now() - startedMs) / 1000);
  const benchmark = "lines verified per second";
  return { benchmark, database, size, value, floor: null, unit: "1/s", ratio: null, target: "", isMet: true, note: "" };
}

const customerOf = (n: number) => `customer-${n % customersCount}`;
const minuteMs = 60_000;

/** One partner's chain of `size` lines, one a minute, of 50 customers, a third of them by 20 users. */
async function fillLog(db: Db, size: number): Promise<string> {
  const partner = await buildPartner(db);
  const users: string[] = [];
  for (let n = 0; n < usersCount; n++)
    users.push((await buildUser(db, { partnerId: partner.id, roles: ["admin-agent"] })).id);
  const ids = createUuidIds(() => start.epochMilliseconds);
  const perTransaction = 1_000;
  for (let from = 0; from < size; from += perTransaction) {
    const entries = Array.from({ length: Math.min(perTransaction, size - from) }, (_, offset) => {
      const n = from + offset;
      const action = n % 10 < 9 ? common[n % common.length] : rare[Math.floor(n / 10) % rare.length];
      const userId = users[n % usersCount] ?? "";
      const user: Actor = {
        kind: "partner",
        userId,
        partnerId: partner.id,
        roles: ["admin-agent"],
        address: "192.0.2.1",
      };
      return {
        id: ids.next(),
        actor: n % 3 === 0 ? user : actor,
        draft: activityDone(
          action ?? "signed-in",
          start.add({ milliseconds: n * minuteMs }),
          { partnerId: partner.id, customerId: n % 7 === 0 ? null : customerOf(n) },
          { newValue: { n } },
        ),
      };
    });
    await db.transaction().execute((tx) => appendActivity(tx, { activityKeys: testActivityKeys }, entries));
  }
  await gatherStatistics(db);
  return partner.id;
}

function filtersOf(partnerId: string, size: number): Record<string, ActivityFilter> {
  const end = start.add({ milliseconds: size * minuteMs });
  const all: ActivityFilter = {
    scope: { partnerId },
    actions: activityActions,
    from: start,
    until: end,
    customerId: null,
    userId: null,
  };
  const user = { userId: "first" };
  return {
    "all of it": all,
    "the last month": { ...all, from: end.subtract({ hours: 24 * 30 }) },
    "of everybody": { ...all, scope: "all" },
    "keys and downloads": { ...all, actions: ["key-revealed", "link-copied", "file-downloaded"] },
    "a rare action": { ...all, actions: ["clock-moved"] },
    "a customer": { ...all, customerId: customerOf(3) },
    "a customer and a rare action": { ...all, customerId: customerOf(3), actions: ["key-withdrawn"] },
    "a user": { ...all, ...user },
    "a user and an action": { ...all, ...user, actions: ["signed-in"] },
    "a user and a customer": { ...all, ...user, customerId: customerOf(3) },
    "nothing found": { ...all, customerId: "nobody" },
  };
}

type Asked = readonly [Db, ActivityFilter];

/** Milliseconds for a page of each log: the first one or one in the middle, whichever is slower; medians of many turns. */
async function measureLists(long: Asked, short: Asked): Promise<readonly [number, number]> {
  const asked = await Promise.all([long, short].map(withUser));
  const slowest = [0, 0];
  for (const isDeep of [false, true]) {
    const times: number[][] = [[], []];
    for (let turn = 0; turn < turns; turn++)
      for (const [index, [db, filter]] of asked.entries()) {
        const startedMs = performance.now();
        await listActivity(db, filter, { limit: 50, cursor: isDeep ? middleOf(filter) : null });
        if (turn >= warmUpTurns) times[index]?.push(performance.now() - startedMs);
      }
    times.forEach((list, index) => {
      slowest[index] = Math.max(slowest[index] ?? 0, median(list));
    });
  }
  return [slowest[0] ?? 0, slowest[1] ?? 0];
}

const turns = 60;
const warmUpTurns = 15;

async function withUser([db, filter]: Asked): Promise<Asked> {
  if (filter.userId === null) return [db, filter];
  const first = await db.selectFrom("user_account").select("id").orderBy("id").limit(1).executeTakeFirstOrThrow();
  return [db, { ...filter, userId: first.id }];
}

function middleOf({ from, until }: ActivityFilter): Cursor {
  return { direction: "after", key: [Math.floor((from.epochMilliseconds + until.epochMilliseconds) / 2), "z"] };
}

function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured");
  return middle;
}
