import type { Charge, ChargeKind, Credit, CreditKind } from "#app/domain/billing/charge.ts";
import { cyclesOfTerm } from "#app/domain/billing/cycles.ts";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import { mayReadActivityOf } from "#app/domain/activity/topics.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { daysInclusive, instantOfEpochMs, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { findMarket } from "#app/domain/catalog/markets.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { type CreditDerivation, derivationOfCredit, derivationOfRefund } from "#app/domain/invoicing/derivation.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { RefundOfTerm } from "#app/domain/subscription/cancellation.ts";
import {
  type BilledCharge,
  findBilledCharges,
  type GrantOfCredit,
  findPriceSources,
  type PriceSource,
} from "#db/repositories/billed-charges.ts";
import { findAvailabilityRow, findSku } from "#db/repositories/catalog.ts";
import { findInvoicesOf } from "#db/repositories/invoices.ts";
import { type DayText, type Format, formatFor, type InstantText, type MoneyText } from "./format.ts";
import { partnerOf } from "./invoice-scope.ts";
import type { ViewContext } from "./view-context.ts";

/** How a credit, or what would be credited, is worked out. Amounts are positive here: what is given back. */
export type CreditArithmetic =
  | { readonly kind: "whole" | "granted"; readonly amount: MoneyText }
  | {
      readonly kind: "prorated";
      readonly amount: MoneyText;
      readonly remainingDays: number;
      readonly cycleDays: number;
      readonly unitPrice: MoneyText;
      readonly quantityText: string;
      /** The unit price of the days that remain, truncated to the minor unit; times the quantity it is the amount. */
      readonly unitRefund: MoneyText;
      /** What truncation left out of a unit, as a fraction of the minor unit: "24/31"; null where it came out even. */
      readonly cutOff: string | null;
    };

export function creditArithmeticOf(charge: Charge, derivation: CreditDerivation, format: Format): CreditArithmetic {
  const amount = format.money(derivation.amountMinor, charge.currency);
  if (derivation.kind !== "prorated") return { kind: derivation.kind, amount };
  const { remainingDays, cycleDays, unitRefundMinor, cutOff } = derivation;
  return {
    kind: "prorated",
    amount,
    remainingDays,
    cycleDays,
    unitPrice: format.money(charge.unitPriceMinor, charge.currency),
    quantityText: format.number(charge.quantity),
    unitRefund: format.money(unitRefundMinor, charge.currency),
    cutOff: cutOff === null ? null : `${cutOff.numerator}/${cutOff.denominator}`,
  };
}

/** What cancelling now would give back, to the minor unit. */
export type RefundText = {
  readonly total: MoneyText;
  readonly charges: readonly {
    readonly chargeId: string;
    /** What the charge was: its stretch (both days inclusive), and its amount. */
    readonly startsOn: DayText | null;
    readonly endsOn: DayText | null;
    readonly charged: MoneyText;
    readonly arithmetic: CreditArithmetic;
  }[];
};

/** The preview of a refund; the same derivation stands behind the credit once it is made. */
export function refundTextOf(
  refund: RefundOfTerm,
  charges: readonly Charge[],
  at: Charge["chargedAt"],
  format: Format,
): RefundText {
  return {
    total: format.money(refund.totalMinor, refund.currency),
    charges: refund.refunds.flatMap(({ chargeId }) => {
      const charge = charges.find(({ id }) => id === chargeId);
      if (charge === undefined) return [];
      const { cycle, currency } = charge;
      return {
        chargeId,
        startsOn: cycle === null ? null : format.day(cycle.startsOn),
        endsOn: cycle === null ? null : format.day(cycle.endsOn),
        charged: format.money(charge.amountMinor, currency),
        arithmetic: creditArithmeticOf(charge, derivationOfRefund(charge, at), format),
      };
    }),
  };
}

/** The line of the log that tells of it: what was done, for the customer, and between which of the reader's days. */
export type LogPlace = { readonly action: ActivityAction; readonly from: string; readonly to: string };

/** On which invoice something stands; null while it is on none. */
export type OnInvoice = { readonly id: string; readonly number: string } | null;

