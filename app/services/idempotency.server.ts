import { createHash } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { ok, refused, type Refused, type Result } from "#app/domain/result.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Tx } from "#db/client.ts";
import {
  claimIdempotencyKey,
  getIdempotency,
  releaseIdempotencyKey,
  storeIdempotentAnswer,
} from "#db/repositories/idempotency.ts";

/** One request as its sender repeats it: the same key for the same wish. */
export type IdempotentRequest = {
  /** Whose keys: a user's id. Two users can choose the same key without meeting. */
  readonly ownerId: string;
  /** Made when the form was shown; the same for every click on it. */
  readonly key: string;
  /** Name of the use case, such as `check-out`. */
  readonly operation: string;
  /** What is wished, as plain JSON. The order of fields does not matter. */
  readonly request: unknown;
};

/**
 * Does a piece of work once, however often its request arrives: a repeated request gets the first answer, the same
 * key with another request is refused. The row is written in the transaction of the effect, so that both are there or
 * neither; a second request that arrives meanwhile waits for the first to end, on both databases.
 *
 * A refused wish uses no key up, so that the form can be corrected and sent again.
 *
 * @param work answers plain JSON (no Temporal, no Map): it is stored, and read again for a repetition
 */
export async function withIdempotency<T, R extends Refusal>(
  tx: Tx,
  { ownerId, key, operation, request }: IdempotentRequest,
  at: Temporal.Instant,
  work: () => Promise<Result<T, R>>,
): Promise<Result<T, R | { code: "idempotency-key-reused" }>> {
  const requestHash = createHash("sha256").update(canonicalJson(request)).digest("hex");
  const isFirst = await claimIdempotencyKey(tx, { ownerId, key, operation, requestHash, at });
  if (!isFirst) {
    const stored = await getIdempotency(tx, ownerId, key);
    if (stored.operation !== operation || stored.requestHash !== requestHash) return keyReused;
    return ok(JSON.parse(stored.answerJson) as T);
  }

  const result = await work();
  if (result.ok) await storeIdempotentAnswer(tx, ownerId, key, answerJsonOf(result.value));
  else await releaseIdempotencyKey(tx, ownerId, key);
  return result;
}

const keyReused: Refused<{ code: "idempotency-key-reused" }> = refused({ code: "idempotency-key-reused" });

/** JSON with the fields of every object in order of their names, so that equal requests give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value === undefined ? null : inOrder(value)) ?? "null";
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, inOrder(field)]),
  );
}

/** A first answer and its repetition must not differ; what JSON would turn into something else is a mistake of the service. */
function answerJsonOf(value: unknown): string {
  assertPlain(value);
  return JSON.stringify(value === undefined ? null : value);
}

function assertPlain(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(assertPlain);
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") throw notPlain(value);
  if (typeof value !== "object" || value === null) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notPlain(value);
  Object.values(value).forEach(assertPlain);
}

function notPlain(value: unknown): TypeError {
  return new TypeError(`An idempotent answer has to be plain JSON, and this is not: ${String(value)}`);
}
