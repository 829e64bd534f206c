import { Temporal } from "temporal-polyfill";
import { addDays, addMonthsClamped, epochDayOf, utcDayOf, utcEpochDayOf } from "../calendar/utc-days.ts";

const linkMonths = 6;
const reactivatedDays = 30;

/** The link of a service under an enrollment. Both days are the last on which it works, UTC. */
export type ActivationLink = {
  readonly expiresOn: Temporal.PlainDate;
  readonly reactivatedUntilOn: Temporal.PlainDate | null;
};

/**
 * The last day of a link. Rule: it expires six months after the original purchase date, clamped to shorter months,
 * and works through the end of that day; a resent one has the same end.
 */
export function linkExpiresOn(purchasedOn: Temporal.PlainDate): Temporal.PlainDate {
  return addMonthsClamped(purchasedOn, linkMonths);
}

/** The last day of a link that the operator reactivates: 30 days from today. Our choice. */
export function reactivatedUntilOn(at: Temporal.Instant): Temporal.PlainDate {
  return addDays(utcDayOf(at), reactivatedDays);
}

/** The last day on which a link works, the later of both. */
export function lastDayOfLink({ expiresOn, reactivatedUntilOn: again }: ActivationLink): Temporal.PlainDate {
  return again !== null && Temporal.PlainDate.compare(again, expiresOn) > 0 ? again : expiresOn;
}

export function isLinkExpired(link: ActivationLink, at: Temporal.Instant): boolean {
  return utcEpochDayOf(at) > epochDayOf(lastDayOfLink(link));
}
