import { sql } from "kysely";
import { expect } from "vitest";
import { checksumOfTables } from "#test/support/checksum.ts";
import type { Db } from "#db/client.ts";
import type { Site } from "./site.ts";

/** What a request may note about itself: that its session was used, and how often somebody tried. */
export const bookkeeping: readonly string[] = ["session", "rate_limit"];

/** The log, and where its chains end: a refused attempt is a line. */
const log = ["activity", "activity_chain"];

type State = Readonly<Record<string, unknown>>;
type Watched = Pick<Site, "db" | "writesSoFar">;

const lastStates = new WeakMap<Db, { readonly writes: number; readonly state: State }>();

/**
 * Everything that must not change. That an attempt was refused may be noted; that something was done may not.
 * Read again only after something was written.
 */
async function stateOf({ db, writesSoFar }: Watched, without: readonly string[]): Promise<State> {
  const writes = without.length === 0 ? writesSoFar() : null;
  const last = lastStates.get(db);
  if (last !== undefined && writes !== null && last.writes === writes) return last.state;
  const sums = await checksumOfTables(db, [...bookkeeping, ...without, ...log]);
  const done = await sql`select count(*) as count from activity where outcome <> 'refused'`.execute(db);
  const state = { ...sums, done: done.rows };
  if (writes !== null) lastStates.set(db, { writes, state });
  return state;
}

/** Runs requests of which none may change anything, but in tables that are named. */
export async function expectUnchanged(
  site: Watched,
  what: string,
  requests: () => Promise<unknown>,
  without: readonly string[] = [],
): Promise<void> {
  const before = await stateOf(site, without);
  await requests();
  expect(await stateOf(site, without), what).toEqual(before);
}
