import type { Temporal } from "temporal-polyfill";
import { instantOfEpochMs, laterOf } from "#app/domain/calendar/utc-days.ts";
import { afterDelivery, deliveriesKeptDays, deliveryLeaseMs } from "#app/domain/webhooks/delivery-attempts.ts";
import { durableTransaction } from "#db/dialects/durable-transaction.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import {
  claimDueDelivery,
  countDueDeliveries,
  deleteOldDeliveries,
  type DeliveryOutcome,
  findWebhookRegistration,
  finishDeliveryAttempt,
  type WebhookDelivery,
} from "#db/repositories/webhooks.ts";
import { machineNow } from "../api-clients/access-token.server.ts";
import type { BatchCounts } from "../renewals/advance-due.server.ts";
import { withRetries } from "../renewals/retry.server.ts";
import type { JobDeps, RunContext } from "../renewals/run-context.server.ts";
import { presentWebhookKey, signBody, type WebhookKey } from "./signing-keys.server.ts";
import type { WebhookAnswer, WebhookPost, WebhookServices } from "./webhook-ports.ts";

const countedMax = 100_000;

/** After this long a run ends, although more is due: the same process renews and charges, and comes back in a minute. */
const runMs = 30_000;

/** Deliveries under way at once: a slow target then keeps nobody else waiting. */
const lanes = 4;

const deletedAtOnce = 500;

/** None is due where none can leave. */
export async function countDeliveriesDue(deps: JobDeps, at: Temporal.Instant): Promise<number> {
  return deps.webhooks === undefined ? 0 : countDueDeliveries(deps.db, at, countedMax);
}

/** What a run of the job shares between its lanes. */
type Run = {
  readonly context: RunContext<"deliver-webhooks">;
  readonly webhooks: WebhookServices;
  readonly key: WebhookKey;
  readonly startedAt: Temporal.Instant;
  readonly onBatch: (counts: BatchCounts) => void;
  /** Partners whose target did not answer: the rest of theirs waits for the next run. */
  readonly silent: Set<string>;
};

/**
 * Sends what is due. A delivery is taken, with its attempt counted, in a transaction that a power cut does not take
 * back; then it is sent; then what became of it is noted. Whoever dies in between leaves a delivery whose lease runs
 * out: it alone may come twice, with the same body.
 */
export async function deliverWebhooks(
  context: RunContext<"deliver-webhooks">,
  onBatch: (counts: BatchCounts) => void,
): Promise<void> {
  const { deps, at } = context;
  const { webhooks, db, clock } = deps;
  if (webhooks === undefined) return;
  const key = await presentWebhookKey({ db, keyVault: webhooks.keyVault }, machineNow({ clock }));
  const run: Run = { context, webhooks, key, startedAt: laterOf(at, clock.now()), onBatch, silent: new Set() };
  await Promise.all(Array.from({ length: lanes }, () => deliverOneByOne(run)));
  const kept = instantOfEpochMs(at.epochMilliseconds - deliveriesKeptDays * 86_400_000);
  await withRetries(() => db.transaction().execute((tx) => deleteOldDeliveries(tx, kept, deletedAtOnce)));
}

async function deliverOneByOne(run: Run): Promise<void> {
  const { context, startedAt, silent, onBatch } = run;
  const { deps, at, runId, tally, signal } = context;
  const { db, clock } = deps;
  for (;;) {
    const now = laterOf(at, clock.now());
    if (signal?.aborted === true || now.epochMilliseconds - startedAt.epochMilliseconds > runMs) return;
    const leasedUntil = addMs(now, deliveryLeaseMs);
    const claimed = await withRetries(() =>
      durableTransaction(db, (tx) => claimDueDelivery(tx, now, leasedUntil, [...silent])),
    );
    if (claimed === undefined) return;
    const outcome = await attempt(run, claimed, now);
    const counts = countsOf(outcome);
    const isMine = await withRetries(() =>
      db.transaction().execute(async (tx) => {
        const noted = await finishDeliveryAttempt(tx, claimed, outcome, laterOf(at, clock.now()));
        await addJobRunProgress(tx, runId, { ...counts, at: clock.now() });
        return noted;
      }),
    );
    if (isMine) tally.addWebhook(outcome.state);
    else tally.addLeftToOthers(1);
    const failure = outcome.attempt?.failure ?? null;
    // Whoever answers with an error is there, and may like the next message better.
    if (failure !== null && failure !== "refused") silent.add(claimed.partnerId);
    onBatch(counts);
  }
}

/** One that waits for another attempt is neither done nor failed. */
function countsOf({ state }: DeliveryOutcome): BatchCounts {
  if (state === "delivered" || state === "dropped") return { done: 1, failed: 0 };
  return { done: 0, failed: state === "dead" ? 1 : 0 };
}

async function attempt(run: Run, claimed: WebhookDelivery, now: Temporal.Instant): Promise<DeliveryOutcome> {
  const { webhooks, key, context } = run;
  const registration = await findWebhookRegistration(context.deps.db, claimed.partnerId);
  // Whoever took the registration or the event away since does not want it any more.
  if (registration === undefined || !registration.events.includes(claimed.event))
    return { state: "dropped", nextAttemptAt: null, attempt: null };
  const body = webhooks.write(claimed, webhooks.root);
  const answer = await sent(webhooks, {
    url: registration.url,
    body,
    headers: signedHeaders(webhooks, key, body, registration.isMsSignatureHeader),
  });
  const after = afterDelivery(answer.failure === null, claimed.attemptsLeft, webhooks.chance());
  return {
    state: after.state,
    nextAttemptAt: after.state === "failed" ? addMs(now, after.retryInMs) : null,
    attempt: { url: registration.url, madeAt: now, ...answer },
  };
}

/** A target must not end a run, whatever its library throws. */
async function sent(webhooks: WebhookServices, post: WebhookPost): Promise<WebhookAnswer> {
  try {
    return await webhooks.post(post);
  } catch (error) {
    const responseText = (error instanceof Error ? error.message : String(error)).slice(0, 200);
    return { responseCode: null, failure: "no-connection", responseText, tookMs: 0 };
  }
}

/** Rule: webhooks, headers of a delivery; the signature stands where the registration wants it. */
function signedHeaders(
  { root }: WebhookServices,
  key: WebhookKey,
  body: string,
  isMsSignatureHeader: boolean,
): Record<string, string> {
  const signature = signBody(key, body);
  return {
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Turnus-Webhooks/1",
    ...(isMsSignatureHeader ? { "x-ms-signature": signature } : { Authorization: `Signature ${signature}` }),
    "X-MS-Certificate-Url": `${root}/webhooks/v1/certificates/${key.kid}`,
    "X-MS-Signature-Algorithm": "rsa-sha256",
  };
}

function addMs(instant: Temporal.Instant, ms: number): Temporal.Instant {
  return instantOfEpochMs(instant.epochMilliseconds + ms);
}
