import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects } from "#test/support/databases.ts";
import { type ApiReply, type ApiSite, openApi } from "./support/api-site.ts";
import { seenAt } from "./support/settle.ts";

const chief = "all-partner-roles";

describe.each(dialects)("invoices over the API (%s)", (dialect) => {
  let api: ApiSite;
  beforeAll(async () => {
    api = await openApi(dialect);
  });
  afterAll(async () => api.close());

  type Caller = Parameters<ApiSite["call"]>[2];
  const get = (path: string, caller: Caller = chief, headers: Record<string, string> = {}) =>
    api.call("GET", `/v1${path}`, caller, { headers });
  const codeOf = ({ status, body }: ApiReply) => `${status}/${body?.code}`;
  const newest = async () => (await get("/invoices")).body.items[0];
  const cents = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);

  it("are listed whole, or by size and offset, and filtered by their date", async () => {
    const { body } = await get("/invoices");
    expect(body.totalCount).toBeGreaterThan(3);
    expect(body.items[0]).toMatchObject({
      id: expect.stringMatching(/^G\d{9}$/),
      invoiceDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      billingPeriodStartDate: expect.stringMatching(/-01T00:00:00Z$/),
      totalCharges: expect.any(Number),
      paidAmount: 0,
      taxReceipts: [],
      amendments: [],
      invoiceType: "OneTime",
      invoiceDetails: [{ invoiceLineItemType: "billing_line_items", billingProvider: "one_time" }],
      attributes: { objectType: "Invoice" },
    });
    const all: string[] = [];
    for (let uri: string | undefined = "/invoices?size=2&offset=0"; uri !== undefined;) {
      const page: ApiReply = await get(uri);
      all.push(...page.body.items.map(({ id }: { id: string }) => id));
      uri = page.body.links.next?.uri;
    }
    expect(all).toEqual(body.items.map(({ id }: { id: string }) => id));
    const [first] = body.items;
    const filtered = (operator: string) =>
      get(
        `/invoices?size=0&filter=${encodeURIComponent(JSON.stringify({ Field: "InvoiceDate", Value: first.invoiceDate.slice(0, 10), Operator: operator }))}`,
      );
    const dates = (reply: ApiReply) =>
      reply.body.items.map(({ invoiceDate }: { invoiceDate: string }) => invoiceDate.slice(0, 10));
    expect(new Set(dates(await filtered("equals")))).toEqual(new Set([first.invoiceDate.slice(0, 10)]));
    expect(dates(await filtered("less_than"))).not.toContain(first.invoiceDate.slice(0, 10));
    expect(codeOf(await filtered("starts_with"))).toBe("400/3000");
    expect(codeOf(await get("/invoices?size=-1"))).toBe("400/800002");
  });

  it("are found by their number, bare and as links have it, and their lines add up", async () => {
    const invoice = await newest();
    expect((await get(`/invoices/${invoice.id}`)).body).toEqual(invoice);
    expect((await get(invoice.links.self.uri)).body).toEqual(invoice);
    const lines = await get(invoice.invoiceDetails[0].links.self.uri);
    expect(lines.body.totalCount).toBeGreaterThan(0);
    expect(cents(lines.body.items.map(({ totalForCustomer }: { totalForCustomer: number }) => totalForCustomer))).toBe(
      cents([invoice.totalCharges]),
    );
    for (const line of lines.body.items) {
      expect(line).toMatchObject({
        invoiceNumber: invoice.id,
        invoiceLineItemType: "billing_line_items",
        billingProvider: "one_time",
        resellerMpnId: 0,
        mpnId: "",
        discountDetails: "",
        productQualifiers: [],
        unitPrice: expect.any(Number),
        termAndBillingCycle: expect.stringMatching(/./),
        chargeType: expect.stringMatching(/^(new|renew|cycleCharge|cancelImmediate|customerCredit)$/),
        attributes: { objectType: "OneTimeInvoiceLineItem" },
      });
      expect(line.unitPrice).toBeGreaterThanOrEqual(0);
      expect(JSON.stringify(line)).not.toContain("null");
    }
    const byQuery = await get(
      `/invoices/${invoice.id}/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&currencyCode=&period=`,
    );
    expect(byQuery.body.items).toEqual(lines.body.items);
    const empty = [
      `/invoices/${invoice.id}/lineitems/Office/BillingLineItems`,
      `/invoices/${invoice.id}/lineitems/OneTime/UsageLineItems`,
      `/invoices/${invoice.id}/lineitems?provider=marketplace&invoiceLineItemType=billinglineitems`,
    ];
    for (const path of empty) expect((await get(path)).body).toMatchObject({ totalCount: 0, items: [] });
    expect((await get(`/invoices/${invoice.id}/lineitems/All/BillingLineItems`)).body.items).toEqual(lines.body.items);
    expect(codeOf(await get(`/invoices/${invoice.id}/lineitems/Elsewhere/BillingLineItems`))).toBe("400/900126");
  });

  it("give their lines page by page: each once, by the token alone", async () => {
    const invoice = await newest();
    const whole = (await get(`/invoices/${invoice.id}/lineitems?provider=onetime&invoiceLineItemType=billinglineitems`))
      .body.items;
    const size = Math.max(1, Math.floor(whole.length / 3));
    const seen: unknown[] = [];
    let page = await get(
      `/invoices/${invoice.id}/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&size=${size}`,
    );
    for (;;) {
      seen.push(...page.body.items);
      const { next } = page.body.links;
      if (next === undefined) break;
      const [header] = next.headers;
      page = await get(next.uri, chief, { [header.key]: header.value });
    }
    expect(seen).toEqual(whole);
    const offset = await get(`/invoices/${invoice.id}/lineitems/OneTime/BillingLineItems?size=${size}&offset=${size}`);
    expect(offset.body.items).toEqual(whole.slice(size, 2 * size));
  });

  it("leave out none of more than 10,000 lines when their links are followed, though all are of one instant", async () => {
    const first = "/invoices/unbilled/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&period=current";
    const before = await get(first);
    await addCharges(10_500);
    const seen: string[] = [];
    let [page, pages] = [await get(first), 1];
    for (;;) {
      seen.push(...page.body.items.map(({ referenceId }: { referenceId: string }) => referenceId));
      const { next } = page.body.links;
      if (next === undefined) break;
      const [header] = next.headers;
      // Nothing but the token and the operation, as clients do.
      page = await get(`${next.uri.split("?")[0]}?seekOperation=Next`, chief, { [header.key]: header.value });
      pages += 1;
    }
    expect(seen).toHaveLength(before.body.totalCount + 10_500);
    expect(new Set(seen).size).toBe(seen.length);
    expect(pages).toBe(Math.ceil(seen.length / 2_000));
  });

  /** Charges of one instant of the running month, like the newest one of the partner. */
  async function addCharges(count: number): Promise<void> {
    const like = await api.db
      .selectFrom("charge")
      .selectAll()
      .where("partner_id", "=", api.a.partner)
      .where("subscription_id", "is not", null)
      .where("charged_at", "<=", seenAt.epochMilliseconds)
      .orderBy("charged_at", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    const rows = Array.from({ length: count }, (_, n) => ({ ...like, id: `many-${n}`, cycle_number: 1_000 + n }));
    // A statement takes only so many values.
    for (let from = 0; from < count; from += 1_000)
      await api.db
        .insertInto("charge")
        .values(rows.slice(from, from + 1_000))
        .execute();
  }

  it("tell what is on none yet, and sum up by currency", async () => {
    const path =
      "/invoices/unbilled/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&currencyCode=&period=current";
    const current = await get(path);
    expect(current.body.totalCount).toBeGreaterThan(0);
    for (const line of current.body.items)
      expect(line).toMatchObject({ invoiceNumber: "", billingProvider: "one_time" });
    const dates = current.body.items.map(({ chargeStartDate }: { chargeStartDate: string }) =>
      chargeStartDate.slice(0, 7),
    );
    expect(new Set(dates)).toEqual(new Set(["2026-11"]));
    const previous = await get(path.replace("current", "previous"));
    expect(previous.status).toBe(200);
    expect(codeOf(await get(path.replace("current", "next")))).toBe("400/900126");
    const links = await get("/invoices/estimates/links?currencyCode=EUR");
    for (const { link } of links.body.items) expect((await get(link.uri)).status).toBe(200);
    const { body } = await get("/invoices");
    const summaries = await get("/invoices/summaries");
    for (const { currencyCode, balanceAmount } of summaries.body.items) {
      const own = body.items.filter((invoice: { currencyCode: string }) => invoice.currencyCode === currencyCode);
      expect(cents([balanceAmount])).toBe(cents(own.map(({ totalCharges }: { totalCharges: number }) => totalCharges)));
    }
    expect((await get("/invoices/summary")).body).toMatchObject({
      lastPaymentDate: "0001-01-01T00:00:00",
      lastPaymentAmount: 0,
    });
  });

  it("come as PDF", async () => {
    const invoice = await newest();
    const reply = await get(invoice.pdfDownloadLink);
    expect(reply.headers.get("content-type")).toBe("application/pdf");
    expect(reply.text).toMatch(/^%PDF-/);
    expect(codeOf(await get(`/invoices/${invoice.id}/receipts/1/documents/statement`))).toBe("404/1000");
  });

  it("are for those who may, and another partner's are not there", async () => {
    const invoice = await newest();
    const of = (caller: Caller) => get(`/invoices/${invoice.id}`, caller);
    expect((await of("billing-admin")).status).toBe(200);
    expect(codeOf(await of("sales-agent"))).toBe("403/900308");
    expect(codeOf(await of("app:all-partner-roles"))).toBe("403/900329");
    expect(codeOf(await of("of-other-partner"))).toBe("404/1000");
    expect(codeOf(await get("/invoices/G999999999"))).toBe("404/1000");
    expect((await get("/invoices", "app:billing-admin")).status).toBe(200);
    expect(codeOf(await get("/invoices/summaries", "app:billing-admin"))).toBe("403/900329");
    const others = (await get("/invoices", "of-other-partner")).body.items.map(({ id }: { id: string }) => id);
    expect(others).not.toContain(invoice.id);
  });
});
