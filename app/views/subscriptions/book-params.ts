/** How the list of all subscriptions is narrowed, as it stands in an address. */
export type BookParams = {
  /** Words of a customer's name, its domain, or the beginning of its id; empty for all. */
  readonly customer: string;
  /** Words of a product's title, its publisher, or of an id; empty for all. */
  readonly product: string;
  readonly status: (typeof bookStatuses)[number];
  readonly autoRenew: "on" | "off" | null;
  /** First and last day, `YYYY-MM-DD`, on which a term ends, both inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly isWindowOpen: boolean;
};

export const bookStatuses = ["active", "expired", "deleted"] as const;
