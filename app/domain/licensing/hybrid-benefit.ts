/** What a server costs per hour with and without Windows, in millionths of the currency unit: hourly rates have more digits than amounts. */
export type HourlyRates = { readonly withWindowsMicros: number; readonly withoutWindowsMicros: number };

/** A saving is never promised above this. Rule: Azure Hybrid Benefit, up to 40 %. */
export const hybridBenefitPercentMax = 40;

export type HybridBenefit = {
  /** Per hour, in millionths of the currency unit; 0 where the rate without Windows is not lower. */
  readonly savingMicrosPerHour: number;
  /** Whole percent of the rate with Windows, truncated, at most 40. */
  readonly percent: number;
};

/**
 * What Windows Server licences with Software Assurance save on a virtual machine, from its two hourly rates.
 * Null where the rates make no sense: negative, not whole, or without a rate to save from.
 */
export function hybridBenefit({ withWindowsMicros, withoutWindowsMicros }: HourlyRates): HybridBenefit | null {
  if (!Number.isSafeInteger(withWindowsMicros) || !Number.isSafeInteger(withoutWindowsMicros)) return null;
  if (withWindowsMicros <= 0 || withoutWindowsMicros < 0) return null;
  const savingMicrosPerHour = Math.max(0, withWindowsMicros - withoutWindowsMicros);
  const percent = Number((BigInt(savingMicrosPerHour) * 100n) / BigInt(withWindowsMicros));
  return { savingMicrosPerHour, percent: Math.min(percent, hybridBenefitPercentMax) };
}
