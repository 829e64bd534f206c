import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";

/**
 * Which machines the portal may send to. `public` alone in production; a sandbox also to its own machine, where a
 * script is tried out; private networks where the operator says so.
 */
export type TargetReach = "public" | "public-and-loopback" | "any";

export const webhookUrlLengthMax = 2_000;

/** Why an address is not taken. */
export type TargetProblem = "no-address" | "not-https" | "with-password" | "with-fragment" | "private" | "too-long";

const loopbackName = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** Names that mean a machine next door, whatever a name server says. */
const nearbyName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/;

/**
 * The address of a registration as it is kept, or why it is not taken. Its host is looked up at each connection and
 * checked again there; this is the part that can be told from the text alone.
 */
export function decideTarget(text: string, reach: TargetReach): Result<string, RefusalOf<"webhook-target-refused">> {
  const no = (problem: TargetProblem) => refused({ code: "webhook-target-refused", problem } as const);
  const trimmed = text.trim();
  if (trimmed.length > webhookUrlLengthMax) return no("too-long");
  if (/[\s\\]/.test(trimmed) || !URL.canParse(trimmed)) return no("no-address");
  const url = new URL(trimmed);
  if (url.protocol !== "https:" && url.protocol !== "http:") return no("no-address");
  const host = url.hostname.toLowerCase().replace(/\.$/, "");
  const isLoopback = loopbackName.test(host);
  const mayBePlain = reach === "any" || (reach === "public-and-loopback" && isLoopback);
  if (url.protocol === "http:" && !mayBePlain) return no(isLoopback ? "private" : "not-https");
  if (url.username !== "" || url.password !== "") return no("with-password");
  if (url.hash !== "") return no("with-fragment");
  if (isLoopback && reach === "public") return no("private");
  if (!isLoopback && reach !== "any" && (nearbyName.test(host) || !/[.:]/.test(host))) return no("private");
  return ok(url.href);
}