/** Why a charge, and the credit of it, have the amounts that they have. */
export type DerivationView = {
  readonly chargeId: string;
  readonly kind: ChargeKind;
  readonly chargedAt: InstantText;
  readonly amount: MoneyText;
  readonly onInvoice: OnInvoice;
  /** Null for readers who do not see the log. */
  readonly log: LogPlace | null;
  readonly customer: { readonly id: string; readonly name: string };
  readonly product: { readonly title: string; readonly productTitle: string; readonly unit: string };
  readonly taxIncluded: boolean;
  readonly price: {
    readonly unit: MoneyText;
    readonly quantityText: string;
    /** The list that the price came from; null where that is not known. */
    readonly list: {
      readonly fileName: string;
      readonly importedOn: DayText;
      readonly market: string;
      readonly validFrom: DayText;
    } | null;
  };
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  /** Null for perpetual software. */
  readonly term: {
    readonly number: number;
    readonly startsOn: DayText;
    readonly endsOn: DayText;
    readonly cycleNumber: number;
    readonly cycles: number;
    readonly cycleStartsOn: DayText;
    readonly cycleEndsOn: DayText;
    readonly cycleDays: number;
  } | null;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly orderedAt: InstantText;
  readonly subscriptionId: string | null;
  readonly credit: {
    readonly kind: CreditKind;
    /** Why it was granted, in the provider's words; null where it was not granted. */
    readonly granted: GrantOfCredit | null;
    readonly creditedAt: InstantText;
    /** The UTC day it is counted from. */
    readonly creditedOn: DayText;
    /** Negative. */
    readonly amount: MoneyText;
    readonly arithmetic: CreditArithmetic;
    readonly onInvoice: OnInvoice;
    readonly log: LogPlace | null;
    /** What stays of the charge. */
    readonly left: MoneyText;
  } | null;
  /** Whether the reader may follow to order, subscription and customer. */
  readonly maySeeOrders: boolean;
  readonly maySeeInvoices: boolean;
};

/** Why this amount? For whoever sees orders or invoices. */
export async function derivationView(
  context: ViewContext,
  { chargeId }: { readonly chargeId: string },
): Promise<Result<DerivationView>> {
  const { actor, db } = context;
  const scope = partnerOf(actor, "see-charges");
  if (!scope.ok) return scope;
  const maySeeOrders = actor.kind === "partner" && mayDo(actor, "see-orders");
  const maySeeInvoices = mayDo(actor, "see-invoices");
  const found = (await findBilledCharges(db, scope.value, [chargeId])).get(chargeId);
  if (found === undefined) return refused({ code: "not-found", what: "charge" });
  const logPlace = logPlacesFor(context);
  const source = await findSource(context, found);
  const invoices = await findInvoicesOf(db, [chargeId, ...(found.credit === null ? [] : [found.credit.id])]);
  const format = formatFor(context.reader);
  const onInvoice = (id: string): OnInvoice => {
    const invoice = invoices.get(id);
    return invoice === undefined ? null : { id: invoice.invoiceId, number: invoice.number };
  };
  return ok({ ...derivationOf(found, { source, onInvoice, logPlace, format }), maySeeOrders, maySeeInvoices });
}

/** The offer of a term is stored with it; that of perpetual software is the one that was valid when it was bought. */
async function findSource({ db }: ViewContext, billed: BilledCharge): Promise<PriceSource | null> {
  const id = billed.availabilityId ?? (await findOfferOfPurchase(db, billed));
  return id === undefined ? null : ((await findPriceSources(db, [id])).get(id) ?? null);
}

async function findOfferOfPurchase(db: ViewContext["db"], billed: BilledCharge): Promise<string | undefined> {
  const { productId, skuId, customer, billingPlan, termDuration, charge } = billed;
  const sku = await findSku(db, productId, skuId);
  if (sku === undefined) return undefined;
  const offer = await findAvailabilityRow(db, {
    productId,
    skuId,
    market: customer.country,
    segment: sku.segment,
    termDuration,
    billingPlan,
    at: instantOfEpochMs(billed.orderedAtMs),
  });
  // Another price than the one that was paid explains nothing.
  return offer?.unitPriceMinor === charge.unitPriceMinor && offer.currency === charge.currency ? offer.id : undefined;
}

const loggedCharges = {
  new: "subscription-bought",
  purchase: "perpetual-software-bought",
  renew: "subscription-renewed",
  "cycle-charge": "cycle-charged",
} as const satisfies Record<ChargeKind, ActivityAction>;

