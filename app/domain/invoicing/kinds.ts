/**
 * An invoice with a negative total is a credit note. Apart from the rules of invoicing: a page that names the kinds
 * would otherwise bring their calendar into the browser.
 */
export const invoiceKinds = ["invoice", "credit-note"] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];
