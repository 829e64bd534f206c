import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import { searchClauses } from "#app/domain/licensing/product-list/search-words.ts";
import { importProductList } from "#app/services/product-list/import-product-list.server.ts";
import { listFileOf } from "#app/services/product-list/read-list-file.server.ts";
import { type Db, openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { findEdition } from "#db/repositories/product-list-editions.ts";
import { listVocabulary, searchPassages } from "#db/repositories/product-list-search.ts";
import { demoEditions } from "#db/seeds/product-list/editions.ts";
import { instant } from "#test/support/builders.ts";
import { createPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import type { Benchmark, BenchOptions, Measurement } from "./results.ts";
import { gatherStatistics } from "./statistics.ts";

type DatabaseName = Measurement["database"];

/** What the import of a whole list costs, and a search in one of fifty editions against one in the only one. */
export const productListBench: Benchmark = {
  name: "product-list",
  async run(options) {
    const lines: Measurement[] = [];
    for (const database of options.databases) lines.push(...(await measure(database, options)));
    return lines;
  },
};

const at = instant("2026-03-02T12:00:00Z");
const portal = { kind: "system", job: "import-product-list" } as const;
const editionsMany = 50;
/** Bytes and lines of the list of June 2015. */
const wholeBytes = 300_000;
const target = 2;

/** An edition of the size of the real list: our own, with further notes; each number gives another one. */
function wholeList(number: number): string {
  const [own] = demoEditions;
  if (own === undefined) throw new Error("There is no edition of our own");
  const words = ["Lizenz", "Nutzer", "Gerät", "Server", "Vertrag", "Beitritt", "Laufzeit", "Kern", "Suite", "Zugriff"];
  const note = (n: number) =>
    Array.from(
      { length: 24 },
      (_, place) => `${words[(n * 7 + place * (1 + (n % 3))) % words.length] ?? ""}${(n + place) % 97}`,
    ).join(" ");
  const missing = Math.max(0, wholeBytes - own.text.length);
  const notes: string[] = [];
  for (let bytes = 0, n = 0; bytes < missing; n += 1) {
    const text = `Hinweis ${n} der Fassung ${number}: ${note(n)}.`;
    notes.push(text);
    bytes += text.length + 1;
  }
  return own.text.replace("\n Software Assurance\n", `\n Software Assurance\n\n${notes.join("\n")}\n`);
}

async function measure(database: DatabaseName, options: BenchOptions): Promise<Measurement[]> {
  options.say(`product-list, ${database}: ${editionsMany} editions …`);
  return withDatabase(database, options, async (few) =>
    withDatabase(database, options, async (many) => {
      const first = await importEdition(few, 1);
      const times: number[] = [];
      for (let number = 1; number <= editionsMany; number += 1) times.push(await importEdition(many, number));
      for (const db of [few, many]) await gatherStatistics(db);
      const [value, floor] = await measureSearches(many, few);
      const ratio = value / floor;
      const line = { database, size: editionsMany, unit: "ms" } as const;
      return [
        {
          ...line,
          benchmark: "import of a whole product list",
          size: 1,
          value: first,
          floor: null,
          ratio: null,
          target: "",
          isMet: true,
          note: `${Math.round(median(times))} ms with others before it`,
        },
        {
          ...line,
          benchmark: "search in a product list",
          value,
          floor,
          ratio,
          target: `<= ${target}`,
          isMet: ratio <= target,
          note: "against the only edition",
        },
      ];
    }),
  );
}

async function importEdition(db: Db, number: number): Promise<number> {
  const deps = { ...serviceDeps(db, at), ids: createUuidIds(() => at.epochMilliseconds) };
  const file = listFileOf(`list-${number}.txt`, new TextEncoder().encode(wholeList(number)));
  const startedMs = performance.now();
  const answer = await importProductList(deps, portal, file, at);
  if (!answer.ok) throw new Error(`The list is refused: ${JSON.stringify(answer)}`);
  return performance.now() - startedMs;
}

const queries = ["lync server 2013", "transition", "OF", "flotte", "linc serevr", "hinweis lizenz", "sql"];
const turns = 40;
const warmUpTurns = 8;

/** Milliseconds of all queries in the newest edition, words of the edition included; the databases take turns. */
async function measureSearches(many: Db, few: Db): Promise<readonly [number, number]> {
  const times: number[][] = [[], []];
  for (let turn = 0; turn < turns; turn += 1)
    for (const [index, db] of [many, few].entries()) {
      const startedMs = performance.now();
      for (const query of queries) await search(db, query);
      if (turn >= warmUpTurns) times[index]?.push(performance.now() - startedMs);
    }
  return [median(times[0] ?? []), median(times[1] ?? [])];
}

async function search(db: Db, query: string): Promise<void> {
  const edition = await findEdition(db, null);
  if (edition === undefined) throw new Error("There is no edition");
  const clauses = searchClauses(query, await listVocabulary(db, edition.id));
  const { number: editionNumber, firstPassage: firstId, lastPassage: lastId } = edition;
  await searchPassages(db, { editionNumber, firstId, lastId, clauses, limit: 60 });
}

async function withDatabase<T>(
  database: DatabaseName,
  { postgresServerUrl }: BenchOptions,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  if (database === "postgres") {
    if (postgresServerUrl === undefined) throw new Error("There is no PostgreSQL server to measure on");
    const url = await createPostgresDatabase(postgresServerUrl);
    const db = openDatabase(url);
    try {
      return await work(db);
    } finally {
      await db.destroy();
      await dropPostgresDatabase(postgresServerUrl, url);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), "portal-bench-"));
  const db = openDatabase(`sqlite:${join(folder, "list.db")}`);
  try {
    await migrateToLatest(db);
    return await work(db);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured");
  return middle;
}
