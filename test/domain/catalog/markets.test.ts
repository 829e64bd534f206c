import { describe, expect, it } from "vitest";
import { productKinds } from "#app/domain/catalog/catalog.ts";
import { currencyOfMarket, findMarket, isMarketOpenFor, markets } from "#app/domain/catalog/markets.ts";
import { marketLists } from "#test/vectors/vectors.ts";

const codes = marketLists.markets.map(({ iso2 }) => iso2);

describe("markets", () => {
  it("are the 248 of the table, with names, currency and tax", () => {
    expect(markets).toHaveLength(248);
    expect(
      markets.map(({ iso2, nameEn, nameDe, currency, taxIncluded }) => ({
        iso2,
        nameEn,
        nameDe,
        currency,
        taxIncluded,
      })),
    ).toEqual(marketLists.markets);
    expect(markets.filter(({ taxIncluded }) => taxIncluded).map(({ iso2 }) => iso2)).toEqual(["AU", "BR"]);
  });

  it("are closed for reservations in exactly the 109 listed ones", () => {
    expect(marketLists.closedForReservations).toHaveLength(109);
    expect(codes.filter((iso2) => !isMarketOpenFor("azure-reservation", iso2))).toEqual(
      marketLists.closedForReservations,
    );
  });

  it.each(["software-subscription", "perpetual-software", "third-party-plan"] as const)(
    "are closed for %s in exactly the 110 listed ones",
    (kind) => {
      expect(marketLists.closedForSoftware).toHaveLength(110);
      expect(codes.filter((iso2) => !isMarketOpenFor(kind, iso2))).toEqual(marketLists.closedForSoftware);
    },
  );

  it("differ between the lists in AZ, BR and RU alone", () => {
    const differing = codes.filter(
      (iso2) => isMarketOpenFor("azure-reservation", iso2) !== isMarketOpenFor("software-subscription", iso2),
    );
    expect(differing.toSorted()).toEqual(["AZ", "BR", "RU"]);
    expect(isMarketOpenFor("software-subscription", "AZ")).toBe(true);
    expect(isMarketOpenFor("azure-reservation", "BR")).toBe(true);
  });

  it("that nobody knows are closed and have no currency", () => {
    for (const kind of productKinds) expect(isMarketOpenFor(kind, "ZZ")).toBe(false);
    expect(findMarket("ZZ")).toBeUndefined();
    expect(currencyOfMarket("ZZ")).toBeNull();
    expect(currencyOfMarket("RU")).toBeNull();
    expect(currencyOfMarket("JP")).toBe("JPY");
    expect(isMarketOpenFor("software-subscription", "constructor")).toBe(false);
  });
});
