/** How far a price list has come on its way in. */
export const priceListDraftStatuses = [
  /** The file is being read, line by line. */
  "reading",
  /** Its rows are being compared with the stored prices. */
  "comparing",
  /** Everything is known about it; it can be imported where nothing is refused. */
  "checked",
  "imported",
  /** Something else than the list went wrong; upload it again. */
  "failed",
] as const;
export type PriceListDraftStatus = (typeof priceListDraftStatuses)[number];

/** Whether a machine is at work on a draft in this state, so that its page should look again. */
export function isDraftAtWork(status: PriceListDraftStatus): boolean {
  return status === "reading" || status === "comparing";
}
