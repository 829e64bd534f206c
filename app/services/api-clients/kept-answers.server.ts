import { Temporal } from "temporal-polyfill";
import {
  claimIdempotencyKey,
  findKeptAnswer,
  releaseIdempotencyKey,
  storeIdempotentAnswer,
} from "#db/repositories/idempotency.ts";
import type { ServiceDeps } from "../ports.ts";

/** An answer of the API as it is given again. */
export type KeptAnswer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** How long a repetition is answered like the first call. */
const keptFor = Temporal.Duration.from({ hours: 24 });
const operation = "api-answer";

/**
 * The first answer to a call, for a repetition with the same request id. Beside it the change itself has a row of its
 * own in the same table, written in the transaction of the change: where a process ends between the two, the
 * repetition changes nothing and its answer is made anew.
 */
export async function findAnswer(
  deps: Pick<ServiceDeps, "db">,
  ownerId: string,
  key: string,
  at: Temporal.Instant,
): Promise<KeptAnswer | undefined> {
  const json = await findKeptAnswer(deps.db, ownerId, key, { operation, since: at.subtract(keptFor) });
  return json === undefined ? undefined : (JSON.parse(json) as KeptAnswer);
}

/** Keeps an answer; of two that come at once the first stays, and one that is too old makes room. */
export async function keepAnswer(
  deps: Pick<ServiceDeps, "db">,
  ownerId: string,
  key: string,
  answer: KeptAnswer,
  at: Temporal.Instant,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    if ((await findKeptAnswer(tx, ownerId, key, { operation, since: at.subtract(keptFor) })) !== undefined) return;
    await releaseIdempotencyKey(tx, ownerId, key);
    if (await claimIdempotencyKey(tx, { ownerId, key, operation, requestHash: key, at }))
      await storeIdempotentAnswer(tx, ownerId, key, JSON.stringify(answer));
  });
}
