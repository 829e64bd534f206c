import { endOfPeriod, periodOf, startOfPeriod } from "#app/domain/invoicing/billing-period.ts";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Invoice } from "#app/domain/invoicing/invoice.ts";
import { assertMinor } from "#app/domain/money/money.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findBilledCharges, findChargesOfCredits } from "#db/repositories/billed-charges.ts";
import {
  findInvoiceByNumber,
  type InvoiceLine,
  invoiceKey,
  listInvoiceLines,
  listInvoices,
} from "#db/repositories/invoices.ts";
import { listUnbilled, sumUnbilled, type UnbilledItem, unbilledKey } from "#db/repositories/unbilled.ts";
import { type ReconciliationRow, reconciliationRow } from "../invoice-file.ts";
import { chargeOf } from "../invoice.ts";
import type { ViewContext } from "../view-context.ts";

const rowsPerRead = 500;
/** Invoices that one answer holds, for clients that never follow links. A partner has a few a month. */
const invoicesMax = 10_000;

/** All invoices of the caller's partner, the newest month first. */
export async function invoiceRecords(context: ViewContext): Promise<Result<readonly Invoice[]>> {
  const scope = decidePartnerScope(context.actor, "see-invoices");
  if (!scope.ok) return scope;
  const invoices: Invoice[] = [];
  for (;;) {
    const last = invoices.at(-1);
    const page = await listInvoices(
      context.db,
      scope.value.partnerId,
      { period: null, currency: null, kind: null },
      { limit: rowsPerRead, cursor: last === undefined ? null : { direction: "after", key: invoiceKey(last) } },
    );
    invoices.push(...page.rows);
    if (!page.hasNext || invoices.length >= invoicesMax) return ok(invoices);
  }
}

/** One invoice of the caller's partner, by its number. */
export async function invoiceRecord(
  context: ViewContext,
  params: { readonly number: string },
): Promise<Result<Invoice>> {
  const scope = decidePartnerScope(context.actor, "see-invoices");
  if (!scope.ok) return scope;
  const invoice = await findInvoiceByNumber(context.db, scope.value.partnerId, params.number);
  return invoice === undefined ? refused({ code: "not-found", what: "invoice" }) : ok(invoice);
}

/** A line with the key of its place among the others. */
export type InvoiceLineRecord = { readonly row: ReconciliationRow; readonly key: readonly (string | number)[] };

