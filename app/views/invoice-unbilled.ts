import {
  addPeriods,
  type BillingPeriod,
  endOfPeriod,
  invoicedAtOf,
  latestInvoicedPeriod,
  periodOf,
} from "#app/domain/invoicing/billing-period.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findBilledCharges, findChargesOfCredits } from "#db/repositories/billed-charges.ts";
import { findInvoicesOf } from "#db/repositories/invoices.ts";
import {
  listUnbilled,
  sumUnbilled,
  type UnbilledItem,
  unbilledKey,
  unbilledKeyShape,
} from "#db/repositories/unbilled.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type DayText, type Format, formatFor, type MoneyText } from "./format.ts";
import { type InvoiceLineText, lineTextOf } from "./invoice-lines.ts";
import { chargeOf } from "./invoice.ts";
import { partnerOf } from "./invoice-scope.ts";
import { monthTextOf } from "./invoices.ts";
import type { ViewContext } from "./view-context.ts";

/** What one coming invoice holds so far, in one currency. */
export type InvoiceAhead = {
  readonly period: string;
  readonly month: string;
  readonly issuedOn: DayText;
  readonly charged: MoneyText;
  /** Negative, as it will stand there. */
  readonly credited: MoneyText;
  readonly total: MoneyText;
  readonly countText: string;
};

export type UnbilledLine = InvoiceLineText & { readonly customer: { readonly id: string; readonly name: string } };

export type UnbilledView = {
  /** Null where nothing waits. */
  readonly currency: Currency | null;
  /** Currencies in which something waits. */
  readonly currencies: readonly Currency[];
  /** The month that is invoiced next, and when. */
  readonly next: { readonly month: string; readonly on: DayText };
  /** The next invoice first; from the 1st to the 5th the month before waits as well. */
  readonly ahead: readonly InvoiceAhead[];
  /** Newest first. */
  readonly lines: readonly UnbilledLine[];
  readonly links: PageLinks;
};

const beginning = 0;
const nothing = {
  currency: null,
  currencies: [],
  ahead: [],
  lines: [],
  links: { previous: null, next: null },
} as const;

/** What was charged and credited and is on no invoice yet: the running month so far, and what waits for the 6th. */
export async function unbilledView(
  context: ViewContext,
  params: PageParams & { readonly currency: string },
): Promise<Result<UnbilledView>> {
  const scope = partnerOf(context.actor, "see-invoices");
  if (!scope.ok) return scope;
  // The operator buys nothing, so that there is nothing to come.
  if (scope.value === null) return refused({ code: "not-found", what: "page" });
  const { db, at } = context;
  const partnerId = scope.value;
  const format = formatFor(context.reader);
  const stretches = stretchesAhead(at);
  const sums = await Promise.all(stretches.map((stretch) => sumUnbilled(db, partnerId, stretch)));
  const currencies = [...new Set(sums.flat().map(({ currency }) => currency))].sort();
  const currency = currencies.find((own) => own === params.currency) ?? currencies[0] ?? null;
  if (currency === null) return ok({ ...nothing, next: nextOf(stretches, format) });
  const page = await listUnbilled(db, partnerId, currency, pageRequestOf(params, unbilledKeyShape));
  return ok({
    currency,
    currencies,
    next: nextOf(stretches, format),
    ahead: stretches.map(({ period }, index) => {
      const sum = sums[index]?.find((own) => own.currency === currency);
      return aheadOf(period, currency, sum ?? { chargedMinor: 0, creditedMinor: 0, count: 0 }, format);
    }),
    lines: await linesOf(context, partnerId, page.rows, format),
    links: pageLinksOf(page, unbilledKey),
  });
}

/** The months whose invoices are still to come, and what each takes up: the first one everything that is late. */
function stretchesAhead(at: ViewContext["at"]): { period: BillingPeriod; fromMs: number; untilMs: number }[] {
  const next = addPeriods(latestInvoicedPeriod(at), 1);
  const running = periodOf(at);
  const stretches = [{ period: next, fromMs: beginning, untilMs: endOfPeriod(next).epochMilliseconds }];
  if (next !== running)
    stretches.push({
      period: running,
      fromMs: endOfPeriod(next).epochMilliseconds,
      untilMs: endOfPeriod(running).epochMilliseconds,
    });
  return stretches;
}

function nextOf([first]: readonly { readonly period: BillingPeriod }[], format: Format): UnbilledView["next"] {
  if (first === undefined) throw new Error("There is always a month to come");
  return { month: monthTextOf(first.period, format), on: format.day(utcDayOf(invoicedAtOf(first.period))) };
}

function aheadOf(
  period: BillingPeriod,
  currency: Currency,
  { chargedMinor, creditedMinor, count }: { chargedMinor: number; creditedMinor: number; count: number },
  format: Format,
): InvoiceAhead {
  return {
    period,
    month: monthTextOf(period, format),
    issuedOn: format.day(utcDayOf(invoicedAtOf(period))),
    charged: format.money(chargedMinor, currency),
    credited: format.money(-creditedMinor, currency),
    total: format.money(chargedMinor - creditedMinor, currency),
    countText: format.number(count),
  };
}

async function linesOf(
  { db }: ViewContext,
  partnerId: string,
  items: readonly UnbilledItem[],
  format: Format,
): Promise<UnbilledLine[]> {
  const creditIds = items.flatMap(({ kind, id }) => (kind === "credit" ? id : []));
  const chargeOfCredit = await findChargesOfCredits(db, creditIds);
  const chargeIdOf = ({ kind, id }: UnbilledItem) => (kind === "charge" ? id : (chargeOfCredit.get(id) ?? ""));
  const billed = await findBilledCharges(db, partnerId, [...new Set(items.map(chargeIdOf))]);
  const invoices = await findInvoicesOf(db, [...chargeOfCredit.values()]);
  return items.map((item) => {
    const own = chargeOf(billed, chargeIdOf(item));
    const corrected = invoices.get(own.charge.id);
    const onInvoice = corrected === undefined ? null : { id: corrected.invoiceId, number: corrected.number };
    return {
      ...lineTextOf(item, own, onInvoice, format),
      customer: { id: own.customer.id, name: own.customer.name },
    };
  });
}
