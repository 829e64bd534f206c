import { STATUS_CODES } from "node:http";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { addHours, isBefore } from "#app/domain/calendar/utc-days.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/result.ts";
import { validationKeptDays } from "#app/domain/webhooks/delivery-attempts.ts";
import { eventNames } from "#app/domain/webhooks/events.ts";
import {
  changeWebhook,
  type Registered,
  registerWebhook,
  removeWebhook,
  sendTestEvent,
} from "#app/services/webhooks/register-webhook.server.ts";
import { deliveryRecords, registrationRecord } from "#app/views/webhooks.ts";
import { notFound } from "../wire/fault.ts";
import { readRegistration, registrationOnWire, validationOnWire } from "../wire/webhook.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

type Answer = Promise<ApiAnswer | Refused<Refusal>>;

/** All names that a registration takes; a bare array, as documented. */
export async function listEvents(call: ApiCall): Answer {
  const access = decideAccess(call.actor, "manage-webhooks");
  return access.ok ? { body: eventNames } : access;
}

export async function readWebhook(call: ApiCall): Answer {
  return { body: registrationOnWire(orRefuse(await registrationRecord(call.view))) };
}

/** POST: the first registration; PUT: the present one in another form. */
export function writeWebhook(isNew: boolean) {
  return async (call: ApiCall): Answer => {
    const { deps, actor, idempotencyKey, at } = call;
    const wish = { idempotencyKey, ...readRegistration(call.bodyObject()) };
    const write: Promise<Result<Registered>> = isNew
      ? registerWebhook(deps, actor, wish, at)
      : changeWebhook(deps, actor, wish, at);
    return { body: registrationOnWire(orRefuse(await write)) };
  };
}

/** Ours: the vendor has no way to take a registration back. */
export async function deleteWebhook({ deps, actor, idempotencyKey, at }: ApiCall): Answer {
  orRefuse(await removeWebhook(deps, actor, { idempotencyKey }, at));
  return { status: 204 };
}

/** Asks for a test event; two a minute. Its result is read under the correlation id. */
export async function startValidation({ deps, actor, idempotencyKey, at }: ApiCall): Answer {
  const sent = await sendTestEvent(deps, actor, { idempotencyKey }, at);
  if (!sent.ok && sent.refusal.code === "too-many-attempts") {
    const seconds = sent.refusal.retryAfterSeconds;
    const message = `Rate limit is exceeded. Try again in ${seconds} seconds.`;
    return { status: 429, body: { statusCode: 429, message }, headers: { "Retry-After": String(seconds) } };
  }
  return { body: { correlationId: orRefuse(sent).deliveryId } };
}

export async function readValidation(call: ApiCall): Answer {
  const { delivery, attempts, callbackUrl } = orRefuse(
    await deliveryRecords(call.view, { deliveryId: call.param("correlationId") }),
  );
  const keptUntil = addHours(delivery.queuedAt, validationKeptDays * 24);
  if (delivery.event !== "test-created" || !isBefore(call.at, keptUntil))
    throw notFound("There is no test event with this correlation id, or it is older than seven days.");
  return { body: validationOnWire(delivery, attempts, callbackUrl, nameOfCode) };
}

/** The name of a status without blanks, as the documented answers have it: `OK`, `InternalServerError`. */
function nameOfCode(code: number): string {
  return (STATUS_CODES[code] ?? String(code)).replaceAll(/[^A-Za-z0-9]/g, "");
}
