import { randomBytes } from "node:crypto";
import { countryRulesOf, problemOfAddress } from "#app/domain/access/country-rules.ts";
import type { BillingContact } from "#app/domain/access/profiles.ts";
import { addCustomer } from "#app/services/customers/add-customer.server.ts";
import { changeCustomerProfile } from "#app/services/customers/customer-profile.server.ts";
import { removeCustomer } from "#app/services/customers/remove-customer.server.ts";
import { customerRecord, customerRecords } from "#app/views/records/customer-records.ts";
import {
  billingProfileOf,
  companyProfileOf,
  customerItem,
  customerOf,
  needText,
  readBillingContact,
  readEmail,
  readObject,
  readText,
} from "../wire/customers.ts";
import { assertMatch, etagHeader } from "../wire/etag.ts";
import { ApiFault, invalidProperty } from "../wire/fault.ts";
import { readFilter } from "../wire/filter.ts";
import { linkTo, queryText } from "../wire/links.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { readCount, readSeek, seekCollection, type SeekRequest } from "./seek-paging.server.ts";

type ListState = {
  readonly filter: { readonly field: "name" | "domain"; readonly startsWith: string } | null;
  /** Nothing here is sold through indirect resellers, so a filter for one finds nobody. */
  readonly isEmpty: boolean;
  readonly filterText: string | null;
};

const filters = {
  CompanyName: ["starts_with"],
  Domain: ["starts_with"],
  IndirectReseller: ["starts_with"],
  IndirectCloudSolutionProvider: ["starts_with"],
};

const wholeListMax = 10_000;

/** GET /customers */
export async function listCustomers(call: ApiCall): Promise<ApiAnswer> {
  const offset = readCount(call, "offset") ?? 0;
  const sizes = { absent: wholeListMax, usual: 500, max: 500 };
  const request = readSeek<ListState>(call, sizes, () => listStateOf(call));
  const { state, size, way, key } = request;
  const cursor =
    key === null ? null : { direction: way === "previous" ? ("before" as const) : ("after" as const), key };
  const asked = { filter: state.filter, limit: size, cursor, offset: key === null ? offset : 0 };
  const page = orRefuse(await customerRecords(call.view, asked));
  const shown = state.isEmpty ? { ...page, rows: [], hasNext: false, hasPrevious: false } : page;
  const query = queryText({
    size: call.query.get("size") === undefined && key === null ? undefined : size,
    filter: state.filterText ?? undefined,
  });
  const self = { path: "/customers", query };
  const isByOffset = call.query.has("offset");
  const answer = seekCollection(
    call,
    request as SeekRequest<unknown>,
    { ...shown, items: shown.rows.map(customerItem) },
    self,
  );
  if (!isByOffset) return { body: answer };
  return {
    body: { ...answer, continuationToken: undefined, links: offsetLinks({ offset, size, hasNext: page.hasNext }) },
  };
}

function offsetLinks({ offset, size, hasNext }: { offset: number; size: number; hasNext: boolean }) {
  const at = (first: number) => linkTo(`/customers${queryText({ size, offset: first })}`);
  return {
    self: at(offset),
    ...(hasNext ? { next: at(offset + size) } : {}),
    ...(offset > 0 ? { previous: at(Math.max(0, offset - size)) } : {}),
  };
}

function listStateOf(call: ApiCall): ListState {
  const filterText = call.query.get("filter") ?? null;
  const [filter, ...more] = readFilter(filterText ?? undefined, filters);
  if (more.length > 0) throw invalidProperty("filter", "Customers are filtered by one field.");
  if (filter === undefined) return { filter: null, isEmpty: false, filterText: null };
  const startsWith = filter.value.trim();
  if (filter.field === "companyname") return { filter: { field: "name", startsWith }, isEmpty: false, filterText };
  if (filter.field === "domain") return { filter: { field: "domain", startsWith }, isEmpty: false, filterText };
  return { filter: null, isEmpty: true, filterText };
}

/** GET /customers/{id} */
export async function getCustomer(call: ApiCall): Promise<ApiAnswer> {
  const record = orRefuse(await customerRecord(call.view, { customerId: call.param("customerId") }));
  return { body: customerOf(record) };
}

/** GET …/profiles/company */
export async function getCompanyProfile(call: ApiCall): Promise<ApiAnswer> {
  const record = orRefuse(await customerRecord(call.view, { customerId: call.param("customerId") }));
  return { body: companyProfileOf(record) };
}

/** GET …/profiles/billing */
export async function getBillingProfile(call: ApiCall): Promise<ApiAnswer> {
  const record = orRefuse(await customerRecord(call.view, { customerId: call.param("customerId") }));
  const profile = billingProfileOf(record);
  return { body: profile, headers: etagHeader(profile.id, record.profile?.version ?? 0) };
}

