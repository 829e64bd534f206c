import { type ApiSection, created, noContent, ok, type Operation, query } from "../operation.ts";
import {
  answer,
  attributes,
  collection,
  guid,
  instant,
  integer,
  links,
  oneOf,
  ref,
  request,
  said,
  type Schema,
  text,
} from "../schema.ts";
import { offsetParameter, seekParameters, sizeParameter } from "./words.ts";

const profileErrors = ["400/3000", "400/2055"];

/** GET and PUT of what the partner says of itself. */
function profile(
  name: string,
  path: string,
  words: string,
  schema: string,
  more: Pick<Operation, "query" | "caller" | "errors"> = { caller: "user" },
): Operation[] {
  const address = `/v1/profiles/${path}`;
  return [
    {
      id: `read${name}`,
      method: "get",
      path: address,
      summary: `Read ${words}`,
      access: "see-partner-profile",
      answer: ok(ref(schema), "The profile."),
      ...more,
    },
    {
      id: `replace${name}`,
      method: "put",
      path: address,
      summary: `Replace ${words}`,
      description: "The whole profile. What cannot be changed is ignored.",
      access: "change-partner-profile",
      body: { schema: ref(`${schema}Sent`), isRequired: true },
      answer: ok(ref(schema), "The profile as it is now."),
      ...more,
      caller: "user",
      errors: [...profileErrors, ...(more.errors ?? [])],
    },
  ];
}

const contact = { firstName: text, lastName: text, email: text, phoneNumber: text };
const legalSent = {
  companyName: said(text, "", "Elbe Cloud GmbH"),
  address: ref("AddressSent"),
  primaryContact: request({}, contact),
  companyApproverAddress: ref("AddressSent"),
  companyApproverEmail: text,
};
const organizationSent = {
  companyName: said(text, "", "Elbe Cloud GmbH"),
  defaultAddress: ref("AddressSent"),
  domain: text,
  email: text,
  language: text,
  culture: text,
};
const billingSent = {
  companyName: said(text, "", "Elbe Cloud GmbH"),
  address: ref("AddressSent"),
  primaryContact: request({}, contact),
  purchaseOrderNumber: text,
  taxId: text,
  billingDay: integer,
  billingCurrency: text,
};
const supportSent = {
  email: said(text, "", "support@elbe.example"),
  telephone: said(text, "", "+49 40 123456"),
  website: said(text, "", "https://elbe.example"),
};

/** The same properties in an answer, where nothing else may stand beside them. */
function answered(
  sent: Readonly<Record<string, Schema>>,
  objectType: string,
  hasEtag: boolean,
  known: readonly string[],
) {
  const own = Object.entries(sent).map(([name, schema]) => [
    name,
    schema.$ref === undefined ? (schema.type === "object" ? answer({}, contact) : schema) : ref("Address"),
  ]);
  const all = Object.fromEntries(own) as Record<string, Schema>;
  const required = Object.fromEntries(known.map((name) => [name, all[name] ?? text]));
  return answer(
    {
      ...required,
      profileType: oneOf(objectType),
      links: links(["self"]),
      attributes: attributes(objectType, hasEtag ? { etag: text } : {}),
    },
    Object.fromEntries(Object.entries(all).filter(([name]) => !known.includes(name))),
  );
}

const members = "/v1/roles/{roleId}/usermembers";

