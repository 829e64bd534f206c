import type { Temporal } from "temporal-polyfill";
import { daysInMonth } from "../calendar/civil.ts";
import { isoDayOf } from "../calendar/utc-days.ts";
import type { RefusalOf } from "../refusal.ts";
import type { VerificationForm } from "./installation-order.ts";

/** What the form of a customer has to say before it can be handed over, in the order in which it is asked. */
const requiredFormFields = ["customerName", "customerAddress", "contactName", "contactEmail"] as const;

/** What a signature consists of, before it is one. */
export type SignatureDraft = {
  readonly name: string;
  readonly title: string;
  /** `YYYY-MM-DD`; empty where no date was given. */
  readonly signedOn: string;
  readonly isAcknowledged: boolean;
};

/**
 * What a form lacks to be handed over; null where nothing does.
 *
 * Rule: only complete, signed, dated forms can be handed over, and the date is not in the future. Days are UTC days.
 */
export function refusalOfSignature(
  form: VerificationForm,
  signature: SignatureDraft,
  at: Temporal.Instant,
): RefusalOf<"verification-incomplete" | "signed-in-future"> | null {
  const missing = requiredFormFields.find((field) => form[field].trim() === "");
  if (missing !== undefined) return { code: "verification-incomplete", field: missing };
  if (signature.name.trim() === "") return { code: "verification-incomplete", field: "name" };
  if (signature.title.trim() === "") return { code: "verification-incomplete", field: "title" };
  if (!isDay(signature.signedOn)) return { code: "verification-incomplete", field: "signedOn" };
  if (!signature.isAcknowledged) return { code: "verification-incomplete", field: "acknowledgement" };
  const today = isoDayOf(at);
  return signature.signedOn > today ? { code: "signed-in-future", signedOn: signature.signedOn, today } : null;
}

function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Second-level domains that are the vendor's, whatever their top level. */
const vendorNames = new Set(["microsoft", "microsoftonline", "microsoftvolumelicensing", "microsoftsupport"]);

/**
 * Whether a mail address is one of the vendor's.
 *
 * Rule: the form goes to the installer, following its instructions; it is not sent to Microsoft.
 */
export function isMicrosoftAddress(address: string): boolean {
  const domain = address
    .slice(address.lastIndexOf("@") + 1)
    .trim()
    .toLowerCase()
    .replace(/\.+$/, "");
  // The vendor has a top level of its own as well.
  return domain.split(".").some((label) => vendorNames.has(label));
}
