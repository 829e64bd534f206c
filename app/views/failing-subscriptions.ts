import type { FailedSubscription } from "#db/repositories/job-failures.ts";
import type { Format, InstantText } from "./format.ts";

/** A subscription that a job tried in vain to bring forward. */
export type FailingSubscription = {
  readonly subscriptionId: string;
  readonly partnerId: string;
  readonly job: string;
  readonly runId: string;
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
  readonly firstFailedAt: InstantText;
  readonly lastFailedAt: InstantText;
};

export function failingSubscriptionOf(failure: FailedSubscription, format: Format): FailingSubscription {
  const { subscriptionId, partnerId, job, runId, code, message, attempts } = failure;
  return {
    subscriptionId,
    partnerId,
    job,
    runId,
    code,
    message,
    attempts,
    firstFailedAt: format.instant(failure.firstFailedAt),
    lastFailedAt: format.instant(failure.lastFailedAt),
  };
}
