/**
 * The chain of the log: every line carries a keyed MAC over itself, its place and the MAC of the line before it, one
 * chain per partner and one for what concerns the whole portal. Who owns the database and not the key can neither
 * change nor move, take out or put in a line without a line showing it.
 *
 * Here is what the MAC is made over, and nothing of keys. Text once used for a line is never changed: a new form of it
 * gets a new name in its first field, and old lines keep theirs.
 */

/** Chain of what concerns the whole portal: lines without a partner. */
export const portalChain = "";

/** The chain of a line: its partner's, or the portal's. */
export function chainOf(partnerId: string | null): string {
  return partnerId ?? portalChain;
}

/** A line as its columns hold it: instants in epoch milliseconds, values as the JSON text that is stored. */
export type StoredLine = {
  readonly id: string;
  readonly atMs: number;
  readonly actorKind: string;
  readonly userId: string | null;
  readonly job: string | null;
  readonly roles: string;
  readonly address: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly refusalCode: string | null;
  readonly customerId: string | null;
  readonly orderId: string | null;
  readonly subscriptionId: string | null;
  readonly productId: string | null;
  readonly oldJson: string | null;
  readonly newJson: string | null;
  /** The application that did it; null for lines from before there were any, and for whatever people do on pages. */
  readonly applicationId: string | null;
};

/** Where a line stands: the first one of a chain has the sequence 1, and before it the MAC of the beginning. */
export type LinePlace = { readonly chain: string; readonly sequence: number; readonly previousMac: string };

/**
 * The text that a line's MAC is made over: a JSON array without white space, of text, whole numbers and null alone,
 * in this order for good. The JSON of old and new value goes in as the text that is stored, so that nobody has to
 * write it again the same way. What an application did has its id behind it, and a name of its own for that form.
 */
export function lineText(place: LinePlace, line: StoredLine): string {
  const at = [place.chain, place.sequence, place.previousMac];
  if (line.applicationId === null) return JSON.stringify(["activity-line/1", ...at, ...fieldsOf(line)]);
  return JSON.stringify(["activity-line/2", ...at, ...fieldsOf(line), line.applicationId]);
}

/**
 * The same for a line that was written before there was a chain: it has no place of its own, and is counted from 1 in
 * the order of instant and id.
 */
export function earlierLineText(place: LinePlace, line: StoredLine): string {
  return JSON.stringify(["activity-earlier/1", place.chain, place.sequence, place.previousMac, ...fieldsOf(line)]);
}

/** The text of a chain's beginning, which stands for all lines before it. @param lastMac of the last of them, or empty */
export function beginText(chain: string, earlierLines: number, lastMac: string): string {
  return JSON.stringify(["activity-begin/1", chain, earlierLines, lastMac]);
}

/** The newest place of a chain. */
export type ChainHead = { readonly chain: string; readonly sequence: number; readonly mac: string };

/** The text of a seal: the heads of all chains on a UTC day. @param sealedOn `YYYY-MM-DD` */
export function sealText(sealedOn: string, sealedAtMs: number, heads: readonly ChainHead[]): string {
  const places = heads.map(({ chain, sequence, mac }) => [chain, sequence, mac]);
  return JSON.stringify(["activity-seal/1", sealedOn, sealedAtMs, places]);
}

/**
 * What can be wrong with a chain. `cut-off`: its last lines are gone; `head-changed`: the note of where it ends is not
 * what its lines say; `key-missing`: the key it was made with is not there, so that nothing can be said.
 */
export const chainFaultCodes = [
  "edited",
  "missing",
  "reordered",
  "inserted",
  "cut-off",
  "head-changed",
  "key-missing",
] as const;
export type ChainFaultCode = (typeof chainFaultCodes)[number];

/** The first thing wrong with a chain. */
export type ChainFault = {
  readonly code: ChainFaultCode;
  /** The place at which it shows; null for what is before the first place. */
  readonly sequence: number | null;
  /** The line that stands there; null where none does. */
  readonly lineId: string | null;
};

function fieldsOf(line: StoredLine): readonly (string | number | null)[] {
  return [
    line.id,
    line.atMs,
    line.actorKind,
    line.userId,
    line.job,
    line.roles,
    line.address,
    line.action,
    line.outcome,
    line.refusalCode,
    line.customerId,
    line.orderId,
    line.subscriptionId,
    line.productId,
    line.oldJson,
    line.newJson,
  ];
}
