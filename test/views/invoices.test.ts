import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import type { Temporal } from "temporal-polyfill";
import type { Result } from "#app/domain/result.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { statementPdf } from "#app/http/statement/statement-pdf.server.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { derivationView } from "#app/views/derivation.ts";
import { reconciliationColumns, reconciliationRows } from "#app/views/invoice-file.ts";
import { statementOf } from "#app/views/invoice-statement.ts";
import { unbilledView } from "#app/views/invoice-unbilled.ts";
import { findInvoiceInScope, invoiceView } from "#app/views/invoice.ts";
import { invoicesView } from "#app/views/invoices.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import type { Db } from "#db/client.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import {
  buildCustomer,
  buildOperatorActor,
  buildPartnerActor,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { pagesOfPdf } from "#test/support/pdf-text.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

/** A list that is not narrowed. */
const everything = { month: "", currency: "", kind: "" };
const sixthOfApril = instant("2024-04-06T00:00:00Z");
const sixthOfMay = instant("2024-05-06T00:00:00Z");

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.code}`);
  return result.value;
}

async function cancel(context: ViewContext, subscriptionId: string, at: Temporal.Instant) {
  const input = { idempotencyKey: testIds.next(), subscriptionId, isConfirmed: true, shownCreditMinor: null };
  valueOf(await cancelSubscription(serviceDeps(context.db, at), context.actor, input, at));
}

/** Rates that the operator entered. */
async function enterRates(db: Db, rates: readonly (readonly [market: string, millionths: number])[]) {
  for (const [market, rate_millionths] of rates)
    await db
      .insertInto("tax_rate")
      .values({ id: testIds.next(), market, rate_millionths, starts_on: "2024-01-01", created_at: 0, created_by: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

async function textOf(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

describeOnBothDatabases("pages of invoices", (database) => {
  const issueAt = (at: Temporal.Instant) => runAt(jobDeps(database().db, at), "issue-invoices", at);

  async function build(language: "en" | "de" = "en") {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, { title: "Backup Suite" });
    const contextAt = (at: Temporal.Instant): ViewContext => ({
      db,
      actor: tenant.actor,
      at,
      reader: { language, timeZone: "Europe/Berlin" },
    });
    return { ...tenant, db, sku, contextAt };
  }

  /** A customer who bought in March, cancelled partly in March and partly in April, and one in Australia. */
  async function buildMarch(language: "en" | "de" = "en") {
    const scene = await build(language);
    const { db, partner, sku, contextAt } = scene;
    const contoso = await buildCustomer(db, partner.id, { name: "Contoso", domain: "contoso.example" });
    const adatum = await buildCustomer(db, partner.id, { name: "=Adatum", domain: "adatum.example", country: "AU" });
    const buy = (customer: typeof contoso, at: string, quantity: number, unitPriceMinor = 10_000) =>
      buildSubscription(db, { customer, sku, at: instant(at), quantity, unitPriceMinor });
    const kept = await buy(contoso, "2024-03-10T15:30:00Z", 3);
    const undone = await buy(contoso, "2024-03-30T10:00:00Z", 2);
    const later = await buy(contoso, "2024-03-31T10:00:00Z", 1);
    await buy(adatum, "2024-03-12T10:00:00Z", 1, 11_000);
    await cancel(contextAt(instant("2024-03-31T09:00:00Z")), undone.id, instant("2024-03-31T09:00:00Z"));
    await issueAt(sixthOfApril);
    const context = contextAt(instant("2024-04-10T12:00:00Z"));
    const [invoice] = valueOf(await invoicesView(context, everything)).invoices;
    return { ...scene, contoso, adatum, kept, undone, later, context, invoiceId: invoice?.id ?? "" };
  }

  it("list invoices newest first, narrowed by month, currency and kind, and say when the next is issued", async () => {
    const { db, partner, sku, contextAt, contoso, later } = await buildMarch();
    const swiss = await buildCustomer(db, partner.id, { country: "CH" });
    await buildSubscription(db, {
      customer: swiss,
      sku,
      at: instant("2024-04-02T00:00:00Z"),
      currency: "CHF",
      unitPriceMinor: 900,
    });
    await cancel(contextAt(instant("2024-04-01T12:00:00Z")), later.id, instant("2024-04-01T12:00:00Z"));
    await issueAt(sixthOfMay);
    const context = contextAt(sixthOfMay);
    const view = valueOf(await invoicesView(context, everything));
    expect(view.invoices.map(({ month, currency, kind, total }) => [month, currency, kind, total.text])).toEqual([
      ["April 2024", "EUR", "credit-note", "-€99.72"],
      ["April 2024", "CHF", "invoice", "CHF\u00a09.00"],
      ["March 2024", "EUR", "invoice", "€510.56"],
    ]);
    expect(view.invoices.map(({ number }) => number.slice(-4))).toEqual(["0003", "0002", "0001"]);
    expect(view).toMatchObject({
      months: [{ period: "2024-04" }, { period: "2024-03", text: "March 2024" }],
      currencies: ["CHF", "EUR"],
      next: { month: "May 2024", on: { text: "6 Jun 2024" } },
      isOfAllPartners: false,
    });
    const monthsOf = async (filter: Partial<typeof everything>) =>
      valueOf(await invoicesView(context, { ...everything, ...filter })).invoices.map(({ period, currency }) => [
        period,
        currency,
      ]);
    expect(await monthsOf({ month: "2024-03" })).toEqual([["2024-03", "EUR"]]);
    expect(await monthsOf({ currency: "CHF" })).toEqual([["2024-04", "CHF"]]);
    expect(await monthsOf({ kind: "credit-note" })).toEqual([["2024-04", "EUR"]]);
    // What is no month, currency or kind narrows nothing.
    expect(await monthsOf({ month: "never", currency: "XXX", kind: "?" })).toHaveLength(3);
    // The operator sees everybody's, with the partner's name.
    const operator = valueOf(await invoicesView({ ...context, actor: await buildOperatorActor(db) }, everything));
    expect(operator.isOfAllPartners).toBe(true);
    expect(operator.invoices.map(({ partnerName }) => partnerName)).toContain(partner.name);
    expect(contoso.partnerId).toBe(partner.id);
  });

  it("are paged by key, so that nothing comes twice and nothing is left out", async () => {
    const { db, partner, sku, customer, contextAt } = await build();
    // Sixty months, a purchase in each.
    const months = Array.from({ length: 60 }, (_, index) => index);
    for (const month of months) {
      const on = `${2019 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-20T00:00:00Z`;
      await buildPerpetualPurchase(db, { customer, sku, at: instant(on), unitPriceMinor: 100 + month });
    }
    await issueAt(sixthOfApril);
    const context = contextAt(sixthOfApril);
    const first = valueOf(await invoicesView(context, everything));
    expect(first.invoices).toHaveLength(50);
    expect(first.links.previous).toBeNull();
    const second = valueOf(await invoicesView(context, { ...everything, after: first.links.next }));
    expect(second.links.next).toBeNull();
    expect([...first.invoices, ...second.invoices].map(({ period }) => period)).toEqual(
      months.map((month) => `${2019 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`).reverse(),
    );
    const back = valueOf(await invoicesView(context, { ...everything, before: second.links.previous }));
    expect(back.invoices).toEqual(first.invoices);
    expect(partner.id).toBe(customer.partnerId);
  });

  it("show an invoice by customer, each credit below the charge that it corrects, with its reason", async () => {
    const { context, invoiceId, kept, undone, later } = await buildMarch();
    const { invoice, customers, links, maySeeOrders } = valueOf(await invoiceView(context, { invoiceId }));
    expect(invoice).toMatchObject({
      month: "March 2024",
      from: { text: "1 Mar 2024" },
      to: { text: "31 Mar 2024" },
      issuedAt: { utc: "6 Apr 2024, 00:00 UTC" },
      lineCount: 5,
      subtotal: { text: "€510.56" },
      total: { text: "€510.56" },
      taxes: [],
      taxInAmounts: "mixed",
    });
    expect([links.previous, links.next, maySeeOrders]).toEqual([null, null, true]);
    expect(customers.map(({ name, subtotal, taxIncluded }) => [name, subtotal.text, taxIncluded])).toEqual([
      ["=Adatum", "€110.00", true],
      ["Contoso", "€400.56", false],
    ]);
    const lines = customers[1]?.lines ?? [];
    expect(
      lines.map(({ kind, subscriptionId, amount, creditKind }) => [kind, subscriptionId, amount.text, creditKind]),
    ).toEqual([
      ["charge", kept.id, "€300.00", null],
      ["charge", undone.id, "€200.00", null],
      ["credit", undone.id, "-€199.44", "cancel-immediate"],
      ["charge", later.id, "€100.00", null],
    ]);
    expect(lines[2]?.corrects).toEqual({ chargedOn: { iso: "2024-03-30", text: "30 Mar 2024" }, onInvoice: null });
    const sum = customers
      .flatMap((customer) => customer.lines)
      .reduce((total, line) => total + line.amount.amountMinor, 0);
    expect(sum).toBe(invoice.total.amountMinor);
  });

  it("name the invoice that a later credit corrects", async () => {
    const { context, contextAt, later, invoiceId } = await buildMarch();
    await cancel(contextAt(instant("2024-04-01T12:00:00Z")), later.id, instant("2024-04-01T12:00:00Z"));
    await issueAt(sixthOfMay);
    const [note, ofMarch] = valueOf(await invoicesView(contextAt(sixthOfMay), everything)).invoices;
    const view = valueOf(await invoiceView(context, { invoiceId: note?.id ?? "" }));
    expect(view.customers[0]?.lines).toMatchObject([
      {
        kind: "credit",
        amount: { text: "-€99.72" },
        corrects: { chargedOn: { text: "31 Mar 2024" }, onInvoice: { id: invoiceId, number: ofMarch?.number } },
      },
    ]);
  });

  it("page through the lines of a long invoice without losing a customer's sum", async () => {
    const { db, sku, customer, contextAt } = await build();
    for (let n = 0; n < 60; n++)
      await buildPerpetualPurchase(db, { customer, sku, at: instant("2024-03-10T10:00:00Z"), unitPriceMinor: 100 });
    await issueAt(sixthOfApril);
    const context = contextAt(sixthOfApril);
    const invoiceId = valueOf(await invoicesView(context, everything)).invoices[0]?.id ?? "";
    const first = valueOf(await invoiceView(context, { invoiceId }));
    const second = valueOf(await invoiceView(context, { invoiceId, after: first.links.next }));
    expect(
      [first, second].map(({ customers }) => customers.map(({ lineCount, lines }) => [lineCount, lines.length])),
    ).toEqual([[[60, 50]], [[60, 10]]]);
    expect(second.customers[0]?.subtotal.text).toBe("€60.00");
    const ids = [...first.customers, ...second.customers].flatMap(({ lines }) => lines.map(({ id }) => id));
    expect(new Set(ids).size).toBe(60);
  });

  it("are another organisation's for nobody else, and for roles that see money", async () => {
    const { db, context, invoiceId, kept, partner } = await buildMarch();
    const stranger = await buildTenant(db);
    const theirs = { ...context, actor: stranger.actor };
    expect(await invoiceView(theirs, { invoiceId })).toMatchObject({ refusal: { code: "not-found", what: "invoice" } });
    expect(await statementOf(theirs, invoiceId)).toMatchObject({ refusal: { code: "not-found" } });
    expect(await findInvoiceInScope(theirs, invoiceId)).toMatchObject({ refusal: { code: "not-found" } });
    const charge = await db
      .selectFrom("charge")
      .select("id")
      .where("subscription_id", "=", kept.id)
      .executeTakeFirstOrThrow();
    expect(await derivationView(theirs, { chargeId: charge.id })).toMatchObject({ refusal: { code: "not-found" } });
    const helper = { ...context, actor: await buildPartnerActor(db, partner.id, ["helpdesk-agent"]) };
    for (const asked of [
      invoicesView(helper, everything),
      invoiceView(helper, { invoiceId }),
      unbilledView(helper, { currency: "" }),
      statementOf(helper, invoiceId),
    ])
      expect(await asked).toMatchObject({ refusal: { code: "role-needed" } });
    // A helper sees orders, and so why they cost what they do, but no invoice and no log.
    expect(valueOf(await derivationView(helper, { chargeId: charge.id }))).toMatchObject({
      maySeeInvoices: false,
      maySeeOrders: true,
      log: null,
    });
  });

  it("sum up what is on no invoice: the month that is due on the 6th, and the running one", async () => {
    const { db, customer, sku, contextAt } = await build();
    const buy = (at: string) => buildSubscription(db, { customer, sku, at: instant(at) });
    await buy("2024-03-10T10:00:00Z");
    const second = await buy("2024-04-02T10:00:00Z");
    await cancel(contextAt(instant("2024-04-03T10:00:00Z")), second.id, instant("2024-04-03T10:00:00Z"));
    const before = valueOf(await unbilledView(contextAt(instant("2024-04-05T23:59:59Z")), { currency: "" }));
    expect(before.next).toMatchObject({ month: "March 2024", on: { text: "6 Apr 2024" } });
    expect(
      before.ahead.map(({ month, issuedOn, charged, credited, total, countText }) => [
        month,
        issuedOn.text,
        charged.text,
        credited.text,
        total.text,
        countText,
      ]),
    ).toEqual([
      ["March 2024", "6 Apr 2024", "€100.00", "€0.00", "€100.00", "1"],
      ["April 2024", "6 May 2024", "€100.00", "-€99.72", "€0.28", "2"],
    ]);
    expect(before.lines.map(({ kind, amount }) => [kind, amount.text])).toEqual([
      ["credit", "-€99.72"],
      ["charge", "€100.00"],
      ["charge", "€100.00"],
    ]);
    await issueAt(sixthOfApril);
    const after = valueOf(await unbilledView(contextAt(sixthOfApril), { currency: "EUR" }));
    expect(after.ahead.map(({ month, total }) => [month, total.text])).toEqual([["April 2024", "€0.28"]]);
    expect(after.lines).toHaveLength(2);
    await issueAt(sixthOfMay);
    const nothing = valueOf(await unbilledView(contextAt(sixthOfMay), { currency: "" }));
    expect(nothing).toMatchObject({ currency: null, ahead: [], lines: [] });
  });

  it("explain a charge and its credit, and lead to order, subscription, invoice and the line of the log", async () => {
    const { db, context, undone, invoiceId, customer, contoso } = await buildMarch();
    const charge = await db
      .selectFrom("charge")
      .select("id")
      .where("subscription_id", "=", undone.id)
      .executeTakeFirstOrThrow();
    const view = valueOf(await derivationView(context, { chargeId: charge.id }));
    expect(view).toMatchObject({
      kind: "new",
      amount: { text: "€200.00" },
      price: { unit: { text: "€100.00" }, quantityText: "2" },
      term: { number: 1, cycleNumber: 1, cycles: 1, cycleDays: 365, cycleEndsOn: { text: "29 Mar 2025" } },
      onInvoice: { id: invoiceId },
      orderId: undone.orderId,
      subscriptionId: undone.id,
      customer: { id: contoso.id },
      log: { action: "subscription-bought", from: "2024-03-30", to: "2024-03-30" },
      credit: {
        amount: { text: "-€199.44" },
        creditedOn: { text: "31 Mar 2024" },
        // 364 of 365 days, by the unit: 9,972.6 cents, cut to 9,972, times two. The charge runs to 29 March.
        arithmetic: { kind: "prorated", remainingDays: 364, cycleDays: 365, unitRefund: { text: "€99.72" } },
        left: { text: "€0.56" },
        log: { action: "subscription-cancelled", from: "2024-03-31", to: "2024-03-31" },
      },
    });
    expect(customer.id).not.toBe(contoso.id);
  });

  it("credit all of perpetual software", async () => {
    const { db, contextAt, actor, customer } = await build();
    const perpetual = await buildSku(db, { kind: "perpetual-software" });
    const at = instant("2024-03-20T10:00:00Z");
    const { orderId, chargeId } = await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at, quantity: 2 });
    const later = instant("2024-04-19T23:59:59Z");
    const input = { idempotencyKey: testIds.next(), orderId, lineNumber: 0, isNoticeConfirmed: true };
    valueOf(await cancelPerpetual(serviceDeps(db, later), actor, input, later));
    const view = valueOf(await derivationView(contextAt(later), { chargeId }));
    expect(view).toMatchObject({
      kind: "purchase",
      term: null,
      subscriptionId: null,
      log: { action: "perpetual-software-bought" },
      credit: {
        amount: { text: "-€200.00" },
        arithmetic: { kind: "whole" },
        left: { text: "€0.00" },
        log: { action: "perpetual-software-cancelled" },
      },
    });
  });

  it("write the reconciliation file in the order of dates, every amount with all its digits, nothing as a formula", async () => {
    const { context, invoiceId, kept, undone, contoso } = await buildMarch();
    const invoice = valueOf(await findInvoiceInScope(context, invoiceId));
    const answer = csvResponse({
      fileName: "lines.csv",
      header: reconciliationColumns,
      rows: reconciliationRows(context, invoice),
    });
    const rows = parse(await answer.text(), { columns: true, bom: true }) as Record<string, string>[];
    expect(rows.map(({ chargeType, subtotal, subscriptionId }) => [chargeType, subtotal, subscriptionId])).toEqual([
      ["new", "300.00", kept.id],
      ["new", "110.00", expect.any(String)],
      ["new", "200.00", undone.id],
      ["cancelImmediate", "-199.44", undone.id],
      ["new", "100.00", expect.any(String)],
    ]);
    expect(rows[1]?.["customerName"]).toBe("'=Adatum");
    expect(rows[3]).toMatchObject({
      invoiceNumber: invoice.number,
      customerId: contoso.id,
      customerDomainName: "contoso.example",
      orderId: undone.orderId,
      unitPrice: "100.00",
      effectiveUnitPrice: "-99.72",
      quantity: "2",
      currency: "EUR",
      chargeStartDate: "2024-03-31",
      chargeEndDate: "2025-03-29",
      subscriptionStartDate: "2024-03-30",
      subscriptionEndDate: "2025-03-29",
      termNumber: "1",
      cycleNumber: "1",
    });
    const total = rows.reduce((sum, { subtotal }) => sum + Math.round(Number(subtotal) * 100), 0);
    expect(total).toBe(invoice.totals.totalMinor);
  });

  it.each(["en", "de"] as const)("draw the statement on pages that add up (%s)", async (language) => {
    const { db, partner, sku, context, contextAt } = await buildMarch(language);
    await enterRates(db, [
      ["DE", 190_000],
      ["BR", 170_000],
    ]);
    const many = await buildCustomer(db, partner.id, { name: "Zava", domain: "zava.example" });
    const brazil = await buildCustomer(db, partner.id, { name: "Zebra", domain: "zebra.example", country: "BR" });
    const at = instant("2024-04-10T10:00:00Z");
    for (let n = 0; n < 70; n++) await buildPerpetualPurchase(db, { customer: many, sku, at, unitPriceMinor: 123_456 });
    await buildPerpetualPurchase(db, { customer: brazil, sku, at, unitPriceMinor: 11_700 });
    await issueAt(sixthOfMay);
    const [invoice] = valueOf(await invoicesView(contextAt(sixthOfMay), everything)).invoices;
    const statement = valueOf(await statementOf(context, invoice?.id ?? ""));
    const file = await textOf(statementPdf(statement, { t: translateTo(language), language }));
    const pages = pagesOfPdf(file);
    const isEnglish = language === "en";
    expect(pages.length).toBeGreaterThan(1);
    // Every page says which of how many it is, and which invoice it belongs to.
    pages.forEach((lines, index) => {
      const page = isEnglish ? `Page ${index + 1} of ${pages.length}` : `Seite ${index + 1} von ${pages.length}`;
      expect(lines.some((line) => line.endsWith(page))).toBe(true);
      expect(lines.some((line) => line.includes(invoice?.number ?? ""))).toBe(true);
    });
    const all = pages.flat();
    const amount = isEnglish ? "€1,234.56" : "1.234,56 €";
    expect(
      all.filter((line) => line.replaceAll("\u00a0", " ").endsWith(amount) && line.startsWith(sku.title)),
    ).toHaveLength(70);
    expect(all.some((line) => line.startsWith(isEnglish ? "Zava (continued)" : "Zava (Fortsetzung)"))).toBe(true);
    const totals = all.slice(-8).map((line) => line.replaceAll("\u00a0", " "));
    // 70 × 1,234.56 and 117.00; 19 % of the first on top, cut line by line; 17 of the 117 are within.
    const expected = isEnglish
      ? [
          "€86,536.20",
          "Tax 19%, Germany on €86,419.20 €16,419.20",
          "€102,955.40",
          "Included: tax 17%, Brazil on €117.00 €17.00",
        ]
      : [
          "86.536,20 €",
          "Steuer 19 %, Deutschland auf 86.419,20 € 16.419,20 €",
          "102.955,40 €",
          "Enthalten: Steuer 17 %, Brasilien auf 117,00 € 17,00 €",
        ];
    for (const text of expected) expect(totals.join("\n")).toContain(text);
  });
});
