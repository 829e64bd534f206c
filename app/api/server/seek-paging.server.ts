import { Temporal } from "temporal-polyfill";
import { invalidInput, notSupported } from "../wire/fault.ts";
import { type Collection, type Link, linkTo } from "../wire/links.ts";
import type { ApiCall } from "./api-call.ts";

/** Values of the columns by which a list is sorted. */
export type SeekKey = readonly (string | number)[];

export type SeekWay = "first" | "next" | "previous";

/** What a list is asked for: by its first call, or by the token of a later one, which carries all of it by itself. */
export type SeekRequest<State> = {
  readonly size: number;
  readonly way: SeekWay;
  /** Where the page lies: after it for `next`, before it for `previous`; null for the first page. */
  readonly key: SeekKey | null;
  /** Filter and order, as the first call named them. */
  readonly state: State;
};

export type SizeRule = {
  /** Without `size`. */
  readonly absent: number;
  /** With `size=0`. */
  readonly usual: number;
  readonly max: number;
};

/** Tokens stay good for a week; the documents ask for a day. */
const tokenHours = 7 * 24;

type TokenBody = {
  /** Whose token, and of which list. */
  readonly o: string;
  readonly r: string;
  readonly s: number;
  readonly q: unknown;
  readonly f: SeekKey;
  readonly l: SeekKey;
  readonly t: number;
};

/**
 * Reads what page of a list is asked for. A token, in the header or in the query, carries size, filter, order and
 * position; without one the query does.
 *
 * @param stateOf reads filter and order from the query of a first call
 */
export function readSeek<State>(call: ApiCall, rule: SizeRule, stateOf: () => State): SeekRequest<State> {
  const token = call.headers.get("ms-continuationtoken")?.trim() || call.query.get("MS-ContinuationToken");
  const operation = call.query.get("seekOperation")?.toLowerCase();
  if (operation !== undefined && !["next", "first", "previous"].includes(operation))
    throw notSupported("seekOperation is Next, Previous or First.");
  if (token === undefined || token === "")
    return { size: sizeOf(call, rule), way: "first", key: null, state: stateOf() };
  const { s: size, q: state, f: first, l: last } = openToken(call, token);
  if (operation === "first") return { size, way: "first", key: null, state: state as State };
  const way = operation === "previous" ? "previous" : "next";
  return { size, way, key: way === "next" ? last : first, state: state as State };
}

/** The page as the API answers it, with links to its neighbours that need nothing but their token. */
export function seekCollection<State, Item>(
  call: ApiCall,
  request: SeekRequest<State>,
  page: {
    readonly items: readonly Item[];
    readonly firstKey: SeekKey | undefined;
    readonly lastKey: SeekKey | undefined;
    readonly hasNext: boolean;
    readonly hasPrevious: boolean;
  },
  /** Path below the version, and the query that stands in the links, without `seekOperation`. */
  self: { readonly path: string; readonly query: string },
): Collection<Item> {
  const { firstKey, lastKey, hasNext, hasPrevious } = page;
  const base = `${self.path}${self.query}`;
  const join = self.query === "" ? "?" : "&";
  const token =
    firstKey === undefined || lastKey === undefined || (!hasNext && !hasPrevious)
      ? undefined
      : makeToken(call, request, firstKey, lastKey);
  const seek = (operation: string): Link =>
    linkTo(`${base}${join}seekOperation=${operation}`, "GET", [{ key: "MS-ContinuationToken", value: token ?? "" }]);
  return {
    totalCount: page.items.length,
    items: page.items,
    ...(token === undefined || !hasNext ? {} : { continuationToken: token }),
    links: {
      self: linkTo(base),
      ...(token !== undefined && hasNext ? { next: seek("Next") } : {}),
      ...(token !== undefined && hasPrevious ? { previous: seek("Previous") } : {}),
    },
    attributes: { objectType: "Collection" },
  };
}

function sizeOf(call: ApiCall, { absent, usual, max }: SizeRule): number {
  const size = readCount(call, "size");
  if (size === undefined) return absent;
  return size === 0 ? usual : Math.min(size, max);
}

/** A whole number of the query from 0 on; undefined where it is absent. */
export function readCount(call: ApiCall, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text.trim())) throw invalidInput(`${name} is a whole number from 0 on.`);
  return Number(text);
}

function ownerOf(call: ApiCall): string {
  return `${call.caller.clientId}:${call.actor.userId}`;
}

function resourceOf(call: ApiCall): string {
  return call.path.toLowerCase().replace(/\/+$/, "");
}

function makeToken<State>(call: ApiCall, { size, state }: SeekRequest<State>, first: SeekKey, last: SeekKey): string {
  const t = call.at.epochMilliseconds;
  const body: TokenBody = { o: ownerOf(call), r: resourceOf(call), s: size, q: state, f: first, l: last, t };
  const payload = Buffer.from(JSON.stringify(body)).toString("base64url");
  return `${payload}.${call.deps.linkSigner.sign(`api-continuation:${payload}`).signature}`;
}

function openToken(call: ApiCall, token: string): TokenBody {
  const [payload = "", signature = ""] = token.split(".");
  const broken = invalidInput("The continuation token is broken, too old, or another caller's or list's. Start anew.");
  if (token.length > 8_000 || !call.deps.linkSigner.verify(`api-continuation:${payload}`, signature)) throw broken;
  const body = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as TokenBody;
  const age = call.at.since(Temporal.Instant.fromEpochMilliseconds(body.t)).total("hours");
  if (body.o !== ownerOf(call) || body.r !== resourceOf(call) || age > tokenHours) throw broken;
  return body;
}
