import type { EventName } from "#app/domain/webhooks/events.ts";
import type { RegistrationWish } from "#app/domain/webhooks/registration.ts";
import type { WebhookAttempt, WebhookDelivery } from "#app/services/webhooks/webhook-ports.ts";
import { instantText } from "./dates.ts";
import { invalidProperty } from "./fault.ts";

/** The event as it is posted to a partner: PascalCase, addresses in full, the instant in UTC. */
export type EventOnWire = {
  readonly EventName: EventName;
  readonly ResourceUri: string;
  readonly ResourceName: string;
  readonly AuditUri: string;
  readonly ResourceChangeUtcDate: string;
};

/** @param root the portal's own address */
export function eventOnWire(
  delivery: Pick<WebhookDelivery, "event" | "resourcePath" | "resourceName" | "auditPath" | "changedAt">,
  root: string,
): EventOnWire {
  return {
    EventName: delivery.event,
    ResourceUri: `${root}${delivery.resourcePath}`,
    ResourceName: delivery.resourceName,
    AuditUri: `${root}${delivery.auditPath}`,
    ResourceChangeUtcDate: instantText(delivery.changedAt),
  };
}

/** A registration as it is answered: PascalCase. */
export type RegistrationOnWire = {
  readonly SubscriberId: string;
  readonly WebhookUrl: string;
  readonly WebhookEvents: readonly EventName[];
  readonly SignatureTokenToMsSignatureHeader: boolean;
};

export function registrationOnWire(registration: {
  readonly subscriberId: string;
  readonly url: string;
  readonly events: readonly EventName[];
  readonly isMsSignatureHeader: boolean;
}): RegistrationOnWire {
  return {
    SubscriberId: registration.subscriberId,
    WebhookUrl: registration.url,
    WebhookEvents: registration.events,
    SignatureTokenToMsSignatureHeader: registration.isMsSignatureHeader,
  };
}

/** The body of a registration: `WebhookUrl`, `WebhookEvents[]`, `SignatureTokenToMsSignatureHeader?`. */
export function readRegistration(body: Readonly<Record<string, unknown>>): RegistrationWish {
  const { webhookUrl, webhookEvents, signatureTokenToMsSignatureHeader: isInOwnHeader = false } = body;
  if (typeof webhookUrl !== "string" || webhookUrl.trim() === "")
    throw invalidProperty("WebhookUrl", "the https address that events are posted to.");
  if (!Array.isArray(webhookEvents) || !webhookEvents.every((name): name is string => typeof name === "string"))
    throw invalidProperty("WebhookEvents", "a list of event names, see /webhooks/v1/registration/events.");
  if (typeof isInOwnHeader !== "boolean") throw invalidProperty("SignatureTokenToMsSignatureHeader", "true or false.");
  return { url: webhookUrl, events: webhookEvents, isMsSignatureHeader: isInOwnHeader };
}

/** What became of a test event: camelCase, as documented. */
export type ValidationOnWire = {
  readonly correlationId: string;
  readonly partnerId: string;
  readonly status: "pending" | "completed" | "failed";
  readonly callbackUrl: string | null;
  readonly results: readonly {
    readonly responseCode: string;
    readonly responseMessage: string;
    readonly systemError: boolean;
    readonly dateTimeUtc: string;
  }[];
};

/**
 * @param callbackUrl where it goes to; null where nothing is registered and nothing was tried
 * @param nameOfCode the name of an HTTP status: the documented answers have `OK`, not 200
 */
export function validationOnWire(
  delivery: Pick<WebhookDelivery, "id" | "partnerId" | "state">,
  attempts: readonly WebhookAttempt[],
  callbackUrl: string | null,
  nameOfCode: (code: number) => string,
): ValidationOnWire {
  const { id, partnerId, state } = delivery;
  return {
    correlationId: id,
    partnerId,
    status: state === "delivered" ? "completed" : state === "dead" || state === "dropped" ? "failed" : "pending",
    callbackUrl: attempts.at(-1)?.url ?? callbackUrl,
    results: attempts.map(({ responseCode, responseText, failure, madeAt }) => ({
      responseCode: responseCode === null ? "" : nameOfCode(responseCode),
      responseMessage: responseCode === null ? `${failure ?? ""}: ${responseText}` : responseText,
      systemError: responseCode === null,
      dateTimeUtc: instantText(madeAt),
    })),
  };
}
