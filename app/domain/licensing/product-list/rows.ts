import type { CountRange } from "./numbers.ts";

/** Rows of the tables, by what they say. What the document lost is null or `unknown`, never no. */

/** Programmes of the columns of a product table. */
export const programmeCodes = ["EA/EAS", "EES", "MPSA", "OL", "OM", "OV/OVS", "S/S+", "SCE"] as const;

export type Offering = {
  /** One of the codes above, or the heading of a column that an edition brings anew. */
  readonly programme: string;
  readonly codes: readonly string[];
  /** An empty cell is unknown: what told it from “not available” was a colour, and is lost. */
  readonly availability: "yes" | "unknown";
  readonly line: number;
};

export type ProductRow = {
  readonly kind: "product";
  readonly name: string;
  /** `YYYY-MM`. */
  readonly availableFrom: string | null;
  /** Points per year; units for Campus and School. Null where the cell is empty. */
  readonly points: {
    readonly l: number | null;
    readonly lSa: number | null;
    readonly sa: number | null;
    readonly caSa: number | null;
  };
  readonly offerings: readonly Offering[];
};

export type TransitionOption = {
  readonly name: string;
  readonly editions: readonly string[];
  readonly needsBridge: boolean;
};
export type TransitionRow = {
  readonly kind: "transition";
  readonly from: readonly string[];
  readonly options: readonly TransitionOption[];
};

export type BridgeRow = {
  readonly kind: "bridge";
  readonly bridge: string;
  readonly parent: string;
  /** Any one of these; each is a set of which all are needed. */
  readonly alternatives: readonly (readonly string[])[];
};

export type FromSaRow = {
  readonly kind: "from-sa";
  readonly from: readonly string[];
  readonly to: string;
  readonly toMarks: readonly string[];
  readonly bridge: string | null;
  readonly bridgeMarks: readonly string[];
};

export type AddOnItem = { readonly name: string; readonly marks: readonly string[] };
export type AddOnRow = {
  readonly kind: "add-on";
  /** Any one of these; each is a set of which all are needed. */
  readonly qualifying: readonly (readonly string[])[];
  readonly needsActiveSa: boolean;
  readonly addOns: readonly AddOnItem[];
};

/** A half row has lost its lower edition. */
export type StepUpRow = { readonly kind: "step-up"; readonly from: string | null; readonly to: string };
export type MigrationGrantRow = {
  readonly kind: "migration-grant";
  readonly from: string;
  readonly granted: readonly string[];
};
export type SaRenewalOfferRow = {
  readonly kind: "sa-renewal-offer";
  readonly from: readonly string[];
  readonly to: string;
};
export type DowngradeRow = { readonly kind: "downgrade"; readonly from: string; readonly to: readonly string[] };

export const matrixKinds = [
  "rental-office",
  "rental-windows",
  "windows-upgrade",
  "embedded-upgrade",
  "sa-benefits",
  "premier",
  "strategy",
] as const;
export type MatrixKind = (typeof matrixKinds)[number];
export type MatrixCell = {
  readonly column: string;
  /** Null where the cell holds a text, or is empty in a column that is not known. */
  readonly allowed: "yes" | "no" | null;
  /** The text of a cell that is no tick. */
  readonly text: string | null;
  readonly marks: readonly string[];
  readonly line: number;
};
export type MatrixRow = {
  readonly kind: "matrix";
  readonly matrix: MatrixKind;
  readonly group: string | null;
  readonly label: string;
  readonly cells: readonly MatrixCell[];
};

export const termOptions = ["one-year", "three-years", "coterminous", "second-anniversary"] as const;
export type TermOption = (typeof termOptions)[number];
export const paymentOptions = [
  "in-full-at-order",
  "in-full-at-start",
  "agreement-anniversaries",
  "order-anniversaries",
  "yearly-by-monthly-fee",
] as const;
export type PaymentOption = (typeof paymentOptions)[number];

export type TermPaymentRow = {
  readonly kind: "term-payment";
  readonly programme: "EA" | "S+" | "OL/OV/OVS" | null;
  readonly category: "cloud" | "other" | null;
  readonly term: TermOption | null;
  readonly payment: PaymentOption | null;
  readonly hasFootnote: boolean;
  /** As printed, after the merged cells were filled in. */
  readonly raw: readonly string[];
};

export const tierKinds = ["planning-days", "cal-planning-days", "training-days", "support-contacts"] as const;
export type TierKind = (typeof tierKinds)[number];
export type TierRow = {
  readonly kind: "tier";
  readonly tier: TierKind;
  readonly label: string;
  /** Null for a row that is bound to a programme instead of a number. */
  readonly range: CountRange | null;
  /** One value per column; null where the cell is no plain number. */
  readonly values: readonly (number | null)[];
  readonly raw: readonly string[];
};
export type PlanningPointsRow = {
  readonly kind: "planning-points";
  readonly products: string;
  readonly points: number;
};
export type PriceLevelRow = { readonly kind: "price-level"; readonly level: string; readonly pointsMin: number };

export type CurrencyRow = {
  readonly kind: "currency";
  readonly table: "incidents" | "unlimited-support";
  readonly name: string;
  readonly code: string;
  /** Whole units of the currency. */
  readonly server: number;
  readonly client: number | null;
};

/** A table that is kept as it is. */
export type OtherRow = {
  readonly kind: "other";
  readonly table: string;
  readonly header: readonly string[];
  readonly cells: readonly string[];
};

export type ListRow =
  | ProductRow
  | TransitionRow
  | BridgeRow
  | FromSaRow
  | AddOnRow
  | StepUpRow
  | MigrationGrantRow
  | SaRenewalOfferRow
  | DowngradeRow
  | MatrixRow
  | TermPaymentRow
  | TierRow
  | PlanningPointsRow
  | PriceLevelRow
  | CurrencyRow
  | OtherRow;
export type ListRowKind = ListRow["kind"];
