import type { Temporal } from "temporal-polyfill";
import { type Enrollment, organizationKey } from "../agreements/agreement.ts";
import { utcEpochDayOf, epochDayOf } from "../calendar/utc-days.ts";

/** An enrollment of the customer, with the account it belongs to. */
export type LinkedEnrollment = Pick<
  Enrollment,
  "id" | "number" | "organizationName" | "programme" | "startsOn" | "endsOn"
> & { readonly accountId: string | null };

const underEnterpriseAgreement: readonly string[] = ["enterprise", "enterprise-subscription", "server-cloud"];

/**
 * The account that a new enrollment is tied to without anybody's choice: that of an earlier enrollment with the same
 * organisation name. Rule: not where several enrollments of that name run under an Enterprise Agreement; then each
 * gets an e-mail. Several earlier ones at different accounts are a question too. Our choice.
 */
export function renewedFrom(
  enrollment: Omit<LinkedEnrollment, "accountId">,
  others: readonly LinkedEnrollment[],
  at: Temporal.Instant,
): { readonly accountId: string; readonly number: string } | null {
  const key = organizationKey(enrollment.organizationName);
  const sameName = others.filter(
    ({ id, organizationName }) => id !== enrollment.id && organizationKey(organizationName) === key,
  );
  const today = utcEpochDayOf(at);
  const isSeveral =
    underEnterpriseAgreement.includes(enrollment.programme) &&
    sameName.some(
      ({ programme, startsOn, endsOn }) =>
        underEnterpriseAgreement.includes(programme) &&
        epochDayOf(endsOn) >= today &&
        epochDayOf(endsOn) >= epochDayOf(enrollment.startsOn) &&
        epochDayOf(startsOn) <= epochDayOf(enrollment.endsOn),
    );
  if (isSeveral) return null;
  const earlier = sameName.filter(
    ({ startsOn, endsOn, accountId }) =>
      accountId !== null &&
      epochDayOf(startsOn) < epochDayOf(enrollment.startsOn) &&
      epochDayOf(endsOn) < epochDayOf(enrollment.endsOn),
  );
  const accounts = new Set(earlier.map(({ accountId }) => accountId));
  const latest = earlier.toSorted((a, b) => epochDayOf(b.endsOn) - epochDayOf(a.endsOn))[0];
  if (latest === undefined || latest.accountId === null || accounts.size > 1) return null;
  return { accountId: latest.accountId, number: latest.number };
}
