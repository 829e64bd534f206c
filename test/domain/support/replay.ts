import type { Currency } from "#app/domain/money/currencies.ts";
import { renewalQuery } from "#app/domain/subscription/next-term.ts";
import { decideRenewal } from "#app/domain/subscription/renewal.ts";
import type { Subscription, Term } from "#app/domain/subscription/subscription.ts";
import { anOffer, aSubscription, day, ids, instant } from "./records.ts";

/** A renewal as it was decided once: what it was decided from, as plain JSON, and what came out. */
export type FrozenDecision = {
  what: string;
  subscription: Pick<Subscription, "market" | "kind" | "isAutoRenewOn" | "nextTerm"> & {
    purchasedAt: string;
    term: Omit<Term, "anchorOn" | "startAt" | "endAt" | "windowOpenedAt" | "availabilityId"> & {
      anchorOn: string;
      startAt: string;
      endAt: string;
    };
  };
  offer: { id: string; unitPriceMinor: number; currency: Currency } | null;
  at: string;
  outcome: unknown;
};

/** Decides it again. */
export function replay({ subscription: stored, offer, at }: Omit<FrozenDecision, "outcome">): unknown {
  const { purchasedAt, term, ...fields } = stored;
  const subscription = aSubscription({
    purchasedAt,
    ...fields,
    term: {
      ...term,
      anchorOn: day(term.anchorOn),
      startAt: instant(term.startAt),
      endAt: instant(term.endAt),
      windowOpenedAt: instant(term.startAt),
      availabilityId: "before",
    },
  });
  const { termDuration, billingPlan, market } = renewalQuery(subscription, "Commercial");
  const availability = offer === null ? undefined : anOffer({ ...offer, termDuration, billingPlan, market });
  const termOrder = { orderId: "order-1", lineNumber: 0 };
  const decision = decideRenewal(subscription, { at: instant(at), availability, nextId: ids(), termOrder });
  if (decision.kind !== "renew" && decision.kind !== "expire") return { kind: decision.kind };
  const { term: after } = decision.subscription;
  return {
    kind: decision.kind,
    ...(decision.kind === "expire"
      ? { reason: decision.reason, expiredAt: decision.subscription.expiredAt?.toString() }
      : {
          inputs: decision.inputs,
          startAt: after.startAt.toString(),
          endAt: after.endAt.toString(),
          windowOpenedAt: after.windowOpenedAt.toString(),
        }),
    charges: decision.charges.map((charge) =>
      [
        `${charge.termNumber}.${charge.cycleNumber} ${charge.kind} ${charge.chargedAt.toString()}`,
        `${charge.cycle?.startsOn.toString()}…${charge.cycle?.endsOn.toString()}`,
        `${charge.unitPriceMinor} × ${charge.quantity} = ${charge.amountMinor} ${charge.currency}`,
      ].join(" "),
    ),
  };
}
