import type { ActivationLimitFacts } from "#app/domain/notices/notices.ts";
import { activationReasonCodes } from "#app/domain/service-activation/records.ts";
import type { Desk, Fact, NoticeTarget, Words } from "./notice-text.ts";

/** Where a notice of a passed limit leads: the partner to the answer, the operator to what is to be settled. */
export function activationLimitTarget(facts: ActivationLimitFacts, isForOperator: boolean): NoticeTarget {
  if (isForOperator) return { to: "activationDesk" };
  const { enrollmentId, serviceId } = facts;
  return { to: "enrollmentService", enrollmentId, serviceId };
}

/** Words of a limit that has passed: 25 hours of a reservation, 48 of an e-mail, 24 of a request. */
export function activationLimitWords({ t }: Desk, facts: ActivationLimitFacts): Words {
  const { limit, enrollment, organization, service, requestId, reason } = facts;
  const code = activationReasonCodes.find((one) => one === reason);
  const fact = (name: "organization" | "enrollment" | "service", value: string): Fact => ({
    label: t(`activation:fact.${name}`),
    value,
  });
  return {
    subject: t(`activation:limit.subject.${limit}`, { service, enrollment }),
    text: t(`activation:limit.text.${limit}`, { service, enrollment, organization }),
    advice: t(`activation:limit.advice.${limit}`),
    facts: [
      fact("organization", organization),
      fact("enrollment", enrollment),
      ...(service === "–" ? [] : [fact("service", service)]),
      ...(code === undefined
        ? []
        : [{ label: t("activation:limit.reason"), value: t(`activation:reason.${code}.title`) }]),
      ...(requestId === null ? [] : [{ label: t("notices:fact.request"), value: requestId }]),
    ],
  };
}
