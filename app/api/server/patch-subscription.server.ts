import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { changeTogether } from "#app/services/subscriptions/change-together.server.ts";
import { type SubscriptionRecord, subscriptionRecord } from "#app/views/records/subscription-records.ts";
import { assertMatch, etagHeader } from "../wire/etag.ts";
import { ApiFault } from "../wire/fault.ts";
import { readSubscriptionPatch } from "../wire/subscription-patch.ts";
import { subscriptionOnWire } from "../wire/subscriptions.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { subscriptionWindowFault } from "./trade-faults.server.ts";

/** The documented limit of changes of one subscription. */
const updatesMax = 1200;

/** One subscription, with the mark that a PATCH can name. */
export async function readSubscription({ view, param }: ApiCall): Promise<ApiAnswer> {
  const ids = { customerId: param("customerId"), subscriptionId: param("subscriptionId") };
  const record = orRefuse(await subscriptionRecord(view, ids));
  const { id, version } = record.subscription;
  return { body: subscriptionOnWire(record), headers: etagHeader(id, version) };
}

/** PATCH of a subscription: cancel it, or change name, auto-renew and next term; all of a body or nothing. */
export async function patchSubscription(call: ApiCall): Promise<ApiAnswer> {
  const ids = { customerId: call.param("customerId"), subscriptionId: call.param("subscriptionId") };
  const record = orRefuse(await subscriptionRecord(call.view, ids));
  const body = call.bodyObject();
  const { wishes, fault } = readSubscriptionPatch(body, record);
  const { id, version } = record.subscription;
  const isAllowed = wishes.isCancelled === true ? record.roles.mayCancel : record.roles.mayEdit;
  if (isAllowed) {
    assertMatch(call.headers, id, version);
    if (version > updatesMax && wishes.isCancelled !== true) throw updatedTooOften();
  }
  if (wishes.isCancelled === true) await cancel(call, id);
  else await change(call, record, wishes, fault);
  const after = orRefuse(await subscriptionRecord(call.view, ids));
  return { body: subscriptionOnWire(after), headers: etagHeader(id, after.subscription.version) };
}

async function cancel(call: ApiCall, subscriptionId: string): Promise<void> {
  const { deps, actor, idempotencyKey, at } = call;
  const input = { idempotencyKey, subscriptionId, isConfirmed: true, shownCreditMinor: null };
  const cancelled = await cancelSubscription(deps, actor, input, at);
  if (!cancelled.ok) throw subscriptionWindowFault(call, cancelled);
}

async function change(
  { deps, actor, idempotencyKey, at }: ApiCall,
  { subscription }: SubscriptionRecord,
  wishes: ReturnType<typeof readSubscriptionPatch>["wishes"],
  fault: ApiFault | null,
): Promise<void> {
  const { isCancelled: _, ...changes } = wishes;
  const input = {
    idempotencyKey,
    subscriptionId: subscription.id,
    ...changes,
    wishesFixed: fault !== null,
  };
  const changed = await changeTogether(deps, actor, input, at);
  // What the wire forbids has a number of its own, and counts once found, role and standing were asked.
  if (!changed.ok && changed.refusal.code === "plan-fixed-in-term" && fault !== null) throw fault;
  orRefuse(changed);
}

function updatedTooOften(): ApiFault {
  return new ApiFault({
    status: 400,
    code: 900_311,
    description: `The subscription was updated too many times; the limit is ${updatesMax}.`,
  });
}
