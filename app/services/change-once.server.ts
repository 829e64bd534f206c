import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import {
  type ActivityAction,
  activityRefused,
  type ActivitySubject,
  type ActivityValue,
} from "#app/domain/activity/activity.ts";
import type { NoticeDraft } from "#app/domain/notices/notices.ts";
import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { insertNotices } from "#db/repositories/notices.ts";
import { logActivity, loggedTransaction } from "./activity/log-activity.server.ts";
import { withIdempotency } from "./idempotency.server.ts";
import type { ChangeDeps, Ids, ServiceDeps } from "./ports.ts";

type SignedInActor = Exclude<Actor, { kind: "system" }>;

/** A change that a signed-in person asks for. */
export type ChangeRequest = {
  readonly actor: SignedInActor;
  readonly at: Temporal.Instant;
  /** Name of the use case, for the idempotency row. */
  readonly operation: string;
  readonly idempotencyKey: string;
  /** What is wished, as plain JSON: the same key with another wish is refused. */
  readonly wish: unknown;
  /** What the log calls the attempt when it is refused. */
  readonly logAs: ActivityAction;
};

/**
 * Where a change says what it is about, as soon as it knows, so that a refused attempt is logged with it; `values` where
 * the subject does not say it all.
 */
export type Attempt = { subject: ActivitySubject; values?: ActivityValue };

/**
 * One change, in one transaction, once: a repeated request gets the first answer and changes nothing. A refused
 * attempt leaves a line in the log and nothing else; what was not found leaves not even that, because there is
 * nothing of this organisation that it could be about.
 */
export async function changeOnce<T, R extends Refusal>(
  deps: ChangeDeps,
  request: ChangeRequest,
  work: (tx: Tx, attempt: Attempt) => Promise<Result<T, R>>,
): Promise<Result<T, R | RefusalOf<"idempotency-key-reused">>> {
  const { actor, at, operation, idempotencyKey: key, wish, logAs } = request;
  const attempt: Attempt = { subject: { partnerId: actor.kind === "operator" ? null : actor.partnerId } };
  return loggedTransaction(deps, async (tx) => {
    const result = await withIdempotency(tx, { ownerId: actor.userId, key, operation, request: wish }, at, () =>
      work(tx, attempt),
    );
    if (!result.ok && result.refusal.code !== "not-found")
      await logActivity(tx, deps, actor, [
        activityRefused(logAs, at, attempt.subject, result.refusal.code, attempt.values),
      ]);
    return result;
  });
}

/** Queues notices, in the transaction of what they tell of. */
export async function queueNotices(
  tx: Tx,
  ids: Ids,
  at: Temporal.Instant,
  drafts: readonly NoticeDraft[],
): Promise<void> {
  await insertNotices(
    tx,
    at,
    drafts.map((draft) => ({ id: ids.next(), draft })),
  );
}

/**
 * Logs that somebody tried what their roles do not allow, and hands the refusal on. The line names the record only
 * where it belongs to the actor's own organisation.
 */
export async function refuseAttempt<R extends Refusal>(
  deps: Pick<ServiceDeps, "db" | "ids" | "activityKeys">,
  actor: Actor,
  attempt: {
    readonly at: Temporal.Instant;
    readonly logAs: ActivityAction;
    readonly refused: Refused<R>;
    readonly findSubject?: (tx: Tx, partnerId: string) => Promise<ActivitySubject | undefined>;
  },
): Promise<Refused<R>> {
  const { at, logAs, refused, findSubject } = attempt;
  const partnerId = actor.kind === "partner" || actor.kind === "customer" ? actor.partnerId : null;
  await deps.db.transaction().execute(async (tx) => {
    const subject = partnerId === null ? undefined : await findSubject?.(tx, partnerId);
    await logActivity(tx, deps, actor, [activityRefused(logAs, at, subject ?? { partnerId }, refused.refusal.code)]);
  });
  return refused;
}
