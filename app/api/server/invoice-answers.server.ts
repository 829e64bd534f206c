import { Temporal } from "temporal-polyfill";
import type { Invoice } from "#app/domain/invoicing/invoice.ts";
import { isCurrency, type Currency } from "#app/domain/money/currencies.ts";
import {
  invoiceLineRecords,
  invoiceLineRecordsFrom,
  type InvoiceLinePage,
  invoiceRecord,
  invoiceRecords,
  type LinePlace,
  totalsByCurrency,
  type UnbilledPeriod,
  unbilledPeriods,
  unbilledRecords,
} from "#app/views/records/invoice-records.ts";
import { parseWireDate } from "../wire/dates.ts";
import { readEnum } from "../wire/enums.ts";
import { invalidProperty, notFound } from "../wire/fault.ts";
import { type FieldFilter, readFilter } from "../wire/filter.ts";
import {
  invoiceNumberOf,
  invoiceOnWire,
  invoicePath,
  lineItemOnWire,
  readsOwnLines,
  summaryOnWire,
} from "../wire/invoices.ts";
import { collection, type Collection, type Link, linkTo, queryText } from "../wire/links.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { readCount, readSeek, seekCollection, type SeekRequest } from "./seek-paging.server.ts";

const invoicesMax = 10_000;
const pageMax = 500;
const linesMax = 2_000;
const dateFilters = {
  InvoiceDate: ["equals", "not_equals", "greater_than", "greater_than_or_equals", "less_than", "less_than_or_equals"],
} as const;

/** Invoices, the newest month first; by size and offset, or all of them. */
export async function listInvoicesOf(call: ApiCall): Promise<ApiAnswer> {
  const filters = readFilter(call.query.get("filter"), dateFilters).map(readDateFilter);
  const asked = readCount(call, "size");
  const size = asked === undefined ? invoicesMax : asked === 0 ? pageMax : Math.min(asked, pageMax);
  const offset = readCount(call, "offset") ?? 0;
  const invoices = orRefuse(await invoiceRecords(call.view));
  const fitting = invoices.filter((invoice) => filters.every((fits) => fits(invoice)));
  const items = fitting.slice(offset, offset + size).map(invoiceOnWire);
  const filter = call.query.get("filter");
  const uri = (from: number) =>
    `/invoices${queryText({ size: asked === undefined ? undefined : size, offset: asked === undefined && from === 0 ? undefined : from, filter })}`;
  return { body: offsetCollection(items, { offset, size, hasNext: fitting.length > offset + size }, uri) };
}

function offsetCollection<T>(
  items: readonly T[],
  { offset, size, hasNext }: { readonly offset: number; readonly size: number; readonly hasNext: boolean },
  uri: (offset: number) => string,
): Collection<T> {
  const links: Record<string, Link> = { self: linkTo(uri(offset)) };
  if (hasNext) links["next"] = linkTo(uri(offset + size));
  if (offset > 0) links["previous"] = linkTo(uri(Math.max(0, offset - size)));
  return { ...collection(items), links };
}

function readDateFilter({ operator, value }: FieldFilter): (invoice: Invoice) => boolean {
  const date = parseWireDate(value);
  if (date === undefined) throw invalidProperty("filter.Value", "This is no date.");
  const wanted = date.instant;
  return ({ issuedAt }) => {
    // A filter by day means the day, whatever the hour of the invoice.
    const own = date.isWholeDay ? startOfDay(issuedAt) : issuedAt;
    const side = Temporal.Instant.compare(own, wanted);
    switch (operator) {
      case "equals":
        return side === 0;
      case "notequals":
        return side !== 0;
      case "greaterthan":
        return side > 0;
      case "greaterthanorequals":
        return side >= 0;
      case "lessthan":
        return side < 0;
      default:
        return side <= 0;
    }
  };
}

function startOfDay(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: "hour", roundingMode: "floor" }).subtract({
    hours: instant.toZonedDateTimeISO("UTC").hour,
  });
}

async function invoiceOf(call: ApiCall): Promise<Invoice> {
  return orRefuse(await invoiceRecord(call.view, { number: invoiceNumberOf(call.param("invoiceId")) }));
}

export async function readInvoice(call: ApiCall): Promise<ApiAnswer> {
  return { body: invoiceOnWire(await invoiceOf(call)) };
}

/** The currency that most invoices have. */
export async function readSummary(call: ApiCall): Promise<ApiAnswer> {
  const [first] = totalsByCurrency(orRefuse(await invoiceRecords(call.view)));
  if (first === undefined) throw notFound("There are no invoices yet.");
  return { body: summaryOnWire(first, "/invoices/summary") };
}

export async function listSummaries(call: ApiCall): Promise<ApiAnswer> {
  const totals = totalsByCurrency(orRefuse(await invoiceRecords(call.view)));
  const items = totals.map((one) => summaryOnWire(one, "/invoices/summaries"));
  return { body: collection(items, "/invoices/summaries") };
}

