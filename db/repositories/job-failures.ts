import type { ProductKind } from "#app/domain/catalog/catalog.ts";
import { type ExpressionBuilder, type Selectable, sql, type SqlBool } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { advancingJobs, type JobName } from "#app/domain/jobs/job-names.ts";
import { retryDelaysMs } from "#app/domain/jobs/retries.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";
import type { Database, JobFailureTable } from "../schema.ts";

/** A subscription that a job could not bring forward, with how often it tried. Stands until it is done or no longer due. */
export type JobFailure = {
  readonly subscriptionId: string;
  readonly partnerId: string;
  readonly job: JobName;
  readonly runId: string;
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
  readonly firstFailedAt: Temporal.Instant;
  readonly lastFailedAt: Temporal.Instant;
};

function failureOfRow(row: Selectable<JobFailureTable>): JobFailure {
  return {
    subscriptionId: row.subscription_id,
    partnerId: row.partner_id,
    job: row.job as JobName,
    runId: row.run_id,
    code: row.code,
    message: row.message,
    attempts: row.attempts,
    firstFailedAt: readInstant(row.first_failed_at),
    lastFailedAt: readInstant(row.last_failed_at),
  };
}

/**
 * Notes a failed attempt; answers how many there have been. Attempts add up over runs; a second failure at the same
 * instant is the same attempt.
 */
export async function recordJobFailure(
  db: Db,
  failure: Omit<JobFailure, "attempts" | "firstFailedAt" | "lastFailedAt"> & { at: Temporal.Instant },
): Promise<number> {
  const at = instantColumn(failure.at);
  const row = await db
    .insertInto("job_failure")
    .values({
      subscription_id: failure.subscriptionId,
      job: failure.job,
      partner_id: failure.partnerId,
      run_id: failure.runId,
      code: failure.code,
      message: failure.message,
      attempts: 1,
      first_failed_at: at,
      last_failed_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["subscription_id", "job"])
        .doUpdateSet((eb) => ({
          run_id: failure.runId,
          code: failure.code,
          message: failure.message,
          attempts: eb("job_failure.attempts", "+", 1),
          last_failed_at: at,
        }))
        .where("job_failure.last_failed_at", "<", at),
    )
    .returning("attempts")
    .executeTakeFirst();
  return row?.attempts ?? (await attemptsOf(db, failure));
}

async function attemptsOf(db: Db, failure: { subscriptionId: string; job: JobName }): Promise<number> {
  const { attempts } = await db
    .selectFrom("job_failure")
    .select("attempts")
    .where("subscription_id", "=", failure.subscriptionId)
    .where("job", "=", failure.job)
    .executeTakeFirstOrThrow();
  return attempts;
}

/** Milliseconds to wait after the last attempt, as the databases compute it. */
const delayOfAttempts = sql.raw(
  `case attempts ${retryDelaysMs.map((delay, index) => `when ${index + 1} then ${delay}`).join(" ")} else ${retryDelaysMs.at(-1)} end`,
);

/**
 * Whether a subscription may be tried at an instant: none of its failures is still to wait. For a query over
 * `subscription`. Asks first whether there is any failure at all, once per query; on most days there is none.
 */
export function mayBeTriedAt(at: Temporal.Instant) {
  return (eb: ExpressionBuilder<Database, "subscription">) => {
    const waiting = eb
      .selectFrom("job_failure")
      .select("job_failure.subscription_id")
      .whereRef("job_failure.subscription_id", "=", "subscription.id")
      .where("job_failure.job", "in", advancingJobs)
      .where(sql<SqlBool>`job_failure.last_failed_at + ${delayOfAttempts} > ${instantColumn(at)}`);
    return eb.or([eb.not(eb.exists(eb.selectFrom("job_failure").select("job"))), eb.not(eb.exists(waiting))]);
  };
}

/** When the next failed subscription may be tried again after an instant, in epoch milliseconds; null when none waits. */
export async function nextRetryAtMs(db: Db, after: Temporal.Instant): Promise<number | null> {
  const row = await db
    .selectFrom("job_failure")
    .innerJoin("subscription", "subscription.id", "job_failure.subscription_id")
    .select(sql<number | null>`min(last_failed_at + ${delayOfAttempts})`.as("retry_at"))
    .where("subscription.held_at", "is", null)
    .where(sql<SqlBool>`last_failed_at + ${delayOfAttempts} > ${instantColumn(after)}`)
    .executeTakeFirst();
  return row?.retry_at ?? null;
}

/**
 * Forgets failures of subscriptions that are no longer due at an instant: done meanwhile, cancelled, or ended.
 * A held one keeps its failure, because it is the reason that people read.
 */
export async function clearSettledFailures(db: Db, at: Temporal.Instant): Promise<void> {
  const atMs = instantColumn(at);
  await db
    .deleteFrom("job_failure")
    .where("job", "in", advancingJobs)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("subscription")
            .select("subscription.id")
            .whereRef("subscription.id", "=", "job_failure.subscription_id")
            .where("cancelled_at", "is", null)
            .where("expired_at", "is", null)
            .where((due) =>
              due.or([
                due("held_at", "is not", null),
                due("term_end_at", "<=", atMs),
                due("next_charge_at", "<=", atMs),
              ]),
            ),
        ),
      ),
    )
    .execute();
}

/** Forgets failures of a look ahead that a later one did not have; it looks at everything each time. */
export async function clearLookAheadFailures(db: Db, at: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom("job_failure")
    .where("job", "=", "look-ahead")
    .where("last_failed_at", "<", instantColumn(at))
    .execute();
}

/** Forgets what failed for one subscription, so that its attempts count from the beginning; for a released hold. */
export async function deleteFailuresOf(db: Db, partnerId: string, subscriptionId: string): Promise<void> {
  await db
    .deleteFrom("job_failure")
    .where("partner_id", "=", partnerId)
    .where("subscription_id", "=", subscriptionId)
    .execute();
}

/** A failure with what it concerns. */
export type FailedSubscription = JobFailure & {
  readonly customerId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly kind: ProductKind;
  /** Parked: no job tries again until somebody releases it. */
  readonly isOnHold: boolean;
};

/** What fails now, newest first; of one partner, or of all for the operator. */
export async function listJobFailures(
  db: Db,
  { partnerId, limit }: { partnerId: string | null; limit: number },
): Promise<FailedSubscription[]> {
  let query = db
    .selectFrom("job_failure")
    .innerJoin("subscription", "subscription.id", "job_failure.subscription_id")
    .selectAll("job_failure")
    .select([
      "subscription.customer_id",
      "subscription.product_id",
      "subscription.sku_id",
      "subscription.kind",
      "subscription.held_at",
    ]);
  if (partnerId !== null) query = query.where("job_failure.partner_id", "=", partnerId);
  const rows = await query
    .orderBy("job_failure.last_failed_at", "desc")
    .orderBy("job_failure.subscription_id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...failureOfRow(row),
    customerId: row.customer_id,
    productId: row.product_id,
    skuId: row.sku_id,
    kind: row.kind,
    isOnHold: row.held_at !== null,
  }));
}
