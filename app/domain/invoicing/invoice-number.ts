/**
 * Numbers of invoices: `G` and nine digits, five for the partner's series and four for the invoice in it.
 *
 * A partner's numbers run 1, 2, 3 … without gaps: one more is taken in the transaction that issues the invoice, so that
 * what is rolled back leaves no hole. A series of its own for each partner keeps one partner from reading off another
 * one's number how many invoices there are, and the leading digits keep every number unique for whoever issues them.
 * Whoever has used up a series goes on in a new one.
 */
export const seriesMax = 99_999;
export const numbersPerSeries = 9_999;

export type NumberSeries = { readonly series: number; readonly lastNumber: number };

/** `G000120003`: the third invoice of the series 12. */
export function formatInvoiceNumber(series: number, number: number): string {
  if (!Number.isInteger(series) || series < 0 || series > seriesMax) throw new RangeError(`No such series: ${series}`);
  if (!Number.isInteger(number) || number < 1 || number > numbersPerSeries)
    throw new RangeError(`No such number in a series: ${number}`);
  return `G${String(series).padStart(5, "0")}${String(number).padStart(4, "0")}`;
}

/** Whether the last number of a series has been taken. */
export function isUsedUp({ lastNumber }: NumberSeries): boolean {
  return lastNumber >= numbersPerSeries;
}
