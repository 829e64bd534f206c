import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Charge } from "#app/domain/billing/charge.ts";
import { nextChargeAt } from "#app/domain/billing/cycles.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { billingPlans, chargesPerTerm, planFitsTerm, termDurations } from "#app/domain/catalog/terms.ts";
import type { Order } from "#app/domain/order/order.ts";
import { chargesPerRunMax, termsPerRunMax } from "#app/domain/policies.ts";
import { decideCancel } from "#app/domain/subscription/cancellation.ts";
import { catchUp, type DueStep } from "#app/domain/subscription/catch-up.ts";
import type { Subscription, Term } from "#app/domain/subscription/subscription.ts";
import { allOffers, aSubscription, chargesMade, epochMs, ids, instant, lookUp } from "../support/records.ts";

const offers = allOffers();
const dayMs = 86_400_000;
type Run = { subscription: Subscription; terms: Term[]; charges: Charge[]; orders: Order[]; steps: DueStep[] };

/** Runs the job at each instant, one after the other, and keeps all that it made. */
function run(subscription: Subscription, instants: readonly number[]): Run {
  const result: Run = {
    subscription,
    terms: [subscription.term],
    charges: [...chargesMade(subscription)],
    orders: [],
    steps: [],
  };
  const nextId = ids();
  let termOrder = { orderId: "order-1", lineNumber: 0 };
  for (const epoch of instants) {
    const at = instantOfEpochMs(epoch);
    const { subscription: after, steps } = catchUp(result.subscription, {
      at,
      segment: "Commercial",
      findOffer: lookUp(offers),
      nextId,
      termOrder,
    });
    for (const step of steps) {
      if (step.kind === "hold") continue;
      result.charges.push(...step.charges);
      if (step.kind !== "renew") continue;
      result.terms.push(step.subscription.term);
      result.orders.push(step.order);
      termOrder = { orderId: step.order.id, lineNumber: 0 };
    }
    result.subscription = after;
    result.steps.push(...steps);
  }
  return result;
}

/** What must be the same however often and when the job ran: all but ids, and the instants at which something completed. */
function essence({ terms, charges, subscription }: Run) {
  return {
    status: [subscription.expiredAt?.toString(), subscription.hold, subscription.isAutoRenewOn, subscription.nextTerm],
    terms: terms.map((term) => ({
      ...term,
      anchorOn: term.anchorOn.toString(),
      startAt: term.startAt.toString(),
      endAt: term.endAt.toString(),
      windowOpenedAt: "whenever the run was",
      chargedCycles: "below",
    })),
    charges: charges.map((charge) => [
      charge.termNumber,
      charge.cycleNumber,
      charge.kind,
      charge.amountMinor,
      charge.chargedAt.toString(),
      charge.cycle?.startsOn.toString(),
      charge.cycle?.endsOn.toString(),
    ]),
    charged: subscription.term.chargedCycles,
  };
}

const sumOf = (amounts: readonly { amountMinor: number }[]) =>
  amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

const termAndPlan = fc.constantFrom(
  ...termDurations.flatMap((duration) =>
    billingPlans.filter((plan) => planFitsTerm(duration, plan)).map((billingPlan) => ({ duration, billingPlan })),
  ),
);
const purchase = fc.record({
  purchasedMs: fc.integer({ min: epochMs("2021-10-14T00:00:00Z"), max: epochMs("2024-03-31T00:00:00Z") }),
  termAndPlan,
  isAutoRenewOn: fc.boolean(),
  next: fc.option(fc.record({ termAndPlan, quantity: fc.integer({ min: 1, max: 9 }) }), { nil: null }),
});

type Bought = typeof purchase extends fc.Arbitrary<infer P> ? P : never;

function bought({ purchasedMs, termAndPlan: { duration, billingPlan }, isAutoRenewOn, next }: Bought): Subscription {
  const nextTerm =
    next && isAutoRenewOn
      ? { termDuration: next.termAndPlan.duration, billingPlan: next.termAndPlan.billingPlan, quantity: next.quantity }
      : null;
  const purchasedAt = instantOfEpochMs(purchasedMs).toString();
  return aSubscription({ purchasedAt, duration, billingPlan, isAutoRenewOn, nextTerm, unitPriceMinor: 999 });
}

