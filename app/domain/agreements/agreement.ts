import type { Temporal } from "temporal-polyfill";

/**
 * The volume licensing programmes an agreement or an enrollment can be of. `server-cloud` is the Server and Cloud
 * Enrollment, `mosp` what was bought with a card or on invoice in the online subscription programme.
 */
export const licensingProgrammes = [
  "enterprise",
  "enterprise-subscription",
  "server-cloud",
  "select",
  "select-plus",
  "mpsa",
  "open",
  "open-value",
  "open-value-organization",
  "open-value-subscription",
  "campus-school",
  "education-solutions",
  "open-value-education",
  "select-academic",
  "open-academic",
  "charity",
  "mosp",
] as const;
export type LicensingProgramme = (typeof licensingProgrammes)[number];

/** The contract with a customer. */
export type Agreement = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  /** As printed on the contract; unique for the partner. */
  readonly number: string;
  readonly programme: LicensingProgramme;
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string;
};

/** A signed part of an agreement, with a number of its own. */
export type Enrollment = {
  readonly id: string;
  readonly agreementId: string;
  readonly partnerId: string;
  readonly customerId: string;
  /** Unique for the partner. */
  readonly number: string;
  /** As signed; compared by `organizationKey`. */
  readonly organizationName: string;
  readonly programme: LicensingProgramme;
  /** UTC days, both inclusive. */
  readonly startsOn: Temporal.PlainDate;
  readonly endsOn: Temporal.PlainDate;
  /** The enrollment that this one renews; null for a first one. */
  readonly predecessorId: string | null;
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string;
};

/** The Online Services Manager of an enrollment, shown as its subscription contact. A changed contact is a new one. */
export type EnrollmentContact = {
  readonly id: string;
  readonly enrollmentId: string;
  readonly name: string;
  /** As typed, without blanks around: the mail goes to exactly this address. */
  readonly email: string;
  readonly language: "en" | "de";
  readonly from: Temporal.Instant;
  /** Null for the present contact. */
  readonly to: Temporal.Instant | null;
  readonly enteredBy: string;
};

export const numberLengthMax = 30;
export const organizationNameLengthMax = 200;

/** A number of an agreement or enrollment as it is kept, or undefined where it is none: letters, digits, dashes. */
export function normalNumber(text: string): string | undefined {
  const number = text.trim().toUpperCase();
  return number.length <= numberLengthMax && /^[A-Z0-9][A-Z0-9-]*$/.test(number) ? number : undefined;
}

/**
 * What two organisation names are compared by. Rule: the same name ties a renewed enrollment to its account; same is
 * equal after trimming, collapsing blanks and ignoring case, so that "GmbH" and "AG" differ. Our choice.
 */
export function organizationKey(name: string): string {
  return name.trim().replaceAll(/\s+/g, " ").toLowerCase();
}
