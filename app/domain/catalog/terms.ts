/** Lengths of one committed run. */
export const termDurations = ["P1M", "P1Y", "P3Y"] as const;
export type TermDuration = (typeof termDurations)[number];

/**
 * How a term is charged. `one-time` is one charge for the whole of it: the plan of perpetual software,
 * and of reservations that are paid when they are bought.
 */
export const billingPlans = ["monthly", "annual", "triennial", "one-time"] as const;
export type BillingPlan = (typeof billingPlans)[number];

const monthsByDuration = { P1M: 1, P1Y: 12, P3Y: 36 } as const satisfies Record<TermDuration, number>;
const monthsByPlan = { monthly: 1, annual: 12, triennial: 36 } as const;

/** Months of one term. */
export function monthsOfTerm(duration: TermDuration): number {
  return monthsByDuration[duration];
}

/** Months that one charge of a term pays for: the plan's, or the whole term where it is paid once. */
export function monthsOfCycle(duration: TermDuration, plan: BillingPlan): number {
  return plan === "one-time" ? monthsByDuration[duration] : monthsByPlan[plan];
}

/** A plan is never longer than the term it charges. Rule: billing plans. */
export function planFitsTerm(duration: TermDuration, plan: BillingPlan): boolean {
  return monthsOfCycle(duration, plan) <= monthsByDuration[duration];
}

/** How many charges a term has under a plan. */
export function chargesPerTerm(duration: TermDuration, plan: BillingPlan): number {
  return monthsOfTerm(duration) / monthsOfCycle(duration, plan);
}
