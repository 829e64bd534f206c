import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { problemOfAddress } from "#app/domain/access/country-rules.ts";
import { customerRecord, isDomainTaken } from "#app/views/records/customer-records.ts";
import { countryRulesBody, readAddress } from "../wire/customers.ts";
import { notFound, unknownEnumValue } from "../wire/fault.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

/** HEAD /domains/{domain}: 200 is taken, 404 is free; no body either way. */
export async function domainTaken(call: ApiCall): Promise<ApiAnswer> {
  const isTaken = orRefuse(await isDomainTaken(call.view, call.param("domain")));
  return { status: isTaken ? 200 : 404 };
}

const statusWords = {
  "under-review": "UnderReview",
  allowed: "Allowed",
  "not-allowed": "NotAllowed",
  unknown: "Unknown",
};

/** GET /customers/{id}/validationStatus?type=account */
export async function validationStatus(call: ApiCall): Promise<ApiAnswer> {
  const type = call.query.get("type") ?? "account";
  const { customer } = orRefuse(await customerRecord(call.view, { customerId: call.param("customerId") }));
  if (type.toLowerCase() !== "account") throw unknownEnumValue("type", type, ["account"]);
  if (customer.validationStatus === null) return noStatus(customer.id);
  return {
    body: {
      type: "account",
      status: statusWords[customer.validationStatus],
      lastUpdateDateTime: customer.createdAt.toString().slice(0, 19),
    },
  };
}

/** Has a shape of its own, as it is documented. */
function noStatus(customerId: string): ApiAnswer {
  const text = `Account Status for the customer, ${customerId} was not found.`;
  return {
    status: 404,
    body: {
      code: 600_074,
      message: text,
      description: text,
      errorName: "AccountStatusNotFound",
      isRetryable: false,
      errorMessageExtended: "InternalErrorCode=600074",
    },
  };
}

/** GET /countryvalidationrules/{ISO2} */
export async function countryRules(call: ApiCall): Promise<ApiAnswer> {
  orRefuse(decidePartnerScope(call.actor, "see-partner-profile"));
  const rules = countryRulesBody(call.param("country").toUpperCase());
  if (rules === undefined) throw notFound("There is no such country.");
  return { body: rules };
}

/** POST /validations/address: the form alone is checked, so nothing is called verified. */
export async function checkAddress(call: ApiCall): Promise<ApiAnswer> {
  orRefuse(decidePartnerScope(call.actor, "see-partner-profile"));
  const originalAddress = readAddress("address", call.bodyObject());
  const problem = problemOfAddress(originalAddress);
  if (problem === null) return { body: { originalAddress, suggestedAddresses: [], status: "NotValidated" } };
  const validationMessage = `${problem.field}: ${problem.problem.replace("-", " ")}`;
  return { body: { originalAddress, suggestedAddresses: [], status: "None", validationMessage } };
}

/** GET /customers/relationshiprequests */
export async function relationshipRequest(call: ApiCall): Promise<ApiAnswer> {
  orRefuse(decidePartnerScope(call.actor, "add-customers"));
  return { body: { url: `${call.root}/customers/new`, attributes: { objectType: "RelationshipRequest" } } };
}
