import {
  beginText,
  type ChainFault,
  type ChainFaultCode,
  type ChainHead,
  lineText,
} from "#app/domain/activity/chain.ts";
import type { Db } from "#db/client.ts";
import {
  findChainHead,
  findLineFollowing,
  listChainLines,
  type PlacedLine,
  type StoredHead,
} from "#db/repositories/activity-chain.ts";
import type { ActivityKey, ActivityKeys } from "../ports.ts";
import { macOfEarlierLines } from "./append-activity.server.ts";
import { findOwnPlace, isGenuineAt } from "./genuine-line.server.ts";

/** What a verification says of one chain. */
export type ChainReport = {
  readonly chain: string;
  /** Lines read and found in order, those from before there was a chain among them. */
  readonly lines: number;
  /** The first thing wrong; null where nothing is. */
  readonly fault: ChainFault | null;
};

export type VerifyOptions = {
  /** Heads that seals noted earlier: the chain has to go through them. */
  readonly sealed?: readonly ChainHead[];
  /** Told after each stretch of lines. */
  readonly onLines?: (lines: number) => Promise<void> | void;
};

type Verification = {
  readonly db: Db;
  readonly chain: string;
  readonly keyOf: KeyFinder;
  readonly sealed: ReadonlyMap<number, string>;
  readonly onLines: (lines: number) => Promise<void> | void;
};

/** The key of a version; each is opened once. */
export type KeyFinder = (version: number) => Promise<ActivityKey | undefined>;

export function keyFinder(db: Db, keys: ActivityKeys): KeyFinder {
  const known = new Map<number, ActivityKey | undefined>();
  return async (version) => {
    if (!known.has(version)) known.set(version, await keys.find(db, version));
    return known.get(version);
  };
}

const linesPerRead = 500;

/**
 * Reads one chain from its beginning to its end and names the first thing wrong with it. Reads some hundred lines at a
 * time and holds no lock: what is appended meanwhile belongs to the next verification.
 */
export async function verifyChain(
  db: Db,
  keyOf: KeyFinder,
  chain: string,
  { sealed = [], onLines = () => {} }: VerifyOptions = {},
): Promise<ChainReport> {
  const places = new Map(sealed.map(({ sequence, mac }) => [sequence, mac]));
  const verification: Verification = { db, chain, keyOf, sealed: places, onLines };
  const head = await findChainHead(db, chain);
  if (head === undefined) return { chain, lines: 0, fault: await faultWithoutHead(verification) };
  const begin = await verifyBeginning(verification, head);
  if ("code" in begin) return { chain, lines: 0, fault: begin };
  const { lines, fault } = await verifyLines(verification, head, begin.mac);
  return { chain, lines: begin.lines + lines, fault };
}

async function faultWithoutHead({ db, chain, sealed }: Verification): Promise<ChainFault | null> {
  const [first] = await listChainLines(db, chain, { after: 0, limit: 1 });
  if (first !== undefined) return faultAt("head-changed", first);
  const wasSealed = [...sealed.keys()].some((sequence) => sequence > 0);
  return wasSealed ? { code: "cut-off", sequence: 1, lineId: null } : null;
}

/** The lines from before there was a chain, as its beginning noted them. */
async function verifyBeginning(
  { db, chain, keyOf, onLines }: Verification,
  head: StoredHead,
): Promise<{ readonly lines: number; readonly mac: string } | ChainFault> {
  const key = await keyOf(head.beginKeyVersion);
  if (key === undefined) return { code: "key-missing", sequence: null, lineId: null };
  const earlier = await macOfEarlierLines(db, key, chain, onLines);
  const mac = key.macOfLine(beginText(chain, earlier.lines, earlier.mac));
  if (mac === head.beginMac) return { lines: earlier.lines, mac };
  const [first] = await listChainLines(db, chain, { after: 0, limit: 1 });
  if (first?.previousMac === mac) return faultAt("head-changed", first);
  const code =
    earlier.lines > head.earlierLines ? "inserted" : earlier.lines < head.earlierLines ? "missing" : "edited";
  return { code, sequence: null, lineId: code === "inserted" && head.earlierLines === 0 ? earlier.lastId : null };
}

