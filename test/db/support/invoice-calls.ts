import type { Organization } from "#app/domain/access/organization.ts";
import type { Invitation } from "#app/domain/access/invitation.ts";
import { readBillingPeriod } from "#app/domain/invoicing/billing-period.ts";
import type { Db } from "#db/client.ts";
import type { PageRequest } from "#db/keyset.ts";
import * as billedCharges from "#db/repositories/billed-charges.ts";
import * as forecast from "#db/repositories/forecast.ts";
import * as plannedSwitches from "#db/repositories/planned-switches.ts";
import * as radar from "#db/repositories/radar.ts";
import * as invitations from "#db/repositories/invitations.ts";
import * as invoices from "#db/repositories/invoices.ts";
import * as invoicing from "#db/repositories/invoicing.ts";
import * as taxRates from "#db/repositories/tax-rates.ts";
import * as unbilled from "#db/repositories/unbilled.ts";
import { instant, testIds } from "#test/support/builders.ts";

/** The repositories of invoices, of what goes on them and of invitations, and how each of their functions is asked. */

type Book = {
  readonly partnerId: string;
  /** A partner without an invoice that was begun. */
  readonly otherPartnerId: string;
  readonly customer: { readonly id: string };
  readonly actor: { readonly userId: string };
  readonly sku: { readonly productId: string };
  readonly purchase: { readonly chargeId: string };
  /** An invoice that was begun, without a line. */
  readonly invoiceId: string;
};
type Call = (db: Db, book: Book) => Promise<unknown>;

const at = instant("2024-03-02T12:00:00Z");
const until = instant("2024-04-01T00:00:00Z");
const period = readBillingPeriod("2024-03");
const page: PageRequest = { limit: 50, cursor: null };
const afterOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "after", key } });
const beforeOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "before", key } });
const all = { period: null, currency: null, kind: null } as const;
const narrowed = { period, currency: "EUR", kind: "credit-note" } as const;
const stretch = { fromMs: 0, untilMs: until.epochMilliseconds };

/** As many ids as a page asks for at once; a database may choose another way for many than for one. */
function manyIds(id: string): string[] {
  return [id, ...Array.from({ length: 99 }, () => testIds.next())];
}

const taken = ({ partnerId }: Book) => ({ partnerId, currency: "EUR" as const, before: until, limit: 100 });

function aLine({ invoiceId, partnerId, customer, purchase }: Book) {
  return {
    id: purchase.chargeId,
    invoice_id: invoiceId,
    partner_id: partnerId,
    customer_id: customer.id,
    customer_name_folded: "contoso",
    kind: "charge" as const,
    charge_id: purchase.chargeId,
    credit_id: null,
    charged_at: at.epochMilliseconds,
    dated_at: at.epochMilliseconds,
    product_title: "Product",
    sku_title: "Edition",
    amount_minor: 1,
    tax_rate_id: null,
    added_tax_minor: 0,
    included_tax_minor: 0,
  };
}

function aCustomer({ invoiceId, customer }: Book) {
  const sums = { line_count: 1, subtotal_minor: 1, added_tax_minor: 0, included_tax_minor: 0 };
  const named = { name: "Contoso", name_folded: "contoso", domain: "contoso.example", country: "DE" };
  return { invoice_id: invoiceId, customer_id: customer.id, ...named, ...sums };
}

