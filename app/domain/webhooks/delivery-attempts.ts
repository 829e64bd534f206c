/**
 * The states of a delivery: waiting for its first attempt, being sent, taken by the target, waiting for another
 * attempt, parked after the last one, and not sent because nobody listens any more.
 */
export const deliveryStates = ["queued", "sending", "delivered", "failed", "dead", "dropped"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why an attempt got no answer that counts. */
export const deliveryFailures = [
  /** An answer, but no 2xx; a redirect among them, which is not followed. */
  "refused",
  /** The address leads to a machine that the portal sends nothing to. */
  "target-not-allowed",
  "name-unknown",
  "no-connection",
  /** The certificate is not good, or no encryption was agreed on. */
  "not-secure",
  "too-slow",
] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

/** Attempts before a delivery is parked. Rule: webhooks, 10 attempts, then parked. */
export const deliveryAttemptsMax = 10;

const minuteMs = 60_000;
const longestDelayMs = 6 * 60 * minuteMs;

/** How long a delivery belongs to the process that sends it: longer than the longest attempt. */
export const deliveryLeaseMs = 2 * minuteMs;

/** How long deliveries are kept after their end, for people to look at. */
export const deliveriesKeptDays = 30;

/** How long the result of a test event is told to programs. Rule: webhooks, kept 7 days. */
export const validationKeptDays = 7;

/** Test events that a partner may ask for in a minute. Rule: webhooks, 2 per minute. */
export const testEventsPerMinute = 2;

/** What becomes of a delivery after an attempt. */
export type AfterDelivery =
  | { readonly state: "delivered" }
  | { readonly state: "failed"; readonly retryInMs: number }
  | { readonly state: "dead" };

/**
 * Taken, tried again, or parked: after 1, 2, 4, 8 … minutes, at most 6 hours, the latter half of it by chance, so that
 * what failed together does not come back together. All ten attempts take some eight hours.
 *
 * @param attemptsLeft how many attempts are left after this one
 * @param chance from 0 to below 1
 */
export function afterDelivery(isTaken: boolean, attemptsLeft: number, chance: number): AfterDelivery {
  if (isTaken) return { state: "delivered" };
  if (attemptsLeft <= 0) return { state: "dead" };
  const made = Math.max(1, deliveryAttemptsMax - attemptsLeft);
  const whole = Math.min(longestDelayMs, minuteMs * 2 ** (made - 1));
  return { state: "failed", retryInMs: Math.floor(whole / 2 + (whole / 2) * chance) };
}
