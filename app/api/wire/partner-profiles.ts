import type { PartnerProfile, PartnerProfileKind } from "#app/domain/access/profiles.ts";
import type { PartnerProfileRecord } from "#app/views/records/partner-profile-records.ts";
import { cultureOf, derivedGuid, readAddress, readEmail, readObject, readText } from "./customers.ts";
import { readEnum } from "./enums.ts";
import { etagOf } from "./etag.ts";
import { invalidProperty } from "./fault.ts";
import { linkTo } from "./links.ts";

/** A profile's place in the address, and what the portal calls it. */
export const profilePaths = {
  legalbusiness: { kind: "legal-business", objectType: "LegalBusinessProfile", hasEtag: false },
  organization: { kind: "organization", objectType: "OrganizationProfile", hasEtag: true },
  billing: { kind: "billing", objectType: "BillingProfile", hasEtag: true },
  support: { kind: "support", objectType: "SupportProfile", hasEtag: false },
} as const satisfies Record<string, { kind: PartnerProfileKind; objectType: string; hasEtag: boolean }>;
export type ProfilePath = keyof typeof profilePaths;

/** A GUID by which a profile is known, for its etag. */
export function profileId(path: ProfilePath, partnerId: string): string {
  return derivedGuid(`profile-${path}`, partnerId);
}

/** A profile as it is answered: what was entered, over what is known anyway. */
export function partnerProfileBody(path: ProfilePath, record: PartnerProfileRecord) {
  const { objectType, hasEtag } = profilePaths[path];
  const { partnerId, stored } = record;
  const etag = hasEtag ? { etag: etagOf(profileId(path, partnerId), stored?.version ?? 0) } : {};
  return {
    ...knownOf(path, record),
    ...stored?.profile,
    profileType: objectType,
    links: { self: linkTo(`/profiles/${path}`) },
    attributes: { ...etag, objectType },
  };
}

function knownOf(path: ProfilePath, { partnerId, name, country }: PartnerProfileRecord) {
  const culture = cultureOf(country);
  switch (path) {
    case "legalbusiness":
      return { companyName: name, address: { country }, vettingStatus: "authorized", vettingSubStatus: "none" };
    case "organization":
      return {
        id: partnerId,
        tenantId: partnerId,
        companyName: name,
        defaultAddress: { country },
        language: culture.split("-")[0],
        culture,
      };
    case "billing":
      return { companyName: name, address: { country } };
    case "support":
      return {};
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** The profile of a body; what cannot be changed is ignored, since clients send back what they got. */
export function readPartnerProfile(path: ProfilePath, body: Fields): PartnerProfile {
  const text = (name: string, max = 200) => readText(name, body[name], max);
  switch (path) {
    case "legalbusiness":
      return present({
        companyName: text("companyName"),
        address: addressIn(body, "address"),
        primaryContact: contactIn(body, "primaryContact"),
        companyApproverAddress: addressIn(body, "companyApproverAddress"),
        companyApproverEmail: readEmail("companyApproverEmail", body["companyApproverEmail"]),
      });
    case "organization":
      return present({
        companyName: text("companyName"),
        defaultAddress: addressIn(body, "defaultAddress"),
        domain: text("domain", 253),
        email: readEmail("email", body["email"]),
        language: text("language", 20),
        culture: text("culture", 20),
      });
    case "billing":
      return present({
        companyName: text("companyName"),
        address: addressIn(body, "address"),
        primaryContact: contactIn(body, "primaryContact"),
        purchaseOrderNumber: text("purchaseOrderNumber", 100),
        taxId: text("taxId", 60),
        billingDay: billingDayIn(body),
        billingCurrency: text("billingCurrency", 3)?.toUpperCase(),
      });
    case "support":
      return present({
        email: readEmail("email", body["email"]),
        telephone: text("telephone", 40),
        website: websiteIn(body),
      });
  }
}

/** Which of two versions of the legal profile is asked for; there is one. */
export function checkVettingVersion(value: string | undefined): void {
  if (value !== undefined) readEnum("vettingVersion", value, ["Current", "LastFinalized"]);
}

function present(fields: Readonly<Record<string, PartnerProfile[string] | undefined>>): PartnerProfile {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, PartnerProfile[string]] => entry[1] !== undefined),
  );
}

function addressIn(body: Fields, name: string): PartnerProfile | undefined {
  return body[name] === undefined ? undefined : { ...readAddress(name, body[name]) };
}

function contactIn(body: Fields, name: string): PartnerProfile | undefined {
  if (body[name] === undefined) return undefined;
  const contact = readObject(name, body[name]);
  return present({
    firstName: readText(`${name}.firstName`, contact["firstName"], 50),
    lastName: readText(`${name}.lastName`, contact["lastName"], 50),
    email: readEmail(`${name}.email`, contact["email"]),
    phoneNumber: readText(`${name}.phoneNumber`, contact["phoneNumber"], 40),
  });
}

function billingDayIn(body: Fields): number | undefined {
  const day = body["billingDay"];
  if (day === undefined) return undefined;
  if (typeof day !== "number" || !Number.isInteger(day) || day < 1 || day > 31)
    throw invalidProperty("billingDay", "It is a day of the month, from 1 to 31.");
  return day;
}

function websiteIn(body: Fields): string | undefined {
  const website = readText("website", body["website"], 500);
  if (website !== undefined && !/^(https?:\/\/)?[^\s/]+\.[^\s/]+(\/\S*)?$/i.test(website))
    throw invalidProperty("website", "It is no address of a website.");
  return website;
}