async function verifyLines(
  verification: Verification,
  head: StoredHead,
  beginMac: string,
): Promise<{ readonly lines: number; readonly fault: ChainFault | null }> {
  const { db, chain, sealed, onLines } = verification;
  let last: ChainHead = { chain, sequence: 0, mac: beginMac };
  while (last.sequence < head.sequence) {
    const read = await listChainLines(db, chain, { after: last.sequence, limit: linesPerRead });
    for (const line of read) {
      if (line.sequence > head.sequence) break;
      const fault = await faultOf(verification, line, last);
      if (fault !== null) return { lines: last.sequence, fault };
      last = { chain, sequence: line.sequence, mac: line.mac };
    }
    if (read.length === 0) break;
    await onLines(read.length);
  }
  const sealedEnd = Math.max(0, ...sealed.keys());
  if (last.sequence < Math.max(head.sequence, sealedEnd))
    return { lines: last.sequence, fault: { code: "cut-off", sequence: last.sequence + 1, lineId: null } };
  if (last.mac !== head.mac)
    return { lines: last.sequence, fault: { code: "head-changed", sequence: last.sequence, lineId: null } };
  return { lines: last.sequence, fault: await faultBeyondHead(verification) };
}

/** A line behind the end: the head was set back, or somebody put the line there. */
async function faultBeyondHead({ db, chain, keyOf }: Verification): Promise<ChainFault | null> {
  const head = await findChainHead(db, chain);
  const [line] = await listChainLines(db, chain, { after: head?.sequence ?? 0, limit: 1 });
  if (line === undefined) return null;
  // What was appended between the two reads is as it should be.
  const present = await findChainHead(db, chain);
  if (present !== undefined && line.sequence <= present.sequence) return null;
  const key = await keyOf(line.keyVersion);
  return faultAt(key !== undefined && isGenuineAt(key, chain, line, line.sequence) ? "head-changed" : "inserted", line);
}

/** What is wrong with a line that should follow `last`; null where nothing is. */
async function faultOf(verification: Verification, line: PlacedLine, last: ChainHead): Promise<ChainFault | null> {
  const { chain, keyOf, sealed } = verification;
  const key = await keyOf(line.keyVersion);
  if (key === undefined) return faultAt("key-missing", line);
  const isInPlace =
    line.sequence === last.sequence + 1 &&
    line.previousMac === last.mac &&
    key.macOfLine(lineText({ chain, sequence: line.sequence, previousMac: last.mac }, line.line)) === line.mac;
  if (!isInPlace) return diagnose(verification, key, line, last);
  // Genuine, and not the line that was sealed: the chain was cut off before here and went on from there.
  const sealedMac = sealed.get(line.sequence);
  return sealedMac === undefined || sealedMac === line.mac ? null : faultAt("cut-off", line);
}

/** Says what was done to a chain, from the first line that does not fit. Takes its time: it is asked once. */
async function diagnose(
  { db, chain, keyOf }: Verification,
  key: ActivityKey,
  line: PlacedLine,
  last: ChainHead,
): Promise<ChainFault> {
  const expected = last.sequence + 1;
  // The line that belongs here may stand elsewhere.
  const moved = await findLineFollowing(db, chain, last.mac, line.line.id);
  const movedKey = moved === undefined ? undefined : await keyOf(moved.keyVersion);
  const isElsewhere = moved !== undefined && movedKey !== undefined && isGenuineAt(movedKey, chain, moved, expected);
  const stands = { sequence: expected, lineId: line.sequence === expected ? line.line.id : null };
  const isGenuine = line.previousMac !== last.mac && findOwnPlace(key, chain, line, expected) !== null;
  if (isElsewhere && isGenuine) return { code: "reordered", ...stands };
  // One line too many, and the others moved down by one.
  if (isElsewhere && moved.sequence === expected + 1 && line.sequence === expected)
    return { code: "inserted", ...stands };
  if (isElsewhere) return { code: "reordered", ...stands };
  if (line.sequence > expected) return { code: "missing", sequence: expected, lineId: null };
  // A genuine line from further down: what stood here is gone, and the others moved up.
  if (isGenuine) return { code: "missing", sequence: expected, lineId: null };
  return { code: "edited", ...stands };
}

function faultAt(code: ChainFaultCode, line: PlacedLine): ChainFault {
  return { code, sequence: line.sequence, lineId: line.line.id };
}
