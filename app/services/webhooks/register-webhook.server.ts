import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { ActivityValue } from "#app/domain/activity/activity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { testEventsPerMinute } from "#app/domain/webhooks/delivery-attempts.ts";
import { testEvent } from "#app/domain/webhooks/events.ts";
import { decideRegistration, type Registration, type RegistrationWish } from "#app/domain/webhooks/registration.ts";
import {
  deleteWebhookRegistration,
  findDelivery,
  findWebhookRegistration,
  insertWebhookDeliveries,
  insertWebhookRegistration,
  reviveDelivery,
  updateWebhookRegistration,
  type WebhookRegistration,
} from "#db/repositories/webhooks.ts";
import { bucketOf, takeAttempt } from "../accounts/rate-limit.server.ts";
import { changeOfPartner } from "../change-of-partner.server.ts";
import { changeOnce } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import type { WebhookServices } from "./webhook-ports.ts";

type Deps = ServiceDeps & { readonly webhooks: Pick<WebhookServices, "reach"> };
type Input = { readonly idempotencyKey: string };
const needs = "manage-webhooks";

/** A registration as it was stored. */
export type Registered = Registration & { readonly subscriberId: string };

/** Registers the partner's one address; refused where there is one already. */
export function registerWebhook(
  deps: Deps,
  actor: Actor,
  input: Input & RegistrationWish,
  at: Temporal.Instant,
): Promise<Result<Registered>> {
  return changeOfPartner<Registered>(
    deps,
    actor,
    { needs, logAs: "webhook-registered", input, at },
    async (tx, partnerId) => {
      const decision = decideRegistration(input, deps.webhooks.reach);
      if (!decision.ok) return decision;
      const registration: WebhookRegistration = {
        ...decision.value,
        partnerId,
        subscriberId: deps.ids.next(),
        createdAt: at,
        changedAt: at,
      };
      if (!(await insertWebhookRegistration(tx, registration))) return refused({ code: "webhook-exists" });
      const { subscriberId } = registration;
      return ok({ value: { ...decision.value, subscriberId }, newValue: valueOf(decision.value) });
    },
  );
}

/** Changes address, events and the place of the signature; what waits is sent to the new address. */
export function changeWebhook(
  deps: Deps,
  actor: Actor,
  input: Input & RegistrationWish,
  at: Temporal.Instant,
): Promise<Result<Registered>> {
  return changeOfPartner<Registered>(
    deps,
    actor,
    { needs, logAs: "webhook-changed", input, at },
    async (tx, partnerId) => {
      const present = await findWebhookRegistration(tx, partnerId);
      if (present === undefined) return refused({ code: "not-found", what: "webhook" });
      const decision = decideRegistration(input, deps.webhooks.reach);
      if (!decision.ok) return decision;
      await updateWebhookRegistration(tx, partnerId, decision.value, at);
      const { subscriberId } = present;
      return ok({
        value: { ...decision.value, subscriberId },
        oldValue: valueOf(present),
        newValue: valueOf(decision.value),
      });
    },
  );
}

/** Takes the registration away. What waits for it is dropped; what was delivered stays to be looked at. */
export function removeWebhook(
  deps: ServiceDeps,
  actor: Actor,
  input: Input,
  at: Temporal.Instant,
): Promise<Result<{ readonly url: string }>> {
  return changeOfPartner<{ url: string }>(
    deps,
    actor,
    { needs, logAs: "webhook-removed", input, at },
    async (tx, partnerId) => {
      const present = await findWebhookRegistration(tx, partnerId);
      if (present === undefined) return refused({ code: "not-found", what: "webhook" });
      await deleteWebhookRegistration(tx, partnerId);
      return ok({ value: { url: present.url }, oldValue: valueOf(present) });
    },
  );
}

/** Queues a test event for the partner's address. Its id is the correlation id that its result is found by. */
export async function sendTestEvent(
  deps: ServiceDeps,
  actor: Actor,
  input: Input,
  at: Temporal.Instant,
): Promise<Result<{ readonly deliveryId: string }>> {
  const scope = decidePartnerScope(actor, "manage-webhooks");
  if (!scope.ok) return scope;
  const { partnerId, actor: manager } = scope.value;
  const request = {
    actor: manager,
    at,
    operation: "webhook-test",
    idempotencyKey: input.idempotencyKey,
    wish: {},
    logAs: "webhook-sent-again",
  } as const;
  return changeOnce<{ readonly deliveryId: string }, Refusal>(deps, request, async (tx) => {
    const present = await findWebhookRegistration(tx, partnerId);
    if (present === undefined) return refused({ code: "not-found", what: "webhook" });
    if (!present.events.includes("test-created")) return refused({ code: "webhook-without-test-event" });
    const limit = {
      bucket: bucketOf("webhook-test", partnerId),
      attemptsMax: testEventsPerMinute,
      windowMs: 60_000,
    };
    const { decision } = await takeAttempt(tx, limit, at);
    if (!decision.ok) return decision;
    const deliveryId = deps.ids.next();
    await insertWebhookDeliveries(tx, [testEvent(deliveryId, partnerId, at.epochMilliseconds)], at);
    return ok({ deliveryId });
  });
}

/** Makes an event that was delivered, parked or dropped due again. One that waits anyway stays as it is. */
export function deliverAgain(
  deps: ServiceDeps,
  actor: Actor,
  input: Input & { readonly deliveryId: string },
  at: Temporal.Instant,
): Promise<Result<{ readonly deliveryId: string }>> {
  return changeOfPartner<{ deliveryId: string }>(
    deps,
    actor,
    { needs, logAs: "webhook-sent-again", input, at },
    async (tx, partnerId) => {
      const { deliveryId } = input;
      const found = await findDelivery(tx, partnerId, deliveryId);
      if (found === undefined) return refused({ code: "not-found", what: "webhook-delivery" });
      if ((await findWebhookRegistration(tx, partnerId)) === undefined)
        return refused({ code: "not-found", what: "webhook" });
      const isRevived = await reviveDelivery(tx, partnerId, deliveryId, at);
      return ok({ value: { deliveryId }, newValue: isRevived ? { deliveryId, event: found.event } : null });
    },
  );
}

function valueOf({ url, events, isMsSignatureHeader }: Registration): ActivityValue {
  return { address: hideQuery(url), events: events.join(", "), isMsSignatureHeader };
}

/** What stands behind the question mark of such an address is often a password. */
function hideQuery(url: string): string {
  const { search } = new URL(url);
  return search === "" ? url : url.replace(search, "?…");
}
