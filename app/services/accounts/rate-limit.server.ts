import { createHash } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import type { Db } from "#db/client.ts";
import { countAttempt } from "#db/repositories/rate-limits.ts";

/** So many attempts in such a window; counted in the database, so that a restart forgets none. */
export type Limit = { readonly bucket: string; readonly attemptsMax: number; readonly windowMs: number };

export type Attempt = {
  /** True for the first attempt beyond the limit: the one worth a line in the log. */
  readonly isFirstBeyond: boolean;
  readonly decision: Result<null, RefusalOf<"too-many-attempts">>;
};

/** Counts one attempt and says whether it may go on. At the end of the window, not before, attempts are free again. */
export async function takeAttempt(db: Db, limit: Limit, at: Temporal.Instant): Promise<Attempt> {
  const { count, windowStartedAt } = await countAttempt(db, limit.bucket, at, limit.windowMs);
  if (count <= limit.attemptsMax) return { isFirstBeyond: false, decision: ok(null) };
  const waitMs = windowStartedAt + limit.windowMs - at.epochMilliseconds;
  return {
    isFirstBeyond: count === limit.attemptsMax + 1,
    decision: refused({ code: "too-many-attempts", retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }),
  };
}

/** A bucket's name of several parts; hashed, so that the table holds no list of e-mail addresses that were tried. */
export function bucketOf(purpose: string, ...parts: readonly string[]): string {
  return `${purpose}:${createHash("sha256").update(JSON.stringify(parts)).digest("base64url")}`;
}

/**
 * What counts as one place: an IPv4 address, or the 64-bit network of an IPv6 address, because a single machine has
 * all addresses of its network to choose from.
 */
export function placeOf(address: string | null): string {
  if (address === null) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("%", 1)[0]?.split("::") ?? [];
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  const groups = [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.slice(0, 4).join(":")}::/64`;
}