export type InvoiceLinePage = {
  readonly lines: readonly InvoiceLineRecord[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
};

export type LinePlace = {
  readonly size: number;
  /** Beyond which key, and on which side; null for the beginning. */
  readonly cursor: { readonly direction: "after" | "before"; readonly key: readonly (string | number)[] } | null;
};

/** Lines of an invoice in the order of their dates. */
export async function invoiceLineRecords(
  context: ViewContext,
  invoice: Invoice,
  { size, cursor }: LinePlace,
): Promise<InvoiceLinePage> {
  const page = await listInvoiceLines(context.db, invoice.id, "date", { limit: size, cursor });
  const { hasNext, hasPrevious } = page;
  return { lines: await linesOf(context, invoice, page.rows), hasNext, hasPrevious };
}

/** The same from the n-th line on; lines before are read in large steps and passed over. */
export async function invoiceLineRecordsFrom(
  context: ViewContext,
  invoice: Invoice,
  { size, offset }: { readonly size: number; readonly offset: number },
): Promise<InvoiceLinePage> {
  let cursor: LinePlace["cursor"] = null;
  for (let left = Math.min(offset, invoice.lineCount); left > 0;) {
    const limit = Math.min(left, 2_000);
    const page = await listInvoiceLines(context.db, invoice.id, "date", { limit, cursor });
    const last = page.rows.at(-1);
    if (last === undefined) break;
    cursor = { direction: "after", key: last.keyByDate };
    left -= page.rows.length;
  }
  const page = await invoiceLineRecords(context, invoice, { size, cursor });
  return { ...page, hasPrevious: offset > 0 };
}

async function linesOf(
  { db }: ViewContext,
  invoice: Invoice,
  rows: readonly InvoiceLine[],
): Promise<InvoiceLineRecord[]> {
  const records: InvoiceLineRecord[] = [];
  for (let from = 0; from < rows.length; from += rowsPerRead) {
    const part = rows.slice(from, from + rowsPerRead);
    const billed = await findBilledCharges(
      db,
      invoice.partnerId,
      part.map(({ chargeId }) => chargeId),
    );
    for (const line of part)
      records.push({ row: reconciliationRow(line, chargeOf(billed, line.chargeId), invoice), key: line.keyByDate });
  }
  return records;
}

/** `current`: the running month; `previous`: everything before it that is on no invoice yet. */
export const unbilledPeriods = ["current", "previous"] as const;
export type UnbilledPeriod = (typeof unbilledPeriods)[number];

const unbilledMax = 50_000;

/** Charges and credits of a stretch that are on no invoice, in one currency or in all, in the order of their dates. */
export async function unbilledRecords(
  context: ViewContext,
  params: { readonly currency: Currency | null; readonly period: UnbilledPeriod; readonly place: LinePlace },
): Promise<Result<InvoiceLinePage>> {
  const scope = decidePartnerScope(context.actor, "see-invoices");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const all = await readUnbilled(context, partnerId, params);
  const sorted = all.toSorted((one, other) => compareKeys(unbilledKey(one), unbilledKey(other)));
  const { size, cursor } = params.place;
  const beyond = sorted.filter((item) => {
    if (cursor === null) return true;
    const side = compareKeys(unbilledKey(item), cursor.key);
    return cursor.direction === "after" ? side > 0 : side < 0;
  });
  const isBefore = cursor?.direction === "before";
  const items = isBefore ? beyond.slice(-size) : beyond.slice(0, size);
  return ok({
    lines: await unbilledLines(context, partnerId, items),
    hasNext: isBefore || beyond.length > size,
    hasPrevious: isBefore ? beyond.length > size : cursor !== null,
  });
}

async function readUnbilled(
  { db, at }: ViewContext,
  partnerId: string,
  { currency, period }: { readonly currency: Currency | null; readonly period: UnbilledPeriod },
): Promise<UnbilledItem[]> {
  const running = periodOf(at);
  const from = startOfPeriod(running).epochMilliseconds;
  const stretch =
    period === "current"
      ? { fromMs: from, untilMs: endOfPeriod(running).epochMilliseconds }
      : { fromMs: 0, untilMs: from };
  const currencies =
    currency === null ? (await sumUnbilled(db, partnerId, stretch)).map((sum) => sum.currency) : [currency];
  const items: UnbilledItem[] = [];
  for (const one of currencies) {
    let last: UnbilledItem | undefined;
    for (;;) {
      const cursor = last === undefined ? null : { direction: "after" as const, key: unbilledKey(last) };
      const page = await listUnbilled(db, partnerId, one, { limit: rowsPerRead, cursor });
      items.push(...page.rows.filter(({ datedAtMs }) => datedAtMs >= stretch.fromMs && datedAtMs < stretch.untilMs));
      last = page.rows.at(-1);
      // Newest first: what follows is older than the stretch.
      if (!page.hasNext || (last?.datedAtMs ?? 0) < stretch.fromMs || items.length >= unbilledMax) break;
    }
  }
  return items;
}

async function unbilledLines(
  { db }: ViewContext,
  partnerId: string,
  items: readonly UnbilledItem[],
): Promise<InvoiceLineRecord[]> {
  const creditIds = items.flatMap(({ kind, id }) => (kind === "credit" ? id : []));
  const chargeOfCredit = await findChargesOfCredits(db, creditIds);
  const chargeIdOf = ({ kind, id }: UnbilledItem) => (kind === "charge" ? id : (chargeOfCredit.get(id) ?? ""));
  const billed = await findBilledCharges(db, partnerId, [...new Set(items.map(chargeIdOf))]);
  return items.map((item) => {
    const own = chargeOf(billed, chargeIdOf(item));
    const line = { ...item, addedTaxMinor: 0, productTitle: own.productTitle, skuTitle: own.skuTitle };
    return { row: reconciliationRow(line, own, { number: "" }), key: unbilledKey(item) };
  });
}

function compareKeys(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [at, value] of one.entries()) {
    const against = other[at];
    if (value === against) continue;
    if (typeof value === "number" && typeof against === "number") return value - against;
    return String(value) < String(against) ? -1 : 1;
  }
  return 0;
}

/** What a partner was invoiced in a currency, as programs read it. */
export type InvoiceTotalsOfCurrency = {
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly first: Invoice;
  readonly latest: Invoice;
};

/** Sums over all invoices, one entry per currency, the most used first. */
export function totalsByCurrency(invoices: readonly Invoice[]): InvoiceTotalsOfCurrency[] {
  const groups = new Map<Currency, Invoice[]>();
  for (const invoice of invoices) groups.set(invoice.currency, [...(groups.get(invoice.currency) ?? []), invoice]);
  return [...groups]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .flatMap(([currency, own]) => {
      const [latest] = own;
      const first = own.at(-1);
      if (latest === undefined || first === undefined) return [];
      const totalMinor = assertMinor(own.reduce((sum, { totals }) => sum + totals.totalMinor, 0));
      return { currency, totalMinor, first, latest };
    });
}
