import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type DeliveryFailure, type DeliveryState, deliveryStates } from "#app/domain/webhooks/delivery-attempts.ts";
import type { EventName, OwnEvent } from "#app/domain/webhooks/events.ts";
import {
  deliveryKey,
  findDelivery,
  findWebhookRegistration,
  lastAttemptsOf,
  listAttempts,
  listDeliveries,
  type WebhookAttempt,
  type WebhookDelivery,
} from "#db/repositories/webhooks.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type Format, formatFor, type InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

/** A registration as a page shows it. */
export type WebhookText = {
  readonly url: string;
  readonly events: readonly EventName[];
  readonly isMsSignatureHeader: boolean;
  readonly createdAt: InstantText;
  readonly changedAt: InstantText;
};

export type DeliveryText = {
  readonly id: string;
  readonly event: OwnEvent;
  readonly state: DeliveryState;
  readonly resourcePath: string;
  readonly queuedAt: InstantText;
  readonly nextAttemptAt: InstantText | null;
  readonly finishedAt: InstantText | null;
  readonly attempts: number;
  readonly attemptsText: string;
  /** Of the last attempt; null where none was made. */
  readonly responseCode: number | null;
  readonly failure: DeliveryFailure | null;
};

export type AttemptText = {
  readonly number: number;
  readonly url: string;
  readonly madeAt: InstantText;
  readonly tookText: string;
  readonly responseCode: number | null;
  readonly failure: DeliveryFailure | null;
  readonly responseText: string;
};

export type WebhooksView = {
  readonly registration: WebhookText | null;
  readonly deliveries: readonly DeliveryText[];
  readonly links: PageLinks;
  readonly state: DeliveryState | null;
};

/** What a partner's systems are told, and what became of it, newest first. */
export async function webhooksView(
  context: ViewContext,
  params: PageParams & { readonly state: string },
): Promise<Result<WebhooksView>> {
  const scope = decidePartnerScope(context.actor, "manage-webhooks");
  if (!scope.ok) return scope;
  const { db } = context;
  const { partnerId } = scope.value;
  const format = formatFor(context.reader);
  const state = deliveryStates.find((one) => one === params.state) ?? null;
  const page = await listDeliveries(db, partnerId, { ...pageRequestOf(params, ["number", "string"]), state });
  const attempts = await lastAttemptsOf(db, partnerId, page.rows);
  const registration = await findWebhookRegistration(db, partnerId);
  return ok({
    registration:
      registration === undefined
        ? null
        : {
            url: registration.url,
            events: registration.events,
            isMsSignatureHeader: registration.isMsSignatureHeader,
            createdAt: format.instant(registration.createdAt),
            changedAt: format.instant(registration.changedAt),
          },
    deliveries: page.rows.map((delivery) => deliveryText(delivery, attempts.get(delivery.id), format)),
    links: pageLinksOf(page, deliveryKey),
    state,
  });
}

/** A redelivered event has ten attempts each time; the last ones are shown. */
const attemptsShown = 50;

/** One delivery with its attempts, the newest first, and the body that is sent. */
export async function deliveryView(
  context: ViewContext,
  { deliveryId }: { readonly deliveryId: string },
): Promise<
  Result<{
    readonly delivery: DeliveryText;
    readonly attempts: readonly AttemptText[];
    readonly record: WebhookDelivery;
    readonly isRegistered: boolean;
  }>
> {
  const records = await deliveryRecords(context, { deliveryId });
  if (!records.ok) return records;
  const { delivery, attempts, callbackUrl } = records.value;
  const format = formatFor(context.reader);
  return ok({
    delivery: deliveryText(delivery, attempts.at(-1), format),
    attempts: attempts.map((attempt) => attemptText(attempt, format)).reverse(),
    record: delivery,
    isRegistered: callbackUrl !== null,
  });
}

/** One delivery as it is stored, for the API. */
export async function deliveryRecords(
  context: ViewContext,
  { deliveryId }: { readonly deliveryId: string },
): Promise<
  Result<{
    readonly delivery: WebhookDelivery;
    readonly attempts: readonly WebhookAttempt[];
    readonly callbackUrl: string | null;
  }>
> {
  const scope = decidePartnerScope(context.actor, "manage-webhooks");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const delivery = await findDelivery(context.db, partnerId, deliveryId);
  if (delivery === undefined) return refused({ code: "not-found", what: "webhook-delivery" });
  const attempts = await listAttempts(context.db, partnerId, deliveryId, attemptsShown);
  const registration = await findWebhookRegistration(context.db, partnerId);
  return ok({ delivery, attempts, callbackUrl: registration?.url ?? null });
}

/** The registration as it is stored, for the API. */
export async function registrationRecord(context: ViewContext) {
  const scope = decidePartnerScope(context.actor, "manage-webhooks");
  if (!scope.ok) return scope;
  const registration = await findWebhookRegistration(context.db, scope.value.partnerId);
  return registration === undefined ? refused({ code: "not-found", what: "webhook" } as const) : ok(registration);
}

function deliveryText(delivery: WebhookDelivery, last: WebhookAttempt | undefined, format: Format): DeliveryText {
  return {
    id: delivery.id,
    event: delivery.event,
    state: delivery.state,
    resourcePath: delivery.resourcePath,
    queuedAt: format.instant(delivery.queuedAt),
    nextAttemptAt: format.instantOrNull(delivery.nextAttemptAt),
    finishedAt: format.instantOrNull(delivery.finishedAt),
    attempts: delivery.attempts,
    attemptsText: format.number(delivery.attempts),
    responseCode: last?.responseCode ?? null,
    failure: last?.failure ?? null,
  };
}

function attemptText(attempt: WebhookAttempt, format: Format): AttemptText {
  const { number, url, madeAt, tookMs, responseCode, failure, responseText } = attempt;
  return {
    number,
    url,
    madeAt: format.instant(madeAt),
    tookText: `${format.number(tookMs)} ms`,
    responseCode,
    failure,
    responseText,
  };
}