const invoiceCalls: Record<string, Call> = {
  "listInvoices of a partner": (db, { partnerId }) => invoices.listInvoices(db, partnerId, all, page),
  "listInvoices of a partner, after": (db, { partnerId }) =>
    invoices.listInvoices(db, partnerId, all, afterOf("2024-03", "G000000001")),
  "listInvoices of a partner, narrowed": (db, { partnerId }) => invoices.listInvoices(db, partnerId, narrowed, page),
  "listInvoices of all": (db) => invoices.listInvoices(db, null, all, page),
  "listInvoices of all, before": (db) => invoices.listInvoices(db, null, all, beforeOf("2024-03", "G000000001")),
  findInvoiceByNumber: (db, { partnerId }) => invoices.findInvoiceByNumber(db, partnerId, "G000000001"),
  "findInvoice of a partner": (db, { partnerId, invoiceId }) => invoices.findInvoice(db, partnerId, invoiceId),
  "findInvoice of anybody": (db, { invoiceId }) => invoices.findInvoice(db, null, invoiceId),
  "listInvoicedPeriods of a partner": (db, { partnerId }) => invoices.listInvoicedPeriods(db, partnerId, 120),
  "listInvoicedPeriods of all": (db) => invoices.listInvoicedPeriods(db, null, 120),
  "listInvoicedCurrencies of a partner": (db, { partnerId }) => invoices.listInvoicedCurrencies(db, partnerId),
  "listInvoicedCurrencies of all": (db) => invoices.listInvoicedCurrencies(db, null),
  listInvoicedMarkets: (db, { invoiceId }) => invoices.listInvoicedMarkets(db, invoiceId),
  listInvoicedCustomers: (db, { invoiceId, customer }) =>
    invoices.listInvoicedCustomers(db, invoiceId, manyIds(customer.id)),
  listInvoicedCustomersByName: (db, { invoiceId }) => invoices.listInvoicedCustomersByName(db, invoiceId, page),
  "listInvoicedCustomersByName after": (db, { invoiceId }) =>
    invoices.listInvoicedCustomersByName(db, invoiceId, afterOf("contoso", "x")),
  listInvoicedTaxes: (db, { invoiceId }) => invoices.listInvoicedTaxes(db, invoiceId),
  "listInvoiceLines by customer": (db, { invoiceId }) => invoices.listInvoiceLines(db, invoiceId, "customer", page),
  "listInvoiceLines by customer, after": (db, { invoiceId }) =>
    invoices.listInvoiceLines(db, invoiceId, "customer", afterOf("contoso", "c", 1, "x", "charge")),
  "listInvoiceLines by customer, before": (db, { invoiceId }) =>
    invoices.listInvoiceLines(db, invoiceId, "customer", beforeOf("contoso", "c", 1, "x", "charge")),
  "listInvoiceLines by date": (db, { invoiceId }) => invoices.listInvoiceLines(db, invoiceId, "date", page),
  "listInvoiceLines by date, after": (db, { invoiceId }) =>
    invoices.listInvoiceLines(db, invoiceId, "date", afterOf(1, "charge", "x")),
  findInvoicesOf: (db, { purchase }) => invoices.findInvoicesOf(db, manyIds(purchase.chargeId)),
};

const invoicingCalls: Record<string, Call> = {
  listPartnersToInvoice: (db) => invoicing.listPartnersToInvoice(db, at),
  findNextInvoicingAt: (db) => invoicing.findNextInvoicingAt(db, at),
  lockSeriesOfPartner: (db, { otherPartnerId }) => invoicing.lockSeriesOfPartner(db, otherPartnerId),
  nextSeries: (db) => invoicing.nextSeries(db),
  updateSeries: (db, { otherPartnerId }) =>
    invoicing.updateSeries(db, otherPartnerId, { series: 9, lastNumber: 1, closedThrough: period }),
  findDrawnUp: (db, { partnerId }) => invoicing.findDrawnUp(db, partnerId),
  insertDrawnUp: (db, { otherPartnerId }) =>
    invoicing.insertDrawnUp(db, { id: testIds.next(), partnerId: otherPartnerId, period, currency: "EUR" }),
  findOldestUnbilledAt: (db, { partnerId }) => invoicing.findOldestUnbilledAt(db, partnerId),
  findCurrencyToInvoice: (db, { partnerId }) => invoicing.findCurrencyToInvoice(db, partnerId, period),
  takeUnbilled: (db, book) => invoicing.takeUnbilled(db, { ...taken(book), after: null, limit: 1 }),
  "takeUnbilled after": (db, book) =>
    invoicing.takeUnbilled(db, { ...taken(book), after: { datedAtMs: 1, kind: "charge", id: "x" } }),
  factsOfCharges: (db, { purchase }) => invoicing.factsOfCharges(db, manyIds(purchase.chargeId)),
  ratesOfBilledCharges: (db, { purchase }) => invoicing.ratesOfBilledCharges(db, manyIds(purchase.chargeId)),
  insertInvoiceLines: (db, book) => invoicing.insertInvoiceLines(db, [aLine(book)]),
  addInvoiceCustomers: (db, book) => invoicing.addInvoiceCustomers(db, [aCustomer(book)]),
  addToDrawnUp: (db, { invoiceId }) =>
    invoicing.addToDrawnUp(db, invoiceId, { lineCount: 1, subtotalMinor: 1, addedTaxMinor: 0, includedTaxMinor: 0 }),
  issueDrawnUp: async (db, { invoiceId }) => {
    const sums = { lineCount: 1, subtotalMinor: 1, addedTaxMinor: 0, includedTaxMinor: 0 };
    await invoicing.addToDrawnUp(db, invoiceId, sums);
    const number = `G9${testIds.next().replaceAll(/\D/g, "").slice(-8)}`;
    await invoicing.issueDrawnUp(db, invoiceId, { number, kind: "invoice", issuedAt: at });
  },
};

