import type { Temporal } from "temporal-polyfill";
import type { NoticeDraft } from "#app/domain/notices/notices.ts";
import type { Db } from "#db/client.ts";
import { insertNotices } from "#db/repositories/notices.ts";
import { testIds } from "./builders.ts";

const orderFacts = { lines: 2, chargedMinor: 123_400, currency: "EUR" };

/** A notice of a confirmed order, unless said otherwise. */
export function noticeDraft(over: Partial<NoticeDraft> & { readonly partnerId: string | null }): NoticeDraft {
  return {
    kind: "order-confirmed",
    dedupeKey: testIds.next(),
    customerId: null,
    subscriptionId: null,
    termNumber: null,
    orderId: null,
    facts: orderFacts,
    ...over,
  } as NoticeDraft;
}

/** Queues notices as services do; their ids. */
export async function queueTestNotices(
  db: Db,
  at: Temporal.Instant,
  drafts: readonly NoticeDraft[],
): Promise<string[]> {
  const entries = drafts.map((draft) => ({ id: testIds.next(), draft }));
  await insertNotices(db, at, entries);
  return entries.map(({ id }) => id);
}

const installationFacts = {
  installationId: "123456789012345",
  customerName: "Tidewater Freight",
  devices: 12,
  number: 1,
  reason: "",
};

const limitFacts = {
  limit: "reservation",
  enrollmentId: "22222222-2222-4222-8222-222222222222",
  serviceId: "office-365-e3",
  requestId: null,
  enrollment: "7712043-01",
  organization: "Tidewater Freight",
  service: "Office 365 E3",
  reason: "reservation-not-processed",
} as const;

/** Facts of every kind, as decisions make them. */
export const draftsOfAllKinds = (partnerId: string, customerId: string, sku: { productId: string; skuId: string }) => {
  const { productId, skuId } = sku;
  const ids = { productId, skuId };
  const at = Date.UTC(2026, 10, 14, 0, 0);
  const term = { termDuration: "P1Y", billingPlan: "annual", quantity: 3, currency: "EUR" } as const;
  const prices = { oldUnitPriceMinor: 10_000, newUnitPriceMinor: 12_050 } as const;
  const reason = { code: "market-closed", market: "RU", kind: "software-subscription" } as const;
  const ofSubscription = { customerId, subscriptionId: "11111111-1111-4111-8111-111111111111", termNumber: 2 };
  const make = (over: Partial<NoticeDraft>) => noticeDraft({ partnerId, ...over });
  return [
    make({ kind: "order-confirmed", customerId, orderId: "order-1" }),
    make({
      kind: "renewal-ahead",
      ...ofSubscription,
      facts: { stageDays: 30, renewsAt: at, ...ids, ...term, ...prices, changed: ["price", "quantity"] },
    }),
    make({ kind: "will-not-renew", ...ofSubscription, facts: { stageDays: 7, endsAt: at, ...ids, reason } }),
    make({
      kind: "renewed",
      ...ofSubscription,
      facts: {
        ...ids,
        ...term,
        ...prices,
        startsAt: at,
        endsAt: Date.UTC(2027, 10, 14),
        windowClosesAt: Date.UTC(2026, 10, 21),
        chargedMinor: 36_150,
      },
    }),
    make({ kind: "expired", ...ofSubscription, facts: { endedAt: at, ...ids, reason } }),
    make({ kind: "window-closing", ...ofSubscription, facts: { closesAt: at, ...ids } }),
    make({ kind: "window-closing", customerId, orderId: "order-1", facts: { closesAt: at, ...ids } }),
    make({
      kind: "cancelled",
      customerId,
      orderId: "order-1",
      facts: { cancelledAt: at, ...ids, creditMinor: 9_999, currency: "EUR" },
    }),
    make({ kind: "invoice-ready", facts: { invoiceNumber: "G000010001", totalMinor: 99_900, currency: "EUR" } }),
    make({ kind: "invoice-ready", facts: { invoiceNumber: "G000010002", totalMinor: -500, currency: "JPY" } }),
    make({
      kind: "key-withdrawn",
      customerId,
      orderId: "order-1",
      facts: { withdrawnAt: at, ...ids, version: "2022", reason: "Posted in a forum", isReplaced: false },
    }),
    make({ kind: "support-answered", customerId, facts: { requestId: "22222222-2222-4222-8222-222222222222" } }),
    make({ kind: "verification-to-sign", customerId, facts: installationFacts }),
    make({ kind: "verification-sent", facts: installationFacts }),
    make({ kind: "verification-accepted", customerId, facts: { ...installationFacts, reason: "Checked." } }),
    make({ kind: "verification-rejected", customerId, facts: { ...installationFacts, reason: "A COA is missing." } }),
    make({ kind: "installation-released", facts: installationFacts }),
    make({ kind: "investigation-opened", facts: { ...installationFacts, number: 0, reason: "Seen twice" } }),
    noticeDraft({
      partnerId: null,
      kind: "investigation-to-follow",
      facts: { ...installationFacts, number: 0, reason: "Seen twice" },
    }),
    make({ kind: "activation-late", customerId, facts: limitFacts }),
    make({ kind: "activation-late", customerId, facts: { ...limitFacts, limit: "mail", reason: "no-contact" } }),
    noticeDraft({
      partnerId: null,
      kind: "activation-to-settle",
      facts: {
        ...limitFacts,
        limit: "request",
        serviceId: null,
        service: "–",
        requestId: "616122292874576",
        reason: "",
      },
    }),
    noticeDraft({ partnerId: null, kind: "key-pool-low", facts: { productId, version: "2022", left: 3 } }),
    noticeDraft({ partnerId: null, kind: "key-pool-low", facts: { productId, version: "", left: 0 } }),
    noticeDraft({
      partnerId: null,
      kind: "activity-sealed",
      facts: {
        sealedOn: "2026-11-13",
        fileName: "seal-2026-11-13.json",
        sha256: "ab".repeat(32),
        chains: 3,
        lines: 1_200,
      },
    }),
    noticeDraft({
      partnerId,
      kind: "product-list-edition",
      facts: { editionNumber: 2, title: "Produktliste", added: 3, removed: 1, changed: 12, clarified: 2 },
    }),
    ...[true, false].map((sellsPerpetual) =>
      make({
        kind: "perpetual-sales-switched",
        facts: { sellsPerpetual, switchedAt: at, reason: "Qualification was reviewed" },
      }),
    ),
  ];
};