describe("catching up", () => {
  it("after 14 months off makes every missed term and charge once, in order", () => {
    const subscription = aSubscription({
      purchasedAt: "2021-12-31T18:00:00Z",
      duration: "P1M",
      billingPlan: "monthly",
    });
    const result = run(subscription, [epochMs("2023-03-05T04:00:00Z")]);
    expect(result.terms.map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    expect(result.charges.map(({ termNumber, cycleNumber }) => [termNumber, cycleNumber])).toEqual(
      Array.from({ length: 15 }, (_, index) => [index + 1, 1]),
    );
    const dates = result.charges.map(({ chargedAt }) => chargedAt.toString().slice(0, 10));
    expect(dates.join(" ")).toBe(
      "2021-12-31 2022-01-31 2022-02-28 2022-03-31 2022-04-30 2022-05-31 2022-06-30 2022-07-31 " +
        "2022-08-31 2022-09-30 2022-10-31 2022-11-30 2022-12-31 2023-01-31 2023-02-28",
    );
  });

  it("charges the cycles of a skipped term and of the running one", () => {
    const subscription = aSubscription({ billingPlan: "monthly" });
    const result = run(subscription, [epochMs("2022-12-20T00:00:00Z")]);
    expect(result.charges.map(({ termNumber, cycleNumber }) => `${termNumber}.${cycleNumber}`)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `1.${index + 1}`),
      "2.1",
      "2.2",
      "2.3",
    ]);
    // Charges of the second term refer to the order that renewed it, also those made later.
    const [order] = result.orders;
    expect(new Set(result.charges.slice(12).map(({ orderId }) => orderId))).toEqual(new Set([order?.id]));
    expect(result.charges.slice(12).map(({ lineNumber }) => lineNumber)).toEqual([0, 0, 0]);
  });

  it("in one go ends like day by day, and like any other rhythm", () => {
    fc.assert(
      fc.property(
        purchase,
        fc.integer({ min: 1, max: 1500 }),
        fc.array(fc.nat(1500 * 24), { maxLength: 12 }),
        (record, days, hours) => {
          const subscription = bought(record);
          const until = record.purchasedMs + days * dayMs;
          const daily = Array.from({ length: days }, (_, index) => record.purchasedMs + (index + 1) * dayMs);
          const now = run(subscription, [until]);
          expect(essence(run(subscription, daily))).toEqual(essence(now));
          const irregular = hours
            .map((hour) => record.purchasedMs + hour * 3_600_000)
            .filter((at) => at < until)
            .toSorted((a, b) => a - b);
          expect(essence(run(subscription, [...irregular, until]))).toEqual(essence(now));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has nothing left to do at the same instant", () => {
    fc.assert(
      fc.property(purchase, fc.integer({ min: 0, max: 1500 }), (record, days) => {
        const at = record.purchasedMs + days * dayMs;
        const first = run(bought(record), [at]);
        const again = run(first.subscription, [at, at]);
        expect(again.steps).toEqual([]);
        expect(again.subscription).toBe(first.subscription);
      }),
    );
  });

  it("tiles the terms and the cycles without gap or overlap, charges each cycle once and never ahead", () => {
    fc.assert(
      fc.property(purchase, fc.integer({ min: 1, max: 1800 }), (record, days) => {
        const until = record.purchasedMs + days * dayMs;
        const { terms, charges, subscription } = run(bought(record), [until]);
        terms.slice(1).forEach((term, index) => {
          expect(term.startAt.equals(terms[index]?.endAt ?? term.endAt)).toBe(true);
          expect(term.endAt.epochMilliseconds).toBeGreaterThan(term.startAt.epochMilliseconds);
        });
        charges.slice(1).forEach((charge, index) => {
          expect(charge.cycle?.startsOn.equals(charges[index]?.cycle?.endsOn.add({ days: 1 }) ?? "1970-01-01")).toBe(
            true,
          );
        });
        for (const charge of charges) expect(charge.chargedAt.epochMilliseconds).toBeLessThanOrEqual(until);
        const keys = charges.map(({ termNumber, cycleNumber }) => `${termNumber}.${cycleNumber}`);
        expect(new Set(keys).size).toBe(keys.length);
        // What still lives always has a next due date, and what ended was charged in full.
        const { term } = subscription;
        const nextMs = Math.min(nextChargeAt(term)?.epochMilliseconds ?? Infinity, term.endAt.epochMilliseconds);
        expect(subscription.expiredAt !== null || nextMs > until).toBe(true);
        const owed = terms.slice(0, -1).map(({ duration, billingPlan }) => chargesPerTerm(duration, billingPlan));
        owed.forEach((count, index) =>
          expect(charges.filter(({ termNumber }) => termNumber === index + 1)).toHaveLength(count),
        );
      }),
    );
  });

  it("keeps every active subscription due somewhere, for all anchors 1 to 31 over 48 monthly terms", () => {
    const lost: string[] = [];
    for (const month of ["2022-01", "2023-12", "2024-01"])
      for (let dayOfMonth = 1; dayOfMonth <= 31; dayOfMonth++) {
        const purchasedAt = `${month}-${String(dayOfMonth).padStart(2, "0")}T12:00:00Z`;
        const subscription = aSubscription({ purchasedAt, duration: "P1M", billingPlan: "monthly" });
        const until = instant(purchasedAt).epochMilliseconds + 48 * 31 * dayMs;
        const { terms } = run(subscription, [until]);
        if (terms.length < 48 || terms.length > 50) lost.push(`${purchasedAt}: ${terms.length} terms`);
        terms.forEach((term) => {
          const days = (term.endAt.epochMilliseconds - term.startAt.epochMilliseconds) / dayMs;
          if (days < 27 || days > 31) lost.push(`${purchasedAt}: term ${term.number} of ${days} days`);
        });
      }
    expect(lost).toEqual([]);
  });

  it("parks a runaway after the terms that one run may give, and keeps those", () => {
    const subscription = aSubscription({ duration: "P1M", billingPlan: "monthly" });
    const result = run(subscription, [epochMs("2031-01-01T00:00:00Z")]);
    expect(termsPerRunMax).toBeLessThanOrEqual(chargesPerRunMax);
    expect(result.terms).toHaveLength(1 + termsPerRunMax);
    expect(result.steps.at(-1)?.kind).toBe("hold");
    expect(result.subscription.hold).toMatchObject({ reason: "runaway" });
    const released = run({ ...result.subscription, hold: null }, [epochMs("2031-01-01T00:00:00Z")]);
    expect(released.subscription.term.number).toBeGreaterThan(1 + termsPerRunMax);
  });

  it("parks a runaway by its charges as well, and a release goes on where it stood", () => {
    const subscription = aSubscription({ billingPlan: "monthly" });
    const at = [epochMs("2028-06-01T00:00:00Z")];
    const result = run(subscription, at);
    const made = result.charges.length - 1;
    expect(made).toBeLessThanOrEqual(chargesPerRunMax);
    expect(made).toBeGreaterThan(chargesPerRunMax - 13);
    expect(result.subscription.hold).toMatchObject({ reason: "runaway" });
    const rest = run({ ...result.subscription, hold: null }, at);
    expect(rest.subscription.hold).toBeNull();
    expect(rest.subscription.term.endAt.toString()).toBe("2028-10-15T00:00:00Z");
    expect(rest.subscription.term.chargedCycles).toBe(8);
  });

  it("does nothing for what is parked", () => {
    const hold = { reason: "failing", heldAt: instant("2022-01-01T00:00:00Z") } as const;
    const subscription = aSubscription({ billingPlan: "monthly", hold });
    expect(run(subscription, [epochMs("2024-01-01T00:00:00Z")]).steps).toEqual([]);
  });

  it("never gives back more than it charged, in whichever term and however late the run was", () => {
    fc.assert(
      fc.property(purchase, fc.integer({ min: 0, max: 1200 }), fc.nat(200), (record, days, hours) => {
        const ranAt = record.purchasedMs + days * dayMs;
        const { subscription, charges } = run(bought(record), [ranAt]);
        const at = instantOfEpochMs(ranAt + hours * 3_600_000);
        const decision = decideCancel(subscription, {
          at,
          sku: { isCancellable: true },
          charges,
          nextId: ids("credit"),
        });
        fc.pre(decision.ok);
        const { credits, refund, subscription: after } = decision.value;
        for (const credit of credits) {
          const charge = charges.find(({ id }) => id === credit.chargeId);
          expect(charge?.termNumber).toBe(subscription.term.number);
          expect(credit.amountMinor).toBeGreaterThan(0);
          expect(credit.amountMinor).toBeLessThanOrEqual(charge?.amountMinor ?? 0);
        }
        expect(new Set(credits.map(({ chargeId }) => chargeId)).size).toBe(credits.length);
        expect(sumOf(credits)).toBe(refund.totalMinor);
        expect(sumOf(charges) - sumOf(credits)).toBeGreaterThanOrEqual(0);
        // Nothing is charged, renewed or ended any more, ever.
        expect(run(after, [at.epochMilliseconds, at.epochMilliseconds + 2000 * dayMs]).steps).toEqual([]);
      }),
    );
  });
});
