import { type HourlyRates, hybridBenefit, hybridBenefitPercentMax } from "#app/domain/licensing/hybrid-benefit.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { SkuDetail } from "#db/repositories/catalog.ts";
import type { Format } from "./format.ts";

/** The estimate of Azure Hybrid Benefit for one virtual machine. */
export type HybridBenefitView = {
  /** The rates it is made from, as they stand in the form's fields: plain decimals per hour. */
  readonly withWindows: string;
  readonly withoutWindows: string;
  /** True where the reader gave no rates and the figures are an example. */
  readonly isExample: boolean;
  readonly currency: Currency;
  readonly savingPerHour: string;
  readonly savingPerMonth: string;
  readonly percent: number;
  /** The rates differ by more than may be promised; the saving was cut to 40 %. */
  readonly isCapped: boolean;
};

/** Rates that a page starts from where the reader gave none; an example, and said to be one. */
const exampleRates: HourlyRates = { withWindowsMicros: 200_000, withoutWindowsMicros: 124_000 };
const hoursPerMonth = 730;

/** For what qualifies; null for everything else, and for rates that make no sense. */
export function hybridBenefitOf(
  sku: SkuDetail | undefined,
  currency: Currency,
  rates: HourlyRates | null,
  format: Format,
): HybridBenefitView | null {
  if (sku === undefined || !sku.hasHybridBenefit) return null;
  const used = rates ?? exampleRates;
  const benefit = hybridBenefit(used);
  if (benefit === null) return null;
  const limit = Math.floor((used.withWindowsMicros * hybridBenefitPercentMax) / 100);
  const saving = Math.min(benefit.savingMicrosPerHour, limit);
  return {
    withWindows: decimalOfMicros(used.withWindowsMicros),
    withoutWindows: decimalOfMicros(used.withoutWindowsMicros),
    isExample: rates === null,
    currency,
    savingPerHour: format.rate(saving, currency, 4),
    savingPerMonth: format.rate(saving * hoursPerMonth, currency, 2),
    percent: benefit.percent,
    isCapped: benefit.savingMicrosPerHour > limit,
  };
}

/** `0.2`: millionths as a plain decimal, without zeros at its end. */
function decimalOfMicros(micros: number): string {
  const text = String(micros).padStart(7, "0");
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, "");
}
