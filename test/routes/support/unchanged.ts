import { sql } from "kysely";
import { expect } from "vitest";
import { checksumOfTables } from "#test/support/checksum.ts";
import type { Db } from "#db/client.ts";
import type { Site } from "./site.ts";

/** What a request may note about itself: that its session was used, and how often somebody tried. */
const bookkeeping = ["session", "rate_limit"];

type State = Readonly<Record<string, unknown>>;
type Watched = Pick<Site, "db" | "writesSoFar">;

const lastStates = new WeakMap<Db, { readonly writes: number; readonly state: State }>();

/**
 * Everything that must not change. That an attempt was refused may be noted; that something was done may not.
 * Read again only after something was written.
 */
async function stateOf({ db, writesSoFar }: Watched): Promise<State> {
  const writes = writesSoFar();
  const last = lastStates.get(db);
  if (last !== undefined && writes !== null && last.writes === writes) return last.state;
  const sums = await checksumOfTables(db, [...bookkeeping, "activity"]);
  const done = await sql`select count(*) as count from activity where outcome <> 'refused'`.execute(db);
  const state = { ...sums, done: done.rows };
  if (writes !== null) lastStates.set(db, { writes, state });
  return state;
}

/** Runs requests of which none may change anything. */
export async function expectUnchanged(site: Watched, what: string, requests: () => Promise<unknown>): Promise<void> {
  const before = await stateOf(site);
  await requests();
  expect(await stateOf(site), what).toEqual(before);
}
