import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeOffer, type StoredPrice } from "#app/domain/catalog/price-list-merge.ts";
import { openEndMs, type PriceListRow } from "#app/domain/catalog/price-list.ts";

function row(from: number, until: number | "open", price = 100, line = 2): PriceListRow {
  return {
    line,
    productId: "P",
    skuId: "0001",
    market: "DE",
    segment: "Commercial",
    termDuration: "P1Y",
    billingPlan: "annual",
    unitPriceMinor: price,
    retailPriceMinor: null,
    currency: "EUR",
    effectiveFromMs: from,
    effectiveUntilMs: until === "open" ? openEndMs : until,
  };
}

function stored(from: number, until: number | "open", price = 100): StoredPrice {
  const { unitPriceMinor, retailPriceMinor, currency, effectiveFromMs, effectiveUntilMs } = row(from, until, price);
  return { id: `s${from}`, unitPriceMinor, retailPriceMinor, currency, effectiveFromMs, effectiveUntilMs };
}

/** What is stored after a merge that nothing of was refused. */
function after(before: readonly StoredPrice[], merge: ReturnType<typeof mergeOffer>): StoredPrice[] {
  const prices = new Map(before.map((price) => [price.id, price]));
  for (const { id, effectiveUntilMs } of merge.superseded) {
    const price = prices.get(id);
    if (price !== undefined) prices.set(id, { ...price, effectiveUntilMs });
  }
  for (const { row: line, outcome, storedId } of merge.rows) {
    if (outcome === "unchanged") continue;
    const { unitPriceMinor, retailPriceMinor, currency, effectiveFromMs, effectiveUntilMs } = line;
    const id = storedId ?? `n${effectiveFromMs}`;
    prices.set(id, { id, unitPriceMinor, retailPriceMinor, currency, effectiveFromMs, effectiveUntilMs });
  }
  return [...prices.values()].sort((a, b) => a.effectiveFromMs - b.effectiveFromMs);
}

const outcomes = (merge: ReturnType<typeof mergeOffer>) => merge.rows.map((one) => one.outcome);

describe("A row of a price list", () => {
  test("for an offer without prices is added", () => {
    expect(mergeOffer([], [row(10, "open")])).toMatchObject({
      rows: [{ outcome: "added", storedId: null }],
      superseded: [],
      defects: [],
    });
  });

  test.each<[string, PriceListRow, string]>([
    ["says the same again", row(10, "open"), "unchanged"],
    ["has another price", row(10, "open", 101), "changed"],
    ["has another price and an earlier end", row(10, 20, 101), "changed"],
    ["has an earlier end only", row(10, 20), "ended"],
  ])("that %s is a stored price, known by its start", (_, line, outcome) => {
    expect(mergeOffer([stored(10, "open")], [line])).toMatchObject({
      rows: [{ outcome, storedId: "s10" }],
      superseded: [],
      defects: [],
    });
  });

  test("with another retail price changes it, and with a later end too", () => {
    expect(outcomes(mergeOffer([stored(10, "open")], [{ ...row(10, "open"), retailPriceMinor: 130 }]))).toEqual([
      "changed",
    ]);
    expect(outcomes(mergeOffer([stored(10, 20)], [row(10, 30)]))).toEqual(["changed"]);
  });

  test("that begins within a price without end ends that price at its start", () => {
    const merge = mergeOffer([stored(10, "open")], [row(20, "open", 110)]);
    expect(merge).toMatchObject({
      rows: [{ outcome: "added" }],
      superseded: [{ id: "s10", effectiveUntilMs: 20 }],
      defects: [],
    });
    expect(merge.losesOpenPrice).toBe(false);
  });

  test("with others ends it at the earliest of their starts", () => {
    expect(mergeOffer([stored(10, "open")], [row(40, "open"), row(20, 40)]).superseded).toEqual([
      { id: "s10", effectiveUntilMs: 20 },
    ]);
  });

  test("beside the stored one with its new end ends nothing else", () => {
    const merge = mergeOffer([stored(10, "open")], [row(10, 20), row(20, "open", 110)]);
    expect(outcomes(merge)).toEqual(["ended", "added"]);
    expect(merge).toMatchObject({ superseded: [], defects: [], losesOpenPrice: false });
  });

  test.each<[string, StoredPrice, PriceListRow, number]>([
    ["begins within a price that has an end", stored(10, 30), row(20, "open"), 15],
    ["reaches into a later price", stored(30, "open"), row(20, "open"), 16],
    ["covers a later price", stored(30, 40), row(20, 50), 16],
  ])("that %s is refused", (_, price, line, column) => {
    expect(mergeOffer([price], [line]).defects).toMatchObject([
      {
        line: 2,
        column,
        code: "period-overlaps-stored",
        facts: { storedFromMs: price.effectiveFromMs, storedUntilMs: price.effectiveUntilMs },
      },
    ]);
  });

  test("of an old list, which would bring a superseded price back, is refused", () => {
    const before = [stored(10, "open")];
    const now = after(before, mergeOffer(before, [row(20, "open", 110)]));
    expect(mergeOffer(now, [row(10, "open")]).defects).toMatchObject([{ line: 2, code: "period-overlaps-stored" }]);
  });

  test.each<[StoredPrice, PriceListRow]>([
    [stored(10, 20), row(20, "open")],
    [stored(20, "open"), row(10, 20)],
  ])("that touches a stored price at its boundary leaves it alone", (price, line) => {
    expect(mergeOffer([price], [line])).toMatchObject({ rows: [{ outcome: "added" }], superseded: [], defects: [] });
  });

  test("that leaves an offer without a price from some day on is told", () => {
    expect(mergeOffer([stored(10, "open")], [row(20, 30)]).losesOpenPrice).toBe(true);
    expect(mergeOffer([stored(10, "open")], [row(10, 30)]).losesOpenPrice).toBe(true);
    expect(mergeOffer([stored(10, 20)], [row(20, 30)]).losesOpenPrice).toBe(false);
    expect(mergeOffer([], [row(20, 30)]).losesOpenPrice).toBe(false);
  });
});

