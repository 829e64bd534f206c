import { assertMinor } from "./money.ts";
import { minorUnitDigits, type Currency } from "./currencies.ts";

/** An amount as a plain decimal with all digits of its currency: `10.08`, `-0.05`, `151`, `1.250`. For files, not for readers. */
export function formatMinorAsDecimal(amountMinor: number, currency: Currency): string {
  const digits = minorUnitDigits[currency];
  const sign = assertMinor(amountMinor) < 0 ? "-" : "";
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export type DecimalProblem = "not-a-decimal" | "too-precise" | "too-large";
export type ParsedDecimal =
  | { readonly ok: true; readonly amountMinor: number }
  | { readonly ok: false; readonly problem: DecimalProblem };

/**
 * A plain decimal as minor units, exactly. One decimal point, no thousands separators, no exponent, no blanks;
 * more digits than the currency has are refused, also where they are zeros. A leading minus is read.
 */
export function parseDecimalToMinor(text: string, currency: Currency): ParsedDecimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return { ok: false, problem: "not-a-decimal" };
  const digits = minorUnitDigits[currency];
  const [, sign = "", whole = "", fraction = ""] = match;
  if (fraction.length > digits) return { ok: false, problem: "too-precise" };
  const magnitude = Number(whole + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(magnitude)) return { ok: false, problem: "too-large" };
  return { ok: true, amountMinor: sign === "" || magnitude === 0 ? magnitude : -magnitude };
}
