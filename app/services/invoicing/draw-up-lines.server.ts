import type { Selectable } from "kysely";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import {
  type Billable,
  type RateOfCharge,
  sumOfLines,
  type TaxedLine,
  taxedLine,
} from "#app/domain/invoicing/invoice.ts";
import type { TaxRate } from "#app/domain/invoicing/tax.ts";
import type { Tx } from "#db/client.ts";
import { findChargesOfCredits } from "#db/repositories/billed-charges.ts";
import {
  addInvoiceCustomers,
  addToDrawnUp,
  type BilledFacts,
  type DrawnUp,
  factsOfCharges,
  insertInvoiceLines,
  ratesOfBilledCharges,
  type TakenItem,
} from "#db/repositories/invoicing.ts";
import { listTaxRates } from "#db/repositories/tax-rates.ts";
import type { InvoiceCustomerTable, InvoiceLineTable } from "#db/schema.ts";

type Line = { readonly item: TakenItem; readonly facts: BilledFacts; readonly taxed: TaxedLine };

/** Puts charges and credits that were taken off the queue on an invoice. A fixed number of statements, however many they are. */
export async function drawUpLines(tx: Tx, drawnUp: DrawnUp, items: readonly TakenItem[]): Promise<DrawnUp> {
  const creditIds = items.filter(({ kind }) => kind === "credit").map(({ id }) => id);
  const chargeOfCredit = await findChargesOfCredits(tx, creditIds);
  const chargeIdOf = ({ kind, id }: TakenItem) => (kind === "charge" ? id : chargeOfCredit.get(id)) ?? missing(id);
  const facts = await factsOfCharges(tx, [...new Set(items.map(chargeIdOf))]);
  const rates = await listTaxRates(tx);
  const rateOfCharge = await ratesOfBilledCharges(tx, [...chargeOfCredit.values()]);
  const lines: Line[] = [];
  // A charge comes before its credit in the queue, so that its rate is known when the credit asks for it.
  for (const item of items) {
    const chargeId = chargeIdOf(item);
    const own = facts.get(chargeId) ?? missing(item.id);
    const taxed = taxedOf(item, own, rates, rateOfCharge);
    if (item.kind === "charge") rateOfCharge.set(item.id, taxed.rate);
    lines.push({ item, facts: own, taxed });
  }
  await insertInvoiceLines(
    tx,
    lines.map((line) => rowOfLine(line, drawnUp)),
  );
  await addInvoiceCustomers(tx, customersOf(lines, drawnUp.id));
  const sums = sumOfLines(lines.map(({ taxed }) => taxed));
  await addToDrawnUp(tx, drawnUp.id, { ...sums, lineCount: lines.length });
  return {
    ...drawnUp,
    lineCount: drawnUp.lineCount + lines.length,
    totalMinor: drawnUp.totalMinor + sums.totalMinor,
  };
}

function taxedOf(
  item: TakenItem,
  facts: BilledFacts,
  rates: readonly TaxRate[],
  rateOfCharge: ReadonlyMap<string, RateOfCharge>,
) {
  const billable: Billable = {
    kind: item.kind,
    id: item.id,
    chargeId: facts.chargeId,
    market: facts.country,
    datedAt: instantOfEpochMs(item.datedAtMs),
    amountMinor: item.amountMinor,
  };
  if (item.kind === "charge") return taxedLine(billable, rates, undefined);
  const rate = rateOfCharge.get(facts.chargeId);
  if (rate === undefined) throw new Error(`Credit ${item.id} comes before its charge ${facts.chargeId}`);
  return taxedLine(billable, rates, rate);
}

function rowOfLine({ item, facts, taxed }: Line, { id, partnerId }: DrawnUp): Selectable<InvoiceLineTable> {
  return {
    id: item.id,
    invoice_id: id,
    partner_id: partnerId,
    customer_id: item.customerId,
    customer_name_folded: facts.customerNameFolded,
    kind: item.kind,
    charge_id: facts.chargeId,
    credit_id: item.kind === "credit" ? item.id : null,
    charged_at: facts.chargedAtMs,
    dated_at: item.datedAtMs,
    product_title: facts.productTitle,
    sku_title: facts.skuTitle,
    amount_minor: taxed.amountMinor,
    tax_rate_id: taxed.taxRateId,
    added_tax_minor: taxed.addedTaxMinor,
    included_tax_minor: taxed.includedTaxMinor,
  };
}

/** One row per customer, with the sums of these lines. */
function customersOf(lines: readonly Line[], invoiceId: string): Selectable<InvoiceCustomerTable>[] {
  const rows = new Map<string, Selectable<InvoiceCustomerTable>>();
  for (const { item, facts, taxed } of lines) {
    const row = rows.get(item.customerId) ?? {
      invoice_id: invoiceId,
      customer_id: item.customerId,
      name: facts.customerName,
      name_folded: facts.customerNameFolded,
      domain: facts.customerDomain,
      country: facts.country,
      line_count: 0,
      subtotal_minor: 0,
      added_tax_minor: 0,
      included_tax_minor: 0,
    };
    row.line_count += 1;
    row.subtotal_minor += taxed.amountMinor;
    row.added_tax_minor += taxed.addedTaxMinor;
    row.included_tax_minor += taxed.includedTaxMinor;
    rows.set(item.customerId, row);
  }
  return [...rows.values()];
}

function missing(id: string): never {
  throw new Error(`What ${id} was made for is missing`);
}
