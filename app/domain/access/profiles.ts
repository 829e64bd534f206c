/** An address as the vendor's API has it; empty parts are left out. */
export type PostalAddress = {
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly region?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly lastName?: string;
  readonly phoneNumber?: string;
};

/** How a customer is written to. */
export type BillingContact = {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly culture?: string;
  readonly language?: string;
  readonly companyName?: string;
  readonly defaultAddress?: PostalAddress;
};

/** What was entered of a customer beside name, domain and country. */
export type CustomerProfile = {
  readonly email: string | null;
  readonly registrationNumber: string | null;
  readonly billing: BillingContact;
};

export const partnerProfileKinds = ["legal-business", "organization", "billing", "support"] as const;
export type PartnerProfileKind = (typeof partnerProfileKinds)[number];

/** What a partner entered of itself: plain text, yes or no, and parts of the same. */
export type PartnerProfile = { readonly [field: string]: ProfileValue };
export type ProfileValue = string | number | boolean | { readonly [field: string]: ProfileValue };
