import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { PermittedAction } from "#app/domain/access/permissions.ts";
import { customerRecord } from "#app/views/records/customer-records.ts";
import { unsupportedOperation } from "../wire/fault.ts";
import { collection } from "../wire/links.ts";
import { customerPath } from "../wire/trade-words.ts";
import type { ApiCall, Handler } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

/** What the documents have and the portal does not offer yet: lists are empty, the rest is refused, so that clients go on. */

/** An empty list of the partner's. */
export function emptyList(path: string): Handler {
  return async (call) => {
    orRefuse(decidePartnerScope(call.actor, "see-customers"));
    return { body: collection([], path) };
  };
}

/** An empty list of a customer's. */
export function emptyListOfCustomer(name: string): Handler {
  return async (call) => ({ body: collection([], customerPath(await customerIdOf(call), name)) });
}

export function notOffered(what: string, action: PermittedAction = "see-customers"): Handler {
  return async (call) => {
    orRefuse(decidePartnerScope(call.actor, action));
    throw unsupportedOperation(what);
  };
}

export function notOfferedToCustomer(what: string): Handler {
  return async (call) => {
    await customerIdOf(call);
    throw unsupportedOperation(what);
  };
}

async function customerIdOf(call: ApiCall): Promise<string> {
  return orRefuse(await customerRecord(call.view, { customerId: call.param("customerId") })).customer.id;
}
