import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  decideUse,
  type DownloadFile,
  joinedOptions,
  linkEndsAt,
  linkExpiry,
  unofferedField,
} from "#app/domain/entitlement/download.ts";
import {
  type Entitlement,
  entitlementStatusAt,
  isRightOnly,
  refusalOfEntitlement,
  versionsOf,
} from "#app/domain/entitlement/entitlement.ts";
import { assessStock } from "#app/domain/entitlement/key-stock.ts";
import { linkAfterUseMs, linkLifetimeMs, passwordProofMs } from "#app/domain/entitlement/limits.ts";
import { decideReveal, isPasswordProofFresh, refusalOfKey } from "#app/domain/entitlement/reveal.ts";
import { firstTerm } from "#app/domain/subscription/terms.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";

const purchasedAt = Temporal.Instant.from("2024-01-31T21:28:18Z");
const noOptions = { versions: [], languages: [], fileTypes: [], operatingSystems: [] };
const ms = (instant: Temporal.Instant, more: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant.epochMilliseconds + more);

const subscription: Subscription = {
  id: "s1",
  partnerId: "p1",
  customerId: "c1",
  market: "DE",
  productId: "PRD",
  skuId: "0001",
  kind: "software-subscription",
  orderId: "o1",
  lineNumber: 0,
  purchasedAt,
  isAutoRenewOn: true,
  autoRenewOffAt: null,
  nextTerm: null,
  term: firstTerm({
    purchasedAt,
    duration: "P1Y",
    billingPlan: "annual",
    quantity: 1,
    unitPriceMinor: 100,
    currency: "EUR",
    availabilityId: null,
  }),
  cancelledAt: null,
  expiredAt: null,
  hold: null,
  version: 1,
};

const entitlement: Entitlement = {
  orderId: "o1",
  lineNumber: 0,
  partnerId: "p1",
  customerId: "c1",
  productId: "PRD",
  skuId: "0001",
  kind: "software-subscription",
  productTitle: "Product",
  skuTitle: "Edition",
  quantity: 1,
  purchasedAt,
  subscription,
  cancelledAt: null,
  content: {
    needsKey: true,
    needsDownload: true,
    options: { ...noOptions, versions: ["2022", "2019"] },
    instructions: null,
  },
};
const perpetual: Entitlement = { ...entitlement, kind: "perpetual-software", subscription: null };
const end = subscription.term.endAt;

describe("The status of an entitlement", () => {
  test("follows its subscription, one instant before, at and after each boundary", () => {
    const off = { ...entitlement, subscription: { ...subscription, isAutoRenewOn: false } };
    expect([-1, 0, 1].map((more) => entitlementStatusAt(off, ms(end, more)))).toEqual(["usable", "expired", "expired"]);
    // While a renewal is under way the key must not disappear.
    expect([-1, 0, 1].map((more) => entitlementStatusAt(entitlement, ms(end, more)))).toEqual([
      "usable",
      "usable",
      "usable",
    ]);
    const cancelledAt = ms(purchasedAt, 1000);
    const cancelled = { ...entitlement, subscription: { ...subscription, isAutoRenewOn: false, cancelledAt } };
    expect([-1, 0, 1].map((more) => entitlementStatusAt(cancelled, ms(cancelledAt, more)))).toEqual([
      "usable",
      "cancelled",
      "cancelled",
    ]);
    // Cancelled stays cancelled beyond the end of the term.
    expect(entitlementStatusAt(cancelled, ms(end, 1))).toBe("cancelled");
    const expired = { ...entitlement, subscription: { ...subscription, expiredAt: end } };
    expect(refusalOfEntitlement(expired, end)).toEqual({
      code: "entitlement-expired",
      expiredAt: end.epochMilliseconds,
    });
  });

  test("of perpetual software changes with its cancellation alone", () => {
    const far = Temporal.Instant.from("2999-01-01T00:00Z");
    expect(entitlementStatusAt(perpetual, far)).toBe("usable");
    const cancelledAt = ms(purchasedAt, 5);
    const cancelled = { ...perpetual, cancelledAt };
    expect([-1, 0].map((more) => entitlementStatusAt(cancelled, ms(cancelledAt, more)))).toEqual([
      "usable",
      "cancelled",
    ]);
    expect(refusalOfEntitlement(cancelled, far)).toEqual({
      code: "entitlement-cancelled",
      cancelledAt: cancelledAt.epochMilliseconds,
    });
  });
});

describe("What an entitlement gives", () => {
  test("is only the right where there is neither key nor download nor instructions", () => {
    const right = { needsKey: false, needsDownload: false, options: noOptions, instructions: null };
    expect(isRightOnly(right)).toBe(true);
    expect(isRightOnly({ ...right, needsKey: true })).toBe(false);
    expect(isRightOnly({ ...right, needsDownload: true })).toBe(false);
    expect(isRightOnly({ ...right, instructions: { url: "https://example.test", steps: [] } })).toBe(false);
    expect(versionsOf(right)).toEqual([""]);
    expect(versionsOf(entitlement.content)).toEqual(["2022", "2019"]);
  });

  test("is offered where every choice is one of the product's, and empty where it has none", () => {
    const options = { ...noOptions, versions: ["2022"], languages: ["de-DE", "en-US"] };
    const choice = { version: "2022", language: "de-DE", fileType: "", operatingSystem: "" };
    expect(unofferedField(options, choice)).toBeUndefined();
    expect(unofferedField(options, { ...choice, version: "" })).toBe("version");
    expect(unofferedField(options, { ...choice, language: "fr-FR" })).toBe("language");
    expect(unofferedField(options, { ...choice, fileType: "ISO" })).toBe("fileType");
    expect(unofferedField(options, { ...choice, operatingSystem: "Linux" })).toBe("operatingSystem");
    const other = { ...noOptions, versions: ["2019", "2022"], fileTypes: ["ISO"] };
    expect(joinedOptions([options, other])).toEqual({
      versions: ["2022", "2019"],
      languages: ["de-DE", "en-US"],
      fileTypes: ["ISO"],
      operatingSystems: [],
    });
  });
});

