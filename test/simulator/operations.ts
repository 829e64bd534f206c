import fc from "fast-check";

/**
 * What can happen to the portal in a year, as plain data: whole numbers that each operation reads in its own way
 * (`pick % number of subscriptions`), so that every list of operations makes sense in every world, and a failing list
 * can be made shorter without falling apart.
 */
export type Operation =
  | { readonly kind: "buy"; readonly offer: number; readonly quantity: number; readonly customer: number }
  | { readonly kind: "cancel"; readonly pick: number }
  | { readonly kind: "cancel-purchase"; readonly pick: number }
  | { readonly kind: "switch"; readonly pick: number; readonly isOn: boolean }
  | { readonly kind: "schedule"; readonly pick: number; readonly offer: number; readonly quantity: number }
  | { readonly kind: "clear"; readonly pick: number }
  | { readonly kind: "tick" }
  | { readonly kind: "two-ticks-at-once" }
  | { readonly kind: "crash"; readonly afterStatement: number }
  | { readonly kind: "wait"; readonly hours: number }
  | { readonly kind: "wait-for-due"; readonly millisecondsOff: number }
  | { readonly kind: "reprice"; readonly offer: number; readonly unitPriceMinor: number };

const pick = fc.nat({ max: 997 });
/** Six offers of each of two subscriptions, and one of perpetual software. */
const offer = fc.nat({ max: 12 });
const quantity = fc.integer({ min: 1, max: 9 });

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("buy" as const), offer, quantity, customer: fc.nat({ max: 2 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("cancel" as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cancel-purchase" as const), pick }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("switch" as const), pick, isOn: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("schedule" as const), pick, offer, quantity }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("clear" as const), pick }) },
  { weight: 6, arbitrary: fc.constant({ kind: "tick" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "two-ticks-at-once" as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("crash" as const), afterStatement: fc.integer({ min: 1, max: 60 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      hours: fc.constantFrom(1, 7, 24, 100, 167, 168, 720, 800, 2_300, 9_000),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("wait-for-due" as const), millisecondsOff: fc.constantFrom(-1, 0, 1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("reprice" as const),
      offer,
      unitPriceMinor: fc.integer({ min: 0, max: 50_000 }),
    }),
  },
);

/** Lists of operations: what fast-check draws from a seed, and shortens when one of them breaks a promise. */
export const histories = fc.array(operation, { minLength: 10, maxLength: 60, size: "max" });
