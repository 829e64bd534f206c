import type { ActivityAction, ActivityDraft } from "../activity/activity.ts";

/** The events that the portal has something to tell about. */
export const ownEvents = [
  "test-created",
  "subscription-updated",
  "invoice-ready",
  "reseller-relationship-accepted-by-customer",
] as const;
export type OwnEvent = (typeof ownEvents)[number];

/**
 * All documented names: a registration may hold any of them, because clients send the list that they know. Those that
 * are not the portal's own never come. Rule: webhooks, accepted names.
 */
export const eventNames = [
  ...ownEvents,
  "usagerecords-thresholdExceeded",
  "referral-created",
  "referral-updated",
  "related-referral-created",
  "related-referral-updated",
  "granular-admin-relationship-approved",
  "granular-admin-relationship-activated",
  "granular-admin-relationship-terminated",
  "granular-admin-relationship-expired",
  "granular-admin-access-assignment-created",
  "granular-admin-access-assignment-activated",
  "granular-admin-access-assignment-updated",
  "granular-admin-access-assignment-deleted",
  "dap-admin-relationship-approved",
  "dap-admin-relationship-terminated",
  "dap-admin-relationship-terminated-by-microsoft",
  "azure-fraud-event-detected",
  "new-commerce-migration-created",
  "new-commerce-migration-completed",
  "new-commerce-migration-failed",
  "new-commerce-migration-schedule-failed",
] as const;
export type EventName = (typeof eventNames)[number];

/** A documented name however it was written, or undefined. */
export function eventNamed(text: string): EventName | undefined {
  const name = text.trim().toLowerCase();
  return eventNames.find((known) => known.toLowerCase() === name);
}

/** What a line of the log means for whoever listens: commerce alone, not a friendly name. */
const eventOfAction: { readonly [A in ActivityAction]?: OwnEvent } = {
  "subscription-bought": "subscription-updated",
  "auto-renew-switched": "subscription-updated",
  "auto-renew-off-planned": "subscription-updated",
  "next-term-scheduled": "subscription-updated",
  "next-term-cleared": "subscription-updated",
  "subscription-cancelled": "subscription-updated",
  "subscription-renewed": "subscription-updated",
  "subscription-expired": "subscription-updated",
  "invoice-issued": "invoice-ready",
  "customer-added": "reseller-relationship-accepted-by-customer",
};

/** An event as it is queued: what it is about, by addresses below the portal's own. */
export type QueuedEvent = {
  /** That of the line of the log, so that an event is there once. */
  readonly id: string;
  readonly partnerId: string;
  readonly event: OwnEvent;
  readonly resourceName: string;
  readonly resourcePath: string;
  readonly auditPath: string;
  /** Epoch milliseconds. */
  readonly changedAtMs: number;
};

/**
 * The events that lines of the log stand for. Several lines of one transaction about the same resource are one event,
 * the last: whoever reads the resource after it finds all of them.
 */
export function eventsOfLines(lines: readonly { readonly id: string; readonly draft: ActivityDraft }[]): QueuedEvent[] {
  const events = new Map<string, QueuedEvent>();
  for (const { id, draft } of lines) {
    const event = eventOfAction[draft.action];
    if (event === undefined || draft.outcome !== "done" || draft.partnerId === null) continue;
    const resource = resourceOf(event, draft);
    if (resource === null) continue;
    const { name, path } = resource;
    const changedAtMs = draft.at.epochMilliseconds;
    events.set(`${event} ${path}`, {
      id,
      partnerId: draft.partnerId,
      event,
      resourceName: name,
      resourcePath: path,
      auditPath: `/auditactivity/v1/auditrecords/${auditedLineOf(id, draft, lines)}`,
      changedAtMs,
    });
  }
  return [...events.values()];
}

/** The line that the vendor's audit has a record of: what was bought is told there by its order alone. */
function auditedLineOf(
  id: string,
  { action, orderId }: ActivityDraft,
  lines: readonly { readonly id: string; readonly draft: ActivityDraft }[],
): string {
  if (action !== "subscription-bought") return id;
  return lines.find(({ draft }) => draft.action === "order-placed" && draft.orderId === orderId)?.id ?? id;
}

/** The event that a partner asks for to try its address. @param id also names it in the API, as correlation id */
export function testEvent(id: string, partnerId: string, changedAtMs: number): QueuedEvent {
  const path = `/webhooks/v1/registration/validationEvents/${id}`;
  return {
    id,
    partnerId,
    event: "test-created",
    resourceName: "test",
    resourcePath: path,
    auditPath: path,
    changedAtMs,
  };
}

function resourceOf(event: OwnEvent, draft: ActivityDraft): { name: string; path: string } | null {
  const { customerId, subscriptionId } = draft;
  if (event === "subscription-updated")
    return customerId === null || subscriptionId === null
      ? null
      : { name: "subscription", path: `/webhooks/v1/customers/${customerId}/subscriptions/${subscriptionId}` };
  if (event === "invoice-ready") {
    const number = draft.newValue?.["invoiceNumber"];
    return typeof number === "string" ? { name: "invoice", path: `/v1/invoices/${number}` } : null;
  }
  return customerId === null ? null : { name: "customer", path: `/v1/customers/${customerId}` };
}