/** PUT …/profiles/billing: the whole profile. */
export async function putBillingProfile(call: ApiCall): Promise<ApiAnswer> {
  const customerId = call.param("customerId");
  const record = orRefuse(await customerRecord(call.view, { customerId }));
  const body = call.bodyObject();
  const billing = readBillingContact("billingProfile", body);
  checkAddressOf(billing, "defaultAddress");
  const version = record.profile?.version ?? 0;
  const { id, attributes } = billingProfileOf(record);
  assertMatch(call.headers, id, version);
  const sent = (body["attributes"] as { etag?: unknown } | undefined)?.etag;
  if (!call.headers.has("if-match") && typeof sent === "string" && sent !== "" && sent !== attributes.etag)
    throw staleEtag();
  const input = { idempotencyKey: call.idempotencyKey, customerId, billing, version: null };
  orRefuse(await changeCustomerProfile(call.deps, call.actor, input, call.at));
  return getBillingProfile(call);
}

export function staleEtag(): ApiFault {
  return new ApiFault({
    status: 400,
    code: 2055,
    description: "Etag is no longer valid. Read the record again and repeat the change on it.",
  });
}

/** POST /customers */
export async function createCustomer(call: ApiCall): Promise<ApiAnswer> {
  const body = call.bodyObject();
  const company = readObject("companyProfile", body["companyProfile"]);
  const billing = readBillingContact("billingProfile", body["billingProfile"]);
  const domain = needText("companyProfile.domain", company["domain"], 253).toLowerCase();
  for (const name of ["culture", "email", "language", "companyName", "defaultAddress"] as const)
    if (billing[name] === undefined) throw invalidProperty(`billingProfile.${name}`, "It is missing.");
  const address = checkAddressOf(billing, "billingProfile.defaultAddress");
  for (const name of ["firstName", "lastName"] as const)
    if (address[name] === undefined) throw invalidProperty(`billingProfile.defaultAddress.${name}`, "It is missing.");
  const country = address.country ?? "";
  const registrationNumber = readRegistration(company, country, address.phoneNumber);
  const password = randomBytes(15).toString("base64url");
  const userName = `admin@${domain}`;
  const passwordHash = await call.deps.passwords.hash(password);
  const input = {
    idempotencyKey: call.idempotencyKey,
    name: billing.companyName ?? domain,
    domain,
    country,
    validationStatus: null,
    profile: { email: readEmail("companyProfile.email", company["email"]) ?? null, registrationNumber, billing },
    admin: { userName, displayName: `${address.firstName} ${address.lastName}`, passwordHash },
  };
  const { customerId, adminUserName } = orRefuse(await addCustomer(call.deps, call.actor, input, call.at));
  const created = customerOf(orRefuse(await customerRecord(call.view, { customerId })));
  const userCredentials = adminUserName === null ? undefined : { userName: adminUserName, password };
  return {
    status: 201,
    body: { ...created, userCredentials },
    headers: { Location: `/customers/${customerId}` },
    isSecret: true,
  };
}

function checkAddressOf(billing: BillingContact, path: string) {
  const address = billing.defaultAddress ?? {};
  const problem = problemOfAddress(address);
  if (problem === null) return address;
  const words = { missing: "It is missing.", unknown: "It is not known.", "wrong-format": "It has another form." };
  const rules = countryRulesOf(address.country ?? "");
  const form = problem.field === "postalCode" && rules !== undefined ? ` Expected: ${rules.postalCodePattern}` : "";
  throw invalidProperty(`${path}.${problem.field}`, `${words[problem.problem]}${form}`);
}

/** Where the law asks for them, number and telephone have to be there; elsewhere the number is refused. */
function readRegistration(
  company: Readonly<Record<string, unknown>>,
  country: string,
  phoneNumber: string | undefined,
): string | null {
  const path = "companyProfile.organizationRegistrationNumber";
  const number = readText(path, company["organizationRegistrationNumber"], 40);
  const isRequired = countryRulesOf(country)?.isRegistrationNumberRequired === true;
  const fault = (code: number, description: string) =>
    new ApiFault({ status: 400, code, description, data: [{ property: path }] });
  if (!isRequired) {
    if (number !== undefined) throw fault(600_002, `The registration number is not supported in ${country}.`);
    return null;
  }
  if (number === undefined) throw fault(600_049, "The organization registration number is missing.");
  if (!/^[\w./ -]{3,40}$/.test(number))
    throw fault(
      600_050,
      `The registration number has the wrong format: ${number}. It has letters, digits, dots, dashes and slashes.`,
    );
  if (phoneNumber === undefined) throw fault(600_051, "The phone number is missing.");
  return number;
}

/** DELETE /customers/{id}: in a sandbox alone. */
export async function deleteCustomer(call: ApiCall): Promise<ApiAnswer> {
  const input = { idempotencyKey: call.idempotencyKey, customerId: call.param("customerId") };
  orRefuse(await removeCustomer(call.deps, call.actor, input, call.at));
  return { status: 204 };
}
