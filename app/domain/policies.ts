import { Temporal } from "temporal-polyfill";

/**
 * Numbers that rules are made of, in one place. What a number means is said beside the function that uses it.
 * `cartLifetimeDays` stands with the cart.
 */

/** From this instant on, whatever is bought renews itself by default. Rule: auto-renew (14 Oct 2021, UTC). */
export const autoRenewSince = Temporal.Instant.from("2021-10-14T00:00:00Z");

/** How long a subscription can be cancelled from the start of each term, end exclusive. Rule: seven days, as hours. */
export const cancellationWindowHours = 168;

/** A perpetual purchase can be cancelled through this many UTC calendar days after the day of purchase. */
export const perpetualWindowDays = 30;

/** A window that closes within this time is announced. Rule: notices, 24 hours before. */
export const windowClosingNoticeHours = 24;

/** How many days before the end of a term its renewal is looked at ahead and announced. Rule: renewal. */
export const lookAheadStagesDays = [30, 7, 1] as const;

/**
 * Terms that one run may give one subscription before it is parked as a runaway. Five years of monthly terms:
 * far beyond any downtime that is caught up, far below what a loop would do.
 */
export const termsPerRunMax = 60;

/** Charges that one run may make for one subscription before it is parked; five years of monthly charges. */
export const chargesPerRunMax = 60;

/** Lines that one cart may hold, so that one checkout stays one small transaction. Our choice. */
export const cartLinesMax = 50;

/** Characters of the reason with which the operator switches what a partner sells. Our choice. */
export const switchReasonMin = 10;
export const switchReasonMax = 200;

/** Version of the rules of renewal; it is stored with every renewal, and changes when a stored decision would come out differently. */
export const renewalPolicyVersion = 1;