const rate = (market: string) => ({
  id: testIds.next(),
  market,
  rateMillionths: 190_000,
  startsOn: testIds.next().slice(0, 10),
});

const taxRateCalls: Record<string, Call> = {
  listTaxRates: (db) => taxRates.listTaxRates(db),
  findTaxRate: (db) => taxRates.findTaxRate(db, "x"),
  insertTaxRate: (db, { actor }) => taxRates.insertTaxRate(db, rate("DE"), { userId: actor.userId, at }),
  isTaxRateUsed: (db) => taxRates.isTaxRateUsed(db, "x"),
  deleteTaxRate: (db) => taxRates.deleteTaxRate(db, "x"),
  listUsedTaxRates: (db) => taxRates.listUsedTaxRates(db),
};

const unbilledCalls: Record<string, Call> = {
  sumUnbilled: (db, { partnerId }) => unbilled.sumUnbilled(db, partnerId, stretch),
  listUnbilled: (db, { partnerId }) => unbilled.listUnbilled(db, partnerId, "EUR", page),
  "listUnbilled after": (db, { partnerId }) => unbilled.listUnbilled(db, partnerId, "EUR", afterOf(1, "charge", "x")),
  "listUnbilled before": (db, { partnerId }) => unbilled.listUnbilled(db, partnerId, "EUR", beforeOf(1, "charge", "x")),
};

const bookEnd = { dueAtMs: at.epochMilliseconds, id: testIds.next() };

const forecastCalls: Record<string, Call> = {
  "listBookRows of what renews": (db, { partnerId }) =>
    forecast.listBookRows(db, { partnerId, part: { of: "renewing" }, after: null, limit: 1_000 }),
  "listBookRows of what renews, after": (db, { partnerId }) =>
    forecast.listBookRows(db, { partnerId, part: { of: "renewing" }, after: bookEnd, limit: 1_000 }),
  "listBookRows of what ends, after": (db, { partnerId }) =>
    forecast.listBookRows(db, { partnerId, part: { of: "ending" }, after: bookEnd, limit: 1_000 }),
  "listBookRows of a customer, after": (db, { partnerId, customer }) =>
    forecast.listBookRows(db, {
      partnerId,
      part: { of: "customer", customerId: customer.id },
      after: bookEnd,
      limit: 1_000,
    }),
};

const billedChargeCalls: Record<string, Call> = {
  "findBilledCharges of a partner": (db, { partnerId, purchase }) =>
    billedCharges.findBilledCharges(db, partnerId, manyIds(purchase.chargeId)),
  "findBilledCharges of anybody": (db, { purchase }) =>
    billedCharges.findBilledCharges(db, null, manyIds(purchase.chargeId)),
  findChargesOfCredits: (db) => billedCharges.findChargesOfCredits(db, manyIds("x")),
  findPriceSources: (db) => billedCharges.findPriceSources(db, manyIds("x")),
};

