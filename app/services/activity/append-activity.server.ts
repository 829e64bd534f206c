import type { Temporal } from "temporal-polyfill";
import type { ActivityDraft } from "#app/domain/activity/activity.ts";
import { beginText, chainOf, earlierLineText, lineText } from "#app/domain/activity/chain.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { LinkHolder } from "#app/domain/entitlement/download.ts";
import type { Db } from "#db/client.ts";
import { rowOfActivity } from "#db/repositories/activity.ts";
import {
  appendPlacedLines,
  insertChain,
  listEarlierLines,
  lockChainHeads,
  type StoredHead,
  storedLineOf,
} from "#db/repositories/activity-chain.ts";
import type { ActivityKey, ServiceDeps } from "../ports.ts";
import { queueEventsOfLines } from "../webhooks/queue-events.server.ts";

/** What appending needs. */
export type ActivityDeps = Pick<ServiceDeps, "ids" | "activityKeys">;

/** A line that is to be appended, with who did it. */
export type ActivityEntry = { readonly id: string; readonly actor: Actor | LinkHolder; readonly draft: ActivityDraft };

/**
 * Appends lines to the chains they belong to, in the transaction of what they tell. The events that partners' own
 * systems are told of are queued here too, so that whatever is logged is told.
 *
 * From here to the end of the transaction the heads of these chains are held, and every other writer of the same
 * partner waits. So this is the last thing in a transaction that could wait for anything: whoever locks a record, a
 * pool or a session after it can deadlock with one who does it the other way round. Heads of several chains are
 * always taken in the order of their names, and all of a transaction at once.
 */
export async function appendActivity(
  tx: Db,
  deps: Pick<ActivityDeps, "activityKeys">,
  entries: readonly ActivityEntry[],
): Promise<void> {
  const [first] = entries;
  if (first === undefined) return;
  if (!tx.isTransaction) throw new Error("Lines of the log are appended in a transaction");
  const { at } = first.draft;
  const chains = [...new Set(entries.map(({ draft }) => chainOf(draft.partnerId)))].sort((a, b) => (a < b ? -1 : 1));
  // Before any head is held: the very first line of a portal makes the key, and two of them may wait for each other.
  const known = await deps.activityKeys.present(tx, at);
  await queueEventsOfLines(tx, entries);
  const { heads, key } = await holdHeads(tx, deps, chains, known, at);

  const ends = new Map([...heads].map(([chain, { sequence, mac }]) => [chain, { sequence, mac }]));
  const rows = entries.map(({ id, actor, draft }) => {
    const row = rowOfActivity(id, actor, draft);
    const chain = chainOf(draft.partnerId);
    const end = getEnd(ends, chain);
    const place = { chain, sequence: end.sequence + 1, previousMac: end.mac };
    const mac = key.macOfLine(lineText(place, storedLineOf(row)));
    ends.set(chain, { sequence: place.sequence, mac });
    return Object.assign(row, {
      sequence: place.sequence,
      previous_mac: place.previousMac,
      mac,
      key_version: key.version,
    });
  });
  await appendPlacedLines(
    tx,
    rows,
    chains.map((chain) => ({
      chain,
      ...getEnd(ends, chain),
      keyVersion: key.version,
      keyMark: key.mark,
      expectedSequence: getEnd(heads, chain).sequence,
    })),
  );
}

function getEnd<E>(ends: ReadonlyMap<string, E>, chain: string): E {
  const end = ends.get(chain);
  if (end === undefined) throw new Error("A chain of the log was not held");
  return end;
}

/** Holds the heads of some chains, begins those that have not begun, and makes sure that the key is this database's. */
async function holdHeads(
  tx: Db,
  deps: Pick<ActivityDeps, "activityKeys">,
  chains: readonly string[],
  known: ActivityKey,
  at: Temporal.Instant,
): Promise<{ heads: ReadonlyMap<string, StoredHead>; key: ActivityKey }> {
  let heads = await lockChainHeads(tx, chains);
  // A key in memory may come from a transaction that was taken back. Heads that name it prove that it stayed.
  const isProved = heads.length === chains.length && heads.every(({ keyMark }) => keyMark === known.mark);
  const key = isProved ? known : await deps.activityKeys.reload(tx, at);
  if (heads.length < chains.length) {
    const begun = new Set(heads.map(({ chain }) => chain));
    for (const chain of chains) if (!begun.has(chain)) await beginChain(tx, key, chain, at);
    heads = await lockChainHeads(tx, chains);
  }
  const replaced = heads.find(({ keyVersion, keyMark }) => keyVersion === key.version && keyMark !== key.mark);
  if (replaced !== undefined)
    throw new Error("The key of the activity log is not the one that its lines were made with");
  return { heads: new Map(heads.map((head) => [head.chain, head])), key };
}

async function beginChain(tx: Db, key: ActivityKey, chain: string, at: Temporal.Instant): Promise<void> {
  const { lines, mac } = await macOfEarlierLines(tx, key, chain);
  const begin = beginText(chain, lines, mac);
  await insertChain(
    tx,
    { chain, mac: key.macOfLine(begin), keyVersion: key.version, keyMark: key.mark, earlierLines: lines },
    at,
  );
}

const earlierLinesRead = 500;

/** The MAC over all lines of a chain from before there was one. */
export async function macOfEarlierLines(
  db: Db,
  key: ActivityKey,
  chain: string,
  onRead: (lines: number) => Promise<void> | void = () => {},
): Promise<{ readonly lines: number; readonly mac: string; readonly lastId: string | null }> {
  let lines = 0;
  let mac = "";
  let after: { atMs: number; id: string } | null = null;
  for (;;) {
    const read = await listEarlierLines(db, chain, { after, limit: earlierLinesRead });
    for (const line of read) {
      lines += 1;
      mac = key.macOfLine(earlierLineText({ chain, sequence: lines, previousMac: mac }, line));
      after = { atMs: line.atMs, id: line.id };
    }
    await onRead(read.length);
    if (read.length < earlierLinesRead) return { lines, mac, lastId: after === null ? null : after.id };
  }
}
