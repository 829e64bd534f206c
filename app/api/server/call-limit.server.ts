import type { RequestHeads } from "./request-heads.server.ts";

type Window = { startedAtMs: number; count: number; repeated: Set<string> };

const windowMs = 60_000;
const clientsMax = 10_000;
const windows = new Map<string, Window>();

/**
 * Counts a call of a client; the seconds to wait where it is one too many, else null. A call that is repeated with its
 * request id counts once, because clients repeat a refused one up to five times by themselves.
 *
 * Counted in this process, by the machine's time: the sandbox's clock can jump over a minute in no time.
 */
export function takeCall(
  clientId: string,
  call: { readonly method: string; readonly url: string },
  heads: Pick<RequestHeads, "requestId" | "isRequestIdSent">,
  callsPerMinute: number,
  nowMs: number = performance.now(),
): number | null {
  const window = windowOf(clientId, nowMs);
  const sameCall =
    heads.isRequestIdSent && call.method !== "GET" ? `${heads.requestId} ${call.method} ${call.url}` : null;
  if (sameCall !== null && window.repeated.has(sameCall)) return null;
  window.count += 1;
  if (window.count > callsPerMinute) return Math.max(1, Math.ceil((window.startedAtMs + windowMs - nowMs) / 1000));
  if (sameCall !== null) window.repeated.add(sameCall);
  return null;
}

function windowOf(clientId: string, nowMs: number): Window {
  const known = windows.get(clientId);
  if (known !== undefined && nowMs - known.startedAtMs < windowMs) return known;
  if (windows.size >= clientsMax) windows.clear();
  const fresh = { startedAtMs: nowMs, count: 0, repeated: new Set<string>() };
  windows.set(clientId, fresh);
  return fresh;
}
