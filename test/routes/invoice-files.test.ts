import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DialectName } from "#db/dialects/dialect.ts";
import { reconciliationColumns } from "#app/views/invoice-file.ts";
import { pagesOfPdf } from "#test/support/pdf-text.ts";
import type { Person } from "./support/settle.ts";
import { openSite, type Site } from "./support/site.ts";

/** The names and the order that the documented one-time line items have, as far as they are plain values. */
const documented = [
  ..."partnerId customerId customerName customerDomainName customerCountry invoiceNumber mpnId".split(" "),
  ..."resellerMpnId orderId orderDate productId skuId availabilityId productName skuName chargeType".split(" "),
  ..."unitPrice effectiveUnitPrice unitType quantity subtotal taxTotal totalForCustomer currency".split(" "),
  ..."publisherName publisherId subscriptionDescription subscriptionId subscriptionStartDate".split(" "),
  ..."subscriptionEndDate chargeStartDate chargeEndDate termAndBillingCycle alternateId referenceId".split(" "),
  ..."priceAdjustmentDescription creditReasonCode discountDetails pricingCurrency".split(" "),
  ..."pcToBCExchangeRate pcToBCExchangeRateDate billableQuantity meterDescription".split(" "),
  ..."reservationOrderId billingFrequency invoiceLineItemType billingProvider promotionId".split(" "),
];

describe.each(["sqlite", "postgres"] satisfies DialectName[])("files of an invoice over HTTP (%s)", (dialect) => {
  let site: Site;
  /** The longest invoice of the partner whose people ask. */
  let invoice: { id: string; number: string; line_count: number; total_minor: number; subtotal_minor: number };
  beforeAll(async () => {
    site = await openSite(dialect);
    const { partner_id } = await site.db
      .selectFrom("user_account")
      .select("partner_id")
      .where("id", "=", site.userIds["billing-admin"])
      .executeTakeFirstOrThrow();
    invoice = (await site.db
      .selectFrom("invoice")
      .select(["id", "number", "line_count", "total_minor", "subtotal_minor"])
      .where("partner_id", "=", partner_id ?? "")
      .where("currency", "=", "EUR")
      .orderBy("line_count", "desc")
      .limit(1)
      .executeTakeFirstOrThrow()) as typeof invoice;
  });
  afterAll(() => site.close());

  const fetchFile = async (name: string, person: Person = "billing-admin") => {
    const address = `${site.url}/invoices/${invoice.id}/${name}`;
    return fetch(address, { redirect: "manual", headers: { Cookie: site.cookies[person] } });
  };

  it("the reconciliation file has the documented columns in their order, its own behind them, and adds up", async () => {
    const answer = await fetchFile("lines.csv");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("Content-Disposition")).toContain(`reconciliation-${invoice.number}.csv`);
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    // Sent while it is read: nobody knows its length before.
    expect(answer.headers.get("Content-Length")).toBeNull();
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
    expect(text.startsWith("\u{FEFF}partnerId,")).toBe(true);
    const [header = [], ...rows] = parse(text, { bom: true }) as string[][];
    expect(header.slice(0, documented.length)).toEqual(documented);
    expect(header).toEqual([...reconciliationColumns]);
    expect(rows).toHaveLength(invoice.line_count);
    const sum = (name: string) =>
      rows.reduce((total, row) => total + Math.round(Number(row[header.indexOf(name)]) * 100), 0);
    expect(sum("subtotal")).toBe(invoice.subtotal_minor);
    expect(sum("totalForCustomer")).toBe(invoice.total_minor);
    const dates = rows.map((row) => row[header.indexOf("chargeStartDate")] ?? "");
    expect(dates).toEqual([...dates].sort());
  });

  it("no cell of it is a formula, whatever a customer is called", async () => {
    const name = '=HYPERLINK("http://evil.example";"x")';
    await site.db
      .updateTable("customer")
      .set({ name })
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom("invoice_customer")
            .select("customer_id")
            .whereRef("invoice_customer.customer_id", "=", "customer.id")
            .where("invoice_id", "=", invoice.id),
        ),
      )
      .execute();
    const rows = parse(await (await fetchFile("lines.csv")).text(), { bom: true, columns: true }) as {
      customerName: string;
    }[];
    expect(new Set(rows.map(({ customerName }) => customerName))).toEqual(new Set([`'${name}`]));
    for (const cell of rows.flatMap((row) => Object.values(row)))
      if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it.each([
    ["en", `statement-`, "Statement", /Page 1 of \d+$/],
    ["de", `aufstellung-`, "Aufstellung", /Seite 1 von \d+$/],
  ] as const)("the statement is a PDF in the reader's language: %s", async (language, fileName, word, page) => {
    await site.db
      .updateTable("user_account")
      .set({ language })
      .where("id", "=", site.userIds["billing-admin"])
      .execute();
    const answer = await fetchFile("statement.pdf");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("application/pdf");
    expect(answer.headers.get("Content-Disposition")).toContain(`${fileName}${invoice.number}.pdf`);
    expect(answer.headers.get("Content-Length")).toBeNull();
    const pages = pagesOfPdf(Buffer.from(await answer.arrayBuffer()));
    const lines = pages.flat();
    expect(lines.some((line) => line.endsWith(word))).toBe(true);
    expect(pages[0]?.some((line) => page.test(line))).toBe(true);
    const digits = (text: string) => text.replaceAll(/\D/g, "");
    // The total stands in large type at the top and at the end.
    expect(lines.filter((line) => digits(line).endsWith(String(invoice.total_minor))).length).toBeGreaterThan(1);
  });

  it.each(["lines.csv", "statement.pdf"])(
    "%s is for roles that see invoices, of the own organisation",
    async (name) => {
      for (const person of ["global-admin", "admin-agent", "billing-admin", "operator"] as const)
        expect((await fetchFile(name, person)).status, person).toBe(200);
      expect((await fetchFile(name, "helpdesk-agent")).status).toBe(403);
      expect((await fetchFile(name, "of-other-partner")).status).toBe(404);
      expect((await fetchFile(name, "nobody")).status).toBe(302);
    },
  );
});
