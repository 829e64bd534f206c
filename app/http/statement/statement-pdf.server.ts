import { setImmediate as nextTurn } from "node:timers/promises";
import { productName } from "#app/i18n/product-name.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { InvoiceHead } from "#app/views/invoice.ts";
import type { InvoiceLineText } from "#app/views/invoice-lines.ts";
import type { Statement, StatementCustomer } from "#app/views/invoice-statement.ts";
import { countPages, createFlow, heights, placeLine, type Room, sumsHeight } from "./layout.ts";
import { createPaper, margin, pageSize, type Paper } from "./paper.server.ts";

const bottom = pageSize.height - margin - 28;

/** Columns between the margins: where each begins and how wide it is. */
const columns = {
  product: { x: margin, width: 288 },
  arithmetic: { x: margin + 292, width: 96 },
  tax: { x: margin + 390, width: 32 },
  amount: { x: margin + 424, width: pageSize.width - 2 * margin - 424 },
} as const;

export type StatementWords = { readonly t: Translate; readonly language: string };

/**
 * A statement as PDF, page by page while it is read: neither the lines nor the pages are in memory as a whole. Its
 * pages are counted first, from the number of lines of each customer.
 */
export async function* statementPdf(statement: Statement, { t, language }: StatementWords): AsyncGenerator<Buffer> {
  const { invoice } = statement;
  const notes = notesOf(invoice, t);
  const room: Room = { top: margin, bottom, firstHead: 186 + notes.length * 13 };
  const pages = await countPages(room, statement.lineCounts(), invoice.taxes.length);
  const title = t("invoices:invoice.title", { kind: t(`invoices:kind.${invoice.kind}`), number: invoice.number });
  const paper = createPaper({ title, language, atMs: invoice.issuedAt.epochMs });
  const sheet: Sheet = { paper, t, invoice, title, pages, notes, room };
  beginPage(sheet, 1);
  const flow = createFlow(room, (page) => beginPage(sheet, page));
  let customer: StatementCustomer | undefined;
  let index = 0;
  let drawn = 1;
  for await (const item of statement.items()) {
    if (item.kind === "customer") {
      customer = item.customer;
      index = 0;
      continue;
    }
    if (customer === undefined) throw new Error("A line comes without its customer");
    const place = placeLine(flow, index, customer.lineCount);
    index += 1;
    if (place.heading !== null) drawCustomer(sheet, place.heading.y, customer, place.heading.isContinued);
    drawLine(sheet, place.y, item.line);
    if (place.sumY !== null) drawCustomerSum(sheet, place.sumY, customer);
    if (flow.page === drawn) continue;
    drawn = flow.page;
    // Pages are packed beside this, and come out between two turns.
    await nextTurn();
    const ready = paper.taken();
    if (ready.length > 0) yield Buffer.concat(ready);
  }
  drawSums(sheet, flow.take(sumsHeight(invoice.taxes.length)).y);
  await paper.end();
  yield Buffer.concat(paper.taken());
}

function notesOf(invoice: InvoiceHead, t: Translate): string[] {
  return [
    t(`invoices:taxInAmounts.${invoice.taxInAmounts}`),
    ...(invoice.taxes.length === 0 ? [t("invoices:noRate")] : []),
    ...(invoice.kind === "credit-note" ? [t("invoices:invoice.creditNote")] : []),
  ];
}

type Sheet = {
  readonly paper: Paper;
  readonly t: Translate;
  readonly invoice: InvoiceHead;
  readonly title: string;
  readonly pages: number;
  readonly notes: readonly string[];
  readonly room: Room;
};

function beginPage(sheet: Sheet, page: number): void {
  sheet.paper.addPage();
  const { paper, t, title, pages, invoice } = sheet;
  if (page === 1) drawFirstHead(sheet);
  else {
    paper.text(title, { x: margin, y: margin, width: 300, isBold: true });
    paper.text(`${invoice.partnerName} · ${invoice.month}`, {
      x: margin + 200,
      y: margin,
      width: paper.width - 200,
      align: "end",
      tone: "muted",
    });
    drawTableHead(sheet, sheet.room.top + heights.head - 16);
  }
  const foot = pageSize.height - margin - 6;
  paper.rule(foot - 8);
  paper.text(t("invoices:statement.carried", { product: productName }), {
    x: margin,
    y: foot,
    width: 240,
    size: 8,
    tone: "muted",
  });
  paper.text(t("invoices:statement.page", { page, pages }), {
    x: margin + 240,
    y: foot,
    width: paper.width - 240,
    size: 8,
    align: "end",
    tone: "muted",
  });
}

function drawFirstHead(sheet: Sheet): void {
  const { paper, t, invoice, title } = sheet;
  const { top, firstHead } = sheet.room;
  paper.text(productName, { x: margin, y: top, width: 200, size: 11, isBold: true, tone: "accent" });
  paper.text(t("invoices:statement.title"), {
    x: margin + 200,
    y: top,
    width: paper.width - 200,
    align: "end",
    tone: "muted",
  });
  paper.text(title, { x: margin, y: top + 34, width: paper.width, size: 20, isBold: true });
  const facts = [
    [t("invoices:invoice.to"), `${invoice.partnerName}, ${invoice.partnerCountry}`],
    [t("invoices:invoice.month"), `${invoice.month} (${invoice.from.text} – ${invoice.to.text})`],
    [t("invoices:invoice.issued"), invoice.issuedAt.utc],
    [t("invoices:invoice.lines"), invoice.lineCountText],
    [t("invoices:invoice.currency"), invoice.currency],
  ] as const;
  facts.forEach(([term, value], index) => {
    const y = top + 76 + index * 17;
    paper.text(term, { x: margin, y, width: 90, tone: "muted" });
    paper.text(value, { x: margin + 96, y, width: 230 });
  });
  const right = { x: margin + 330, width: paper.width - 330, align: "end", isNumber: true } as const;
  paper.text(t("invoices:invoice.total"), { ...right, y: top + 76, tone: "muted" });
  paper.text(invoice.total.text, { ...right, y: top + 92, size: 17, isBold: true });
  sheet.notes.forEach((note, index) =>
    paper.text(note, { x: margin, y: top + 172 + index * 13, width: paper.width, size: 8, tone: "muted" }),
  );
  drawTableHead(sheet, top + firstHead - 4);
}