/** Lines by the path form: provider and kind in the path, size and offset. */
export async function listLinesByPath(call: ApiCall): Promise<ApiAnswer> {
  const invoice = await invoiceOf(call);
  const [provider, type] = [call.param("provider"), call.param("type")];
  const asked = readCount(call, "size") ?? 0;
  const size = asked === 0 ? linesMax : Math.min(asked, linesMax);
  const offset = readCount(call, "offset") ?? 0;
  const path = invoicePath(invoice.number, `/lineitems/${encodeURIComponent(provider)}/${encodeURIComponent(type)}`);
  const uri = (from: number) => path + queryText({ size, offset: from });
  if (!readsOwnLines(provider, type)) return { body: collection([], uri(0)) };
  const page = await invoiceLineRecordsFrom(call.view, invoice, { size, offset });
  return { body: offsetCollection(page.lines.map(lineItemOnWire), { offset, size, hasNext: page.hasNext }, uri) };
}

const lineRule = { absent: linesMax, usual: linesMax, max: linesMax };

/** Lines by the query form; what is on no invoice yet stands at `unbilled`. */
export async function listLinesByQuery(call: ApiCall): Promise<ApiAnswer> {
  if (call.param("invoiceId").toLowerCase() === "unbilled") return listUnbilledLines(call);
  const invoice = await invoiceOf(call);
  const request = readSeek(call, lineRule, () => stateOf(call));
  // As it was asked: a token is good for the address that gave it.
  const path = `/invoices/${encodeURIComponent(call.param("invoiceId"))}/lineitems`;
  const self = { path, query: queryText(request.state.query) };
  if (!request.state.isOwn || (request.state.currency !== null && request.state.currency !== invoice.currency))
    return { body: collection([], self.path + self.query) };
  const page = await invoiceLineRecords(call.view, invoice, placeOf(request));
  return { body: pageOnWire(call, request, page, self) };
}

async function listUnbilledLines(call: ApiCall): Promise<ApiAnswer> {
  const request = readSeek(call, lineRule, () => stateOf(call));
  const { currency, period, isOwn, query } = request.state;
  const self = { path: "/invoices/unbilled/lineitems", query: queryText(query) };
  const page = orRefuse(await unbilledRecords(call.view, { currency, period, place: placeOf(request) }));
  if (!isOwn) return { body: collection([], self.path + self.query) };
  return { body: pageOnWire(call, request, page, self) };
}

type LineState = {
  readonly isOwn: boolean;
  readonly currency: Currency | null;
  readonly period: UnbilledPeriod;
  readonly query: Readonly<Record<string, string | undefined>>;
};

function stateOf({ query }: ApiCall): LineState {
  const [provider, lineType] = [query.get("provider"), query.get("invoiceLineItemType")];
  const code = query.get("currencyCode")?.toUpperCase();
  if (code !== undefined && !isCurrency(code)) throw invalidProperty("currencyCode", "No invoice has this currency.");
  const period = query.get("period");
  return {
    isOwn: readsOwnLines(provider, lineType),
    currency: code ?? null,
    period: period === undefined ? "current" : readEnum("period", period, unbilledPeriods),
    query: { provider, invoiceLineItemType: lineType, currencyCode: code, period },
  };
}

function placeOf({ size, way, key }: SeekRequest<LineState>): LinePlace {
  if (key === null) return { size, cursor: null };
  return { size, cursor: { direction: way === "previous" ? "before" : "after", key } };
}

function pageOnWire(
  call: ApiCall,
  request: SeekRequest<LineState>,
  { lines, hasNext, hasPrevious }: InvoiceLinePage,
  self: { readonly path: string; readonly query: string },
) {
  const keys = { firstKey: lines[0]?.key, lastKey: lines.at(-1)?.key };
  return seekCollection(call, request, { items: lines.map(lineItemOnWire), ...keys, hasNext, hasPrevious }, self);
}

/** Where the lines that are on no invoice yet are read. */
export async function listEstimates(call: ApiCall): Promise<ApiAnswer> {
  orRefuse(await invoiceRecords(call.view));
  const currencyCode = call.query.get("currencyCode");
  const items = unbilledPeriods.map((period) => {
    const query = {
      provider: "onetime",
      invoiceLineItemType: "billinglineitems",
      currencyCode,
      period,
      size: linesMax,
    };
    return {
      type: "one_time",
      title: period === "current" ? "Current estimate" : "Previous month",
      description: period === "current" ? "Charges of the running month" : "Charges that are on no invoice yet",
      period,
      link: linkTo(`/invoices/unbilled/lineitems${queryText(query)}`),
    };
  });
  return { body: collection(items, `/invoices/estimates/links${queryText({ currencyCode })}`) };
}
