import { createHash } from "node:crypto";
import type { BillingContact, PostalAddress } from "#app/domain/access/profiles.ts";
import { type CountryRules, countryRulesOf } from "#app/domain/access/country-rules.ts";
import type { CustomerRecord } from "#app/views/records/customer-records.ts";
import { etagOf } from "./etag.ts";
import { invalidProperty } from "./fault.ts";
import { linkTo } from "./links.ts";

/** A GUID that is always the same for an id and a purpose. */
export function derivedGuid(purpose: string, id: string): string {
  const digits = createHash("sha256").update(`${purpose}:${id}`).digest("hex");
  const variant = "89ab"[Number.parseInt(digits[16] ?? "0", 16) % 4];
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

const pathOf = (id: string) => `/customers/${encodeURIComponent(id)}`;

/** A customer in a list. */
export function customerItem({ id, name, domain }: CustomerRecord["customer"]) {
  return {
    id,
    companyProfile: {
      tenantId: id,
      domain,
      companyName: name,
      links: { self: linkTo(`${pathOf(id)}/profiles/company`) },
      attributes: { objectType: "CustomerCompanyProfile" },
    },
    relationshipToPartner: "reseller",
    links: { self: linkTo(pathOf(id)) },
    attributes: { objectType: "Customer" },
  };
}

/** A single customer, with everything. */
export function customerOf(record: CustomerRecord) {
  const { customer } = record;
  return {
    id: customer.id,
    commerceId: derivedGuid("commerce", customer.id),
    companyProfile: companyProfileOf(record),
    billingProfile: billingProfileOf(record),
    relationshipToPartner: "reseller",
    allowDelegatedAccess: true,
    customDomains: [customer.domain],
    links: { self: linkTo(pathOf(customer.id)) },
    attributes: { objectType: "Customer" },
  };
}

export function companyProfileOf({ customer, profile }: CustomerRecord) {
  return {
    tenantId: customer.id,
    domain: customer.domain,
    companyName: customer.name,
    address: { country: customer.country, ...profile?.billing.defaultAddress },
    email: profile?.email ?? profile?.billing.email ?? undefined,
    organizationRegistrationNumber: profile?.registrationNumber ?? undefined,
    links: { self: linkTo(`${pathOf(customer.id)}/profiles/company`) },
    attributes: { objectType: "CustomerCompanyProfile" },
  };
}

export function billingProfileOf({ customer, profile }: CustomerRecord) {
  const billing: BillingContact = profile?.billing ?? {};
  const culture = billing.culture ?? cultureOf(customer.country);
  return {
    id: derivedGuid("billing-profile", customer.id),
    firstName: billing.firstName,
    lastName: billing.lastName,
    email: billing.email ?? profile?.email ?? undefined,
    culture,
    language: billing.language ?? culture.split("-")[0],
    companyName: billing.companyName ?? customer.name,
    defaultAddress: { country: customer.country, ...billing.defaultAddress },
    links: { self: linkTo(`${pathOf(customer.id)}/profiles/billing`) },
    attributes: {
      etag: etagOf(derivedGuid("billing-profile", customer.id), profile?.version ?? 0),
      objectType: "CustomerBillingProfile",
    },
  };
}

/** The culture that most people of a country read, such as `de-DE`. */
export function cultureOf(country: string): string {
  const likely = new Intl.Locale(`und-${country}`).maximize();
  return `${likely.language}-${country}`;
}

export function countryRulesBody(iso2: string) {
  const rules: CountryRules | undefined = countryRulesOf(iso2);
  if (rules === undefined) return undefined;
  const culture = cultureOf(iso2);
  const isEnglish = culture.startsWith("en-");
  return {
    iso2Code: iso2,
    defaultCulture: culture,
    isStateRequired: rules.states.length > 0,
    supportedStatesList: rules.states,
    supportedLanguagesList: isEnglish ? ["en"] : [culture.split("-")[0], "en"],
    supportedCulturesList: isEnglish ? [culture] : [culture, "en-US"],
    isPostalCodeRequired: rules.isPostalCodeRequired,
    postalCodeRegex: rules.postalCodePattern,
    isCityRequired: true,
    isVatIdSupported: rules.isVatIdSupported,
    vatIdRegex: rules.vatIdPattern ?? undefined,
    phoneNumberRegex: rules.phoneNumberPattern,
    isTaxIdSupported: rules.isRegistrationNumberRequired,
    isTaxIdOptional: !rules.isRegistrationNumberRequired,
    countryCallingCodesList: rules.callingCodes,
    attributes: { objectType: "CountryValidationRules" },
  };
}

type Fields = Readonly<Record<string, unknown>>;

const lengths: Readonly<Record<keyof PostalAddress, number>> = {
  addressLine1: 200,
  addressLine2: 200,
  city: 100,
  state: 2,
  postalCode: 20,
  country: 2,
  region: 100,
  firstName: 50,
  middleName: 50,
  lastName: 50,
  phoneNumber: 30,
};

/** An address of a body, each part as text within its length; unknown parts are ignored. */
export function readAddress(path: string, value: unknown): PostalAddress {
  const fields = readObject(path, value);
  const address: Record<string, string> = {};
  for (const [name, max] of Object.entries(lengths)) {
    const text = readText(`${path}.${name}`, fields[name], max);
    if (text !== undefined) address[name] = name === "country" || name === "state" ? text.toUpperCase() : text;
  }
  return address;
}

/** The contact of a billing profile. */
export function readBillingContact(path: string, value: unknown): BillingContact {
  const fields = readObject(path, value);
  const text = (name: string, max: number) => readText(`${path}.${name}`, fields[name], max);
  const parts = {
    firstName: text("firstName", 50),
    lastName: text("lastName", 50),
    email: readEmail(`${path}.email`, fields["email"]),
    culture: text("culture", 20),
    language: text("language", 20),
    companyName: text("companyName", 200),
    defaultAddress:
      fields["defaultAddress"] === undefined
        ? undefined
        : readAddress(`${path}.defaultAddress`, fields["defaultAddress"]),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

export function readObject(path: string, value: unknown): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw invalidProperty(path, value === undefined ? "It is missing." : "It has to be an object.");
}

/** Text within a length; undefined where it is absent or empty. */
export function readText(path: string, value: unknown, max: number): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw invalidProperty(path, "It has to be text.");
  const text = value.trim();
  if (text.length > max) throw invalidProperty(path, `It has at most ${max} characters.`);
  return text === "" ? undefined : text;
}

export function readEmail(path: string, value: unknown): string | undefined {
  const text = readText(path, value, 254);
  if (text !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))
    throw invalidProperty(path, "It is no e-mail address.");
  return text;
}

/** A text that has to be there. */
export function needText(path: string, value: unknown, max: number): string {
  const text = readText(path, value, max);
  if (text === undefined) throw invalidProperty(path, "It is missing.");
  return text;
}