/** Repeated on every page. */
function drawTableHead({ paper, t, invoice }: Sheet, y: number): void {
  const style = { y, size: 8, isBold: true, tone: "muted" } as const;
  paper.text(t("invoices:line.product"), { ...columns.product, ...style });
  paper.text(t("invoices:line.arithmetic"), { ...columns.arithmetic, ...style, align: "end", isNumber: true });
  if (invoice.taxes.length > 0)
    paper.text(t("invoices:line.tax"), { ...columns.tax, ...style, align: "end", isNumber: true });
  paper.text(t("invoices:line.amount"), { ...columns.amount, ...style, align: "end", isNumber: true });
  paper.rule(y + 15, "muted");
}

function drawCustomer({ paper, t }: Sheet, y: number, customer: StatementCustomer, isContinued: boolean): void {
  const { name, domain, country, taxIncluded } = customer;
  const title = isContinued ? t("invoices:statement.continued", { customer: name }) : name;
  paper.text(title, { x: margin, y: y + 6, width: 260, size: 10, isBold: true });
  const remark = [domain, country, ...(taxIncluded ? [t("invoices:taxInAmounts.included")] : [])].join(" · ");
  paper.text(remark, {
    x: margin + 266,
    y: y + 7,
    width: paper.width - 266,
    size: 8,
    align: "end",
    tone: "muted",
  });
}

function drawLine({ paper, t }: Sheet, y: number, line: InvoiceLineText): void {
  paper.text(line.title, { ...columns.product, y });
  paper.text(`${line.datedOn.text} · ${whatFor(line, t)}`, {
    x: margin,
    width: 380,
    y: y + 11,
    size: 7.5,
    tone: "muted",
  });
  if (line.kind === "charge")
    paper.text(`${line.unitPrice.text} × ${line.quantityText}`, {
      ...columns.arithmetic,
      y,
      align: "end",
      isNumber: true,
    });
  if (line.tax !== null) paper.text(line.tax.rate, { ...columns.tax, y, align: "end", tone: "muted" });
  paper.text(line.amount.text, { ...columns.amount, y, align: "end", isNumber: true });
}

function whatFor(line: InvoiceLineText, t: Translate): string {
  const { corrects, creditKind, grantReason, startsOn, endsOn, termNumber } = line;
  if (corrects !== null && creditKind !== null) {
    const date = corrects.chargedOn.text;
    const corrected =
      corrects.onInvoice === null
        ? t("invoices:line.corrects", { date })
        : `${t("invoices:line.correctsOn", { date })} ${corrects.onInvoice.number}`;
    const words = [t(`invoices:credit.${creditKind}`), corrected, ...(grantReason === null ? [] : [grantReason])];
    return words.join(" · ").replace(/\s+/g, " ");
  }
  const period =
    startsOn === null || endsOn === null
      ? t("invoices:line.once")
      : t("invoices:line.period", { from: startsOn.text, to: endsOn.text });
  const term = termNumber === null ? [] : [t("invoices:line.term", { number: termNumber })];
  return [t(`invoices:charge.${line.chargeKind}`), ...term, period].join(" · ");
}

function drawCustomerSum({ paper, t }: Sheet, top: number, { name, subtotal }: StatementCustomer): void {
  const y = top + 4;
  paper.text(t("invoices:statement.customerTotal", { customer: name }), {
    x: margin,
    y,
    width: columns.amount.x - margin - 8,
    tone: "muted",
  });
  paper.text(subtotal.text, { ...columns.amount, y, align: "end", isBold: true });
  paper.rule(top + heights.customerSum - 4);
}

/** Lines, tax on top rate by rate, total; below it the tax that is within the amounts. */
function drawSums({ paper, t, invoice }: Sheet, top: number): void {
  const term = { x: margin + 200, width: columns.amount.x - margin - 208 } as const;
  let y = top + 12;
  const row = (text: string, amount: string, isBold = false) => {
    const size = isBold ? 11 : 9;
    paper.text(text, { ...term, y, size, isBold, tone: isBold ? "ink" : "muted" });
    paper.text(amount, {
      ...columns.amount,
      x: columns.amount.x - 20,
      width: columns.amount.width + 20,
      y,
      size,
      isBold,
      align: "end",
    });
    y += 16;
  };
  row(t("invoices:invoice.subtotal"), invoice.subtotal.text);
  for (const { market, rate, amount, base } of invoice.taxes.filter(({ isIncluded }) => !isIncluded))
    row(
      `${t("invoices:invoice.taxOf", { rate, market })} ${t("invoices:invoice.taxBase", { base: base.text })}`,
      amount.text,
    );
  paper.rule(y - 1, "muted");
  y += 6;
  row(t("invoices:invoice.total"), invoice.total.text, true);
  for (const { market, rate, amount, base } of invoice.taxes.filter(({ isIncluded }) => isIncluded))
    row(
      `${t("invoices:invoice.taxWithin", { rate, market })} ${t("invoices:invoice.taxBase", { base: base.text })}`,
      amount.text,
    );
}