/** A list for one offer whose periods are disjoint, as the reader leaves it. */
const listArbitrary = fc
  .uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 0, maxLength: 6 })
  .chain((points) => {
    const sorted = points.sort((a, b) => a - b);
    const slots = sorted.map((from, index) => [from, sorted[index + 1] ?? null] as const);
    return fc
      .tuple(
        fc.array(fc.constantFrom("keep", "skip", "keep"), { minLength: slots.length, maxLength: slots.length }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: slots.length, maxLength: slots.length }),
        fc.boolean(),
      )
      .map(([kept, prices, isOpen]) =>
        slots.flatMap(([from, until], index) => {
          if (kept[index] === "skip") return [];
          return [row(from, until ?? (isOpen ? "open" : from + 1), prices[index], index + 2)];
        }),
      );
  });

describe("Lists, one after the other", () => {
  test("never leave two prices at one instant, and the same list twice changes nothing", () => {
    fc.assert(
      fc.property(fc.array(listArbitrary, { maxLength: 6 }), (lists) => {
        let prices: StoredPrice[] = [];
        for (const list of lists) {
          const merge = mergeOffer(prices, list);
          if (merge.defects.length > 0) continue;
          prices = after(prices, merge);
          for (const [index, price] of prices.entries()) {
            expect(price.effectiveUntilMs).toBeGreaterThan(price.effectiveFromMs);
            const nextFromMs = prices[index + 1]?.effectiveFromMs ?? Number.POSITIVE_INFINITY;
            expect(price.effectiveUntilMs).toBeLessThanOrEqual(nextFromMs);
          }
          const again = mergeOffer(prices, list);
          expect(again.defects).toEqual([]);
          expect(again.superseded).toEqual([]);
          expect(outcomes(again).every((outcome) => outcome === "unchanged")).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("say after an import exactly what the list says, at every instant it speaks of", () => {
    fc.assert(
      fc.property(listArbitrary, listArbitrary, (first, second) => {
        const prices = after([], mergeOffer([], first));
        const merge = mergeOffer(prices, second);
        fc.pre(merge.defects.length === 0);
        const now = after(prices, merge);
        for (const line of second)
          for (const ms of [line.effectiveFromMs, Math.min(line.effectiveUntilMs, 100) - 1]) {
            const valid = now.filter((price) => price.effectiveFromMs <= ms && ms < price.effectiveUntilMs);
            expect(valid.map((price) => price.unitPriceMinor)).toEqual([line.unitPriceMinor]);
          }
      }),
      { numRuns: 1000 },
    );
  });
});
