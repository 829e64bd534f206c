import { lineText } from "#app/domain/activity/chain.ts";
import type { PlacedLine } from "#db/repositories/activity-chain.ts";
import type { ActivityKey } from "../ports.ts";

/** Whether the portal wrote a line, word for word, for a place: it then follows the MAC that it says it follows. */
export function isGenuineAt(key: ActivityKey, chain: string, line: PlacedLine, sequence: number): boolean {
  return key.macOfLine(lineText({ chain, sequence, previousMac: line.previousMac }, line.line)) === line.mac;
}

/** How far from where a line stands its own place is looked for. */
const distanceMax = 20_000;

/** The place that a line was written for, looked for around a place; null where there is none: it was changed or is not the portal's. */
export function findOwnPlace(key: ActivityKey, chain: string, line: PlacedLine, around: number): number | null {
  if (isGenuineAt(key, chain, line, line.sequence)) return line.sequence;
  for (let distance = 0; distance <= distanceMax; distance++)
    for (const sequence of new Set([around + distance, around - distance]))
      if (sequence >= 1 && isGenuineAt(key, chain, line, sequence)) return sequence;
  return null;
}