describe("Whether a key may be shown", () => {
  const at = purchasedAt;
  const facts = { at, version: "2022", keyKind: "mak", authenticatedAt: at } as const;

  test("asks for the password last, so that nobody proves it for nothing", () => {
    const never = { ...facts, authenticatedAt: null };
    expect(decideReveal(entitlement, facts)).toEqual({ ok: true, value: entitlement });
    expect(decideReveal(entitlement, never)).toMatchObject({ refusal: { code: "password-proof-needed" } });
    expect(decideReveal(entitlement, { ...never, keyKind: "kms" })).toMatchObject({
      refusal: { code: "kms-not-available" },
    });
    expect(decideReveal(entitlement, { ...never, version: "x" })).toMatchObject({
      refusal: { code: "version-not-offered" },
    });
    const cancelled = { ...perpetual, cancelledAt: at };
    expect(decideReveal(cancelled, never)).toMatchObject({ refusal: { code: "entitlement-cancelled" } });
    const right = { ...entitlement, content: { ...entitlement.content, needsKey: false } };
    expect(refusalOfKey(right, facts)).toEqual({ code: "no-key-needed" });
  });

  test("takes a proof of five minutes ago, and none a millisecond older", () => {
    expect([0, 1, passwordProofMs - 1, passwordProofMs].map((age) => isPasswordProofFresh(ms(at, -age), at))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isPasswordProofFresh(ms(at, -passwordProofMs - 1), at)).toBe(false);
    expect(isPasswordProofFresh(null, at)).toBe(false);
  });
});

describe("A link", () => {
  const file: DownloadFile = {
    id: "f1",
    productId: "PRD",
    version: "2022",
    language: "",
    fileType: "",
    operatingSystem: "",
    fileName: "setup.iso",
    sha256: "0".repeat(64),
    sizeBytes: 1,
    uploadedAt: purchasedAt,
    replacedAt: null,
    removedAt: null,
  };
  const link = {
    id: "l1",
    partnerId: "p1",
    customerId: "c1",
    orderId: "o1",
    lineNumber: 0,
    fileId: "f1",
    kind: "copied",
    createdAt: purchasedAt,
    expiresAt: linkExpiry(purchasedAt),
    firstUsedAt: null,
    revokedAt: null,
  } as const;

  test("ends at a whole second, at most 30 days after it was made", () => {
    for (const more of [0, 1, 500, 999]) {
      const made = ms(purchasedAt, more);
      expect(linkExpiry(made).epochMilliseconds).toBe(purchasedAt.epochMilliseconds + linkLifetimeMs);
    }
  });

  test("ends at the earlier of its two ends", () => {
    expect(linkEndsAt(link)).toEqual(link.expiresAt);
    const used = ms(purchasedAt, 1000);
    expect(linkEndsAt({ ...link, firstUsedAt: used })).toEqual(ms(used, linkAfterUseMs));
    expect(linkEndsAt({ ...link, firstUsedAt: ms(link.expiresAt, -1) })).toEqual(link.expiresAt);
  });

  test("is decided by revocation, right, file and time, in this order of words", () => {
    const facts = { entitlement, file, at: purchasedAt };
    expect(decideUse(link, facts)).toEqual({ ok: true, value: file });
    const revoked = { ok: false, refusal: { code: "link-revoked" } };
    expect(decideUse({ ...link, revokedAt: purchasedAt }, facts)).toEqual(revoked);
    expect(decideUse(link, { ...facts, entitlement: { ...perpetual, cancelledAt: purchasedAt } })).toEqual(revoked);
    expect(decideUse(link, { ...facts, file: { ...file, removedAt: purchasedAt } })).toEqual(revoked);
    expect(decideUse(link, { ...facts, file: { ...file, replacedAt: purchasedAt } }).ok).toBe(true);
    expect([-1, 0].map((more) => decideUse(link, { ...facts, at: ms(link.expiresAt, more) }).ok)).toEqual([
      true,
      false,
    ]);
  });
});

describe("A stock of keys", () => {
  const stock = { poolId: "k1", productId: "PRD", version: "2022", lowStockMark: 2, isLow: false, lowCount: 0 };

  test("is told of at the mark, once", () => {
    expect([3, 2, 1, 0].map((available) => assessStock({ ...stock, available }).isLow)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    const first = assessStock({ ...stock, available: 2 });
    expect(first).toMatchObject({ lowCount: 1, notice: { dedupeKey: "key-pool:k1:low:1", partnerId: null } });
    expect(assessStock({ ...stock, available: 1, isLow: true, lowCount: 1 }).notice).toBeNull();
    expect(assessStock({ ...stock, available: 3, isLow: true, lowCount: 1 })).toEqual({
      isLow: false,
      lowCount: 1,
      notice: null,
    });
    expect(assessStock({ ...stock, available: 2, lowCount: 1 }).notice?.dedupeKey).toBe("key-pool:k1:low:2");
  });
});
