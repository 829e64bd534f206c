import type { PermittedAction } from "../access/permissions.ts";

/**
 * The columns of a list that its reader can do without, in the order in which they stand. The column that names a row
 * is none of them: it is always there.
 */
export const optionalColumns = {
  subscriptions: ["customer", "status", "renewal", "quantity", "charge"],
  "customer-subscriptions": ["status", "renewal", "quantity", "charge"],
  "customer-orders": ["kind", "date", "by", "total"],
  customers: ["domain", "country", "currency", "validation", "active"],
  invoices: ["partner", "month", "kind", "issued", "lines", "currency", "total"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ListName = keyof typeof optionalColumns;
export const listNames = Object.keys(optionalColumns) as ListName[];

/** Who has the list before their eyes. */
export const actionOfList: Readonly<Record<ListName, PermittedAction>> = {
  subscriptions: "see-subscriptions",
  "customer-subscriptions": "see-subscriptions",
  "customer-orders": "see-orders",
  customers: "see-customers",
  invoices: "see-invoices",
};

/**
 * What is left out where somebody ticked `shown`. What is left out is kept and not what is shown, so that a column that
 * is added later is seen by everybody.
 */
export function columnsLeftOut(list: ListName, shown: readonly string[]): readonly string[] {
  return optionalColumns[list].filter((column) => !shown.includes(column));
}