const organizationOf = ({ partnerId }: Book): Organization => ({ kind: "partner", partnerId });

const aHash = () => testIds.next().replaceAll("-", "").repeat(2);

function anInvitation(book: Book): Invitation {
  return {
    id: testIds.next(),
    organization: organizationOf(book),
    email: `${testIds.next()}@invited.example`,
    displayName: "Invited",
    roles: ["sales-agent"],
    language: "en",
    timeZone: "UTC",
    createdAt: at,
    createdBy: book.actor.userId,
    expiresAt: until,
    acceptedAt: null,
    withdrawnAt: null,
  };
}

const invitationCalls: Record<string, Call> = {
  insertInvitation: (db, book) => invitations.insertInvitation(db, anInvitation(book), aHash()),
  findInvitationByToken: (db) => invitations.findInvitationByToken(db, "x"),
  "findInvitationByToken locked": (db) => invitations.findInvitationByToken(db, "x", { lock: true }),
  findInvitationForChange: (db, book) => invitations.findInvitationForChange(db, organizationOf(book), "x"),
  "findInvitationForChange of a customer": (db, { partnerId, customer }) =>
    invitations.findInvitationForChange(db, { kind: "customer", partnerId, customerId: customer.id }, "x"),
  findInvitationListing: (db, book) => invitations.findInvitationListing(db, organizationOf(book), "x"),
  "listOpenInvitations of a partner": (db, book) => invitations.listOpenInvitations(db, organizationOf(book), 100),
  "listOpenInvitations of a customer": (db, { partnerId, customer }) =>
    invitations.listOpenInvitations(db, { kind: "customer", partnerId, customerId: customer.id }, 100),
  "listOpenInvitations of the operator": (db) => invitations.listOpenInvitations(db, { kind: "operator" }, 100),
  replaceInvitationToken: (db) => invitations.replaceInvitationToken(db, "x", { tokenHash: aHash(), expiresAt: until }),
  markInvitationAccepted: (db, { actor }) => invitations.markInvitationAccepted(db, "x", { userId: actor.userId, at }),
  markInvitationWithdrawn: (db) => invitations.markInvitationWithdrawn(db, "x", at),
  withdrawOpenInvitationOf: (db, book) =>
    invitations.withdrawOpenInvitationOf(db, organizationOf(book), "a@invited.example", at),
  deleteOldInvitations: (db) => invitations.deleteOldInvitations(db, at, 100),
};

export const invoiceRepositoryCalls: Record<string, { module: object; calls: Record<string, Call> }> = {
  "billed-charges": { module: billedCharges, calls: billedChargeCalls },
  forecast: { module: forecast, calls: forecastCalls },
  "planned-switches": {
    module: plannedSwitches,
    calls: {
      listPlannedSwitches: (db: Db) => plannedSwitches.listPlannedSwitches(db, { at, after: null, limit: 100 }),
      "listPlannedSwitches, after": (db: Db) =>
        plannedSwitches.listPlannedSwitches(db, { at, after: bookEnd, limit: 100 }),
      countPlannedSwitches: (db: Db) => plannedSwitches.countPlannedSwitches(db, at),
      firstPlannedSwitchAfterMs: (db: Db) => plannedSwitches.firstPlannedSwitchAfterMs(db, at.epochMilliseconds),
    },
  },
  radar: {
    module: radar,
    calls: {
      listDevicesActivatedBetween: (db: Db, { partnerId }: Book) =>
        radar.listDevicesActivatedBetween(db, partnerId, { after: at, through: until, limit: 100 }),
    },
  },
  invitations: { module: invitations, calls: invitationCalls },
  invoices: { module: invoices, calls: invoiceCalls },
  invoicing: { module: invoicing, calls: invoicingCalls },
  "tax-rates": { module: taxRates, calls: taxRateCalls },
  unbilled: { module: unbilled, calls: unbilledCalls },
};