/** What the log says of a credit: who granted it has a line of its own. */
function loggedCredit({ kind }: Credit, { subscriptionId }: Charge): ActivityAction {
  if (kind === "granted") return "cancellation-granted";
  return subscriptionId === null ? "perpetual-software-cancelled" : "subscription-cancelled";
}

type FindLogPlace = (action: ActivityAction, firstMs: number, lastMs: number) => LogPlace | null;

function logPlacesFor({ actor, reader }: ViewContext): FindLogPlace {
  const dayOf = (ms: number) => instantOfEpochMs(ms).toZonedDateTimeISO(reader.timeZone).toPlainDate().toString();
  const isOpen = mayDo(actor, "open-activity-log");
  return (action, firstMs, lastMs) =>
    isOpen && mayReadActivityOf(actor, action)
      ? { action, from: dayOf(firstMs), to: dayOf(Math.max(firstMs, lastMs)) }
      : null;
}

type DerivationFacts = {
  readonly source: PriceSource | null;
  readonly onInvoice: (id: string) => OnInvoice;
  readonly logPlace: FindLogPlace;
  readonly format: Format;
};

function derivationOf(
  billed: BilledCharge,
  facts: DerivationFacts,
): Omit<DerivationView, "maySeeOrders" | "maySeeInvoices"> {
  const { charge, customer } = billed;
  const { source, onInvoice, logPlace, format } = facts;
  return {
    chargeId: charge.id,
    kind: charge.kind,
    chargedAt: format.instant(charge.chargedAt),
    amount: format.money(charge.amountMinor, charge.currency),
    onInvoice: onInvoice(charge.id),
    log: logPlace(loggedCharges[charge.kind], charge.chargedAt.epochMilliseconds, billed.recordedAtMs),
    customer: { id: customer.id, name: customer.name },
    product: { title: billed.skuTitle, productTitle: billed.productTitle, unit: billed.unit },
    taxIncluded: findMarket(customer.country)?.taxIncluded ?? false,
    price: {
      unit: format.money(charge.unitPriceMinor, charge.currency),
      quantityText: format.number(charge.quantity),
      list:
        source === null
          ? null
          : {
              fileName: source.fileName,
              importedOn: format.day(utcDayOf(source.importedAt)),
              market: format.country(source.market),
              validFrom: format.day(utcDayOf(source.effectiveFrom)),
            },
    },
    termDuration: billed.termDuration,
    billingPlan: billed.billingPlan,
    term: termOf(billed, format),
    orderId: charge.orderId,
    lineNumber: charge.lineNumber,
    orderedAt: format.instant(instantOfEpochMs(billed.orderedAtMs)),
    subscriptionId: charge.subscriptionId,
    credit: billed.credit === null ? null : creditOf(billed, billed.credit, facts),
  };
}

function termOf({ charge, term, termDuration, billingPlan }: BilledCharge, format: Format): DerivationView["term"] {
  const { cycle, termNumber, cycleNumber } = charge;
  if (cycle === null || term === null || termDuration === null || termNumber === null || cycleNumber === null)
    return null;
  return {
    number: termNumber,
    startsOn: format.day(utcDayOf(instantOfEpochMs(term.startAtMs))),
    endsOn: format.lastDayBefore(instantOfEpochMs(term.endAtMs)),
    cycleNumber,
    cycles: cyclesOfTerm({ duration: termDuration, billingPlan }),
    cycleStartsOn: format.day(cycle.startsOn),
    cycleEndsOn: format.day(cycle.endsOn),
    cycleDays: daysInclusive(cycle.startsOn, cycle.endsOn),
  };
}

function creditOf(
  { charge, granted }: BilledCharge,
  credit: Credit,
  { onInvoice, logPlace, format }: DerivationFacts,
): DerivationView["credit"] {
  const { currency } = charge;
  const creditedAtMs = credit.creditedAt.epochMilliseconds;
  return {
    kind: credit.kind,
    granted,
    creditedAt: format.instant(credit.creditedAt),
    creditedOn: format.day(utcDayOf(credit.creditedAt)),
    amount: format.money(-credit.amountMinor, currency),
    arithmetic: creditArithmeticOf(charge, derivationOfCredit(charge, credit), format),
    onInvoice: onInvoice(credit.id),
    log: logPlace(loggedCredit(credit, charge), creditedAtMs, creditedAtMs),
    left: format.money(charge.amountMinor - credit.amountMinor, currency),
  };
}