export const partnerSection: ApiSection = {
  id: "partner",
  title: "The partner: profiles, roles, users",
  description: "What the partner says of itself, and who of it may do what.",
  operations: [
    ...profile("LegalBusinessProfile", "legalbusiness", "the legal profile", "LegalBusinessProfile", {
      caller: "both",
      query: [query("vettingVersion", oneOf("Current", "LastFinalized"), "There is one version.")],
      errors: ["400/900126"],
    }),
    ...profile("OrganizationProfile", "organization", "the organization's profile", "OrganizationProfile"),
    ...profile("PartnerBillingProfile", "billing", "the billing profile", "PartnerBillingProfile"),
    ...profile("SupportProfile", "support", "the support profile", "SupportProfile"),
    ...profile(
      "SupportProfileBySecondAddress",
      "supportprofile",
      "the support profile, as one document spells the address",
      "SupportProfile",
    ),
    {
      id: "readMpnProfile",
      method: "get",
      path: "/v1/profiles/mpn",
      summary: "Read the partner's number in the vendor's network",
      caller: "user",
      access: "see-partner-profile",
      query: [query("mpnId", text, "Without it the partner's own.")],
      answer: ok(ref("MpnProfile"), "The number; the name only of the partner itself."),
    },
    {
      id: "listPartnerRoles",
      method: "get",
      path: "/v1/roles",
      summary: "List the roles of the partner",
      caller: "user",
      access: "manage-users",
      answer: ok(collection(ref("PartnerRole")), "All roles."),
    },
    {
      id: "listPartnerRoleMembers",
      method: "get",
      path: members,
      summary: "List who has a role",
      caller: "user",
      access: "manage-users",
      query: [sizeParameter, offsetParameter, ...seekParameters],
      answer: ok(collection(ref("PartnerMember")), "A page of users."),
      errors: ["404/1000", "400/800042"],
    },
    {
      id: "addPartnerRoleMember",
      method: "post",
      path: members,
      summary: "Give a role",
      caller: "user",
      access: "manage-users",
      body: { schema: request({ id: said(guid, "The user's.") }, { displayName: text }), isRequired: true },
      answer: created(ref("PartnerMember"), "The member."),
      errors: ["404/1000", "400/3000", "400/800002", "403/900150", "409/800082"],
    },
    {
      id: "removePartnerRoleMember",
      method: "delete",
      path: `${members}/{memberId}`,
      summary: "Take a role",
      description: "The last global admin stays.",
      caller: "user",
      access: "manage-users",
      answer: noContent,
      errors: ["404/1000", "400/3000", "403/900150", "409/800082"],
    },
    {
      id: "listPartnerUsers",
      method: "get",
      path: "/v1/users",
      summary: "List the users of the partner",
      caller: "user",
      access: "manage-users",
      query: [sizeParameter, offsetParameter, ...seekParameters],
      answer: ok(collection(ref("PartnerUser")), "A page of users."),
      errors: ["400/800042"],
    },
  ],
  schemas: {
    LegalBusinessProfileSent: request({}, legalSent),
    LegalBusinessProfile: answered(
      { ...legalSent, vettingStatus: oneOf("authorized"), vettingSubStatus: oneOf("none") },
      "LegalBusinessProfile",
      false,
      ["companyName", "address", "vettingStatus", "vettingSubStatus"],
    ),
    OrganizationProfileSent: request({}, organizationSent),
    OrganizationProfile: answered({ ...organizationSent, id: guid, tenantId: guid }, "OrganizationProfile", true, [
      "id",
      "tenantId",
      "companyName",
      "defaultAddress",
      "language",
      "culture",
    ]),
    PartnerBillingProfileSent: request({}, billingSent),
    PartnerBillingProfile: answered(billingSent, "BillingProfile", true, ["companyName", "address"]),
    SupportProfileSent: request({}, supportSent),
    SupportProfile: answered(supportSent, "SupportProfile", false, []),
    MpnProfile: answer(
      {
        mpnId: said(text, "", "4391227"),
        profileType: oneOf("MpnProfile"),
        links: links(["self"]),
        attributes: attributes("MpnProfile"),
      },
      { partnerName: text },
    ),
    PartnerRole: answer({
      id: guid,
      name: said(text, "", "Admin agent"),
      category: oneOf("tenant"),
      links: links(["self"]),
      attributes: attributes("Role"),
    }),
    PartnerMember: answer({
      id: guid,
      displayName: text,
      userPrincipalName: text,
      roleId: guid,
      attributes: attributes("UserMember"),
    }),
    PartnerUser: answer(
      {
        id: guid,
        displayName: text,
        userPrincipalName: text,
        state: oneOf("active", "inactive"),
        attributes: attributes("User"),
      },
      { firstName: text, lastName: text, softDeletionTime: instant },
    ),
  },
};
