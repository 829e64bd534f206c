import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import {
  type DeliveryFailure,
  type DeliveryState,
  deliveryAttemptsMax,
} from "#app/domain/webhooks/delivery-attempts.ts";
import { type EventName, eventNamed, type OwnEvent, type QueuedEvent } from "#app/domain/webhooks/events.ts";
import type { Registration } from "#app/domain/webhooks/registration.ts";
import type { Db } from "../client.ts";
import { flagColumn, instantColumn, readFlag, readInstant, readInstantOrNull } from "../columns.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import { claimDueEntry, countDueEntries, finishEntryAttempt } from "../outbox.ts";
import type { WebhookAttemptTable, WebhookDeliveryTable, WebhookRegistrationTable } from "../schema.ts";

/** Where a partner is told of events. */
export type WebhookRegistration = Registration & {
  readonly partnerId: string;
  readonly subscriberId: string;
  readonly createdAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
};

/** An event on its way to a partner's address, or what became of it. */
export type WebhookDelivery = {
  readonly id: string;
  readonly partnerId: string;
  readonly event: OwnEvent;
  readonly resourceName: string;
  readonly resourcePath: string;
  readonly auditPath: string;
  readonly changedAt: Temporal.Instant;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly attemptsLeft: number;
  readonly queuedAt: Temporal.Instant;
  readonly nextAttemptAt: Temporal.Instant | null;
  readonly finishedAt: Temporal.Instant | null;
};

/** One try to deliver. */
export type WebhookAttempt = {
  readonly number: number;
  readonly url: string;
  readonly madeAt: Temporal.Instant;
  readonly tookMs: number;
  /** Null where no answer came. */
  readonly responseCode: number | null;
  /** Null where the target took it. */
  readonly failure: DeliveryFailure | null;
  /** The beginning of the answer, or what went wrong before there was one. */
  readonly responseText: string;
};

export async function findWebhookRegistration(db: Db, partnerId: string): Promise<WebhookRegistration | undefined> {
  const row = await db
    .selectFrom("webhook_registration")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .executeTakeFirst();
  return row === undefined ? undefined : registrationOfRow(row);
}

/** Registers an address; false where the partner has one. */
export async function insertWebhookRegistration(db: Db, registration: WebhookRegistration): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("webhook_registration")
    .values({
      partner_id: registration.partnerId,
      subscriber_id: registration.subscriberId,
      ...columnsOf(registration),
      created_at: instantColumn(registration.createdAt),
      changed_at: instantColumn(registration.changedAt),
    })
    .onConflict((conflict) => conflict.column("partner_id").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateWebhookRegistration(
  db: Db,
  partnerId: string,
  registration: Registration,
  at: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable("webhook_registration")
    .set({ ...columnsOf(registration), changed_at: instantColumn(at) })
    .where("partner_id", "=", partnerId)
    .execute();
}

/** Takes the registration away; what waited for it is dropped when it is due. */
export async function deleteWebhookRegistration(db: Db, partnerId: string): Promise<void> {
  await db.deleteFrom("webhook_registration").where("partner_id", "=", partnerId).execute();
}

function columnsOf({ url, events, isMsSignatureHeader }: Registration) {
  return { url, events: events.join("\n"), is_ms_signature_header: flagColumn(isMsSignatureHeader) };
}

function registrationOfRow(row: Selectable<WebhookRegistrationTable>): WebhookRegistration {
  return {
    partnerId: row.partner_id,
    subscriberId: row.subscriber_id,
    url: row.url,
    events: row.events
      .split("\n")
      .map(eventNamed)
      .filter((name): name is EventName => name !== undefined),
    isMsSignatureHeader: readFlag(row.is_ms_signature_header),
    createdAt: readInstant(row.created_at),
    changedAt: readInstant(row.changed_at),
  };
}

/** What each of some partners listens for; those that registered nothing are left out. */
export async function listenersOf(
  db: Db,
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db
    .selectFrom("webhook_registration")
    .select(["partner_id", "events"])
    .where("partner_id", "in", [...partnerIds])
    .execute();
  return new Map(rows.map(({ partner_id, events }) => [partner_id, new Set(events.split("\n"))]));
}

/** Queues events in the transaction of what they tell of; one that is there stays as it is. */
export async function insertWebhookDeliveries(
  db: Db,
  events: readonly QueuedEvent[],
  at: Temporal.Instant,
): Promise<void> {
  if (events.length === 0) return;
  const now = instantColumn(at);
  await db
    .insertInto("webhook_delivery")
    .values(
      events.map((event) => ({
        id: event.id,
        partner_id: event.partnerId,
        event_name: event.event,
        resource_name: event.resourceName,
        resource_path: event.resourcePath,
        audit_path: event.auditPath,
        changed_at: event.changedAtMs,
        state: "queued" as const,
        attempts: 0,
        attempts_left: deliveryAttemptsMax,
        queued_at: now,
        next_attempt_at: now,
        finished_at: null,
      })),
    )
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** How many deliveries are due at an instant, counted up to a number; those that a process died over among them. */
export async function countDueDeliveries(db: Db, at: Temporal.Instant, upTo: number): Promise<number> {
  return countDueEntries(db, "webhook_delivery", at, upTo);
}

/**
 * Takes the delivery that has been due for longest, for as long as a lease: its attempt is counted before it is made.
 *
 * @param without partners whose target did not answer in this run
 */
export async function claimDueDelivery(
  db: Db,
  at: Temporal.Instant,
  leasedUntil: Temporal.Instant,
  without: readonly string[],
): Promise<WebhookDelivery | undefined> {
  const row = await claimDueEntry(db, "webhook_delivery", { at, leasedUntil, without }, (delivery) => ({
    attempts_left: Math.max(0, delivery.attempts_left - 1),
  }));
  return row === undefined ? undefined : deliveryOfRow(row);
}

export type DeliveryOutcome = {
  readonly state: Exclude<DeliveryState, "queued" | "sending">;
  readonly nextAttemptAt: Temporal.Instant | null;
  /** Null where nothing was tried. */
  readonly attempt: Omit<WebhookAttempt, "number"> | null;
};

/** Notes what became of an attempt, if the delivery is still this one's; false where another process has taken it. */
export async function finishDeliveryAttempt(
  db: Db,
  delivery: Pick<WebhookDelivery, "id" | "partnerId" | "attempts">,
  outcome: DeliveryOutcome,
  at: Temporal.Instant,
): Promise<boolean> {
  const isNoted = await finishEntryAttempt(db, "webhook_delivery", delivery, outcome, at, {});
  if (!isNoted) return false;
  const { attempt } = outcome;
  if (attempt !== null)
    await db
      .insertInto("webhook_attempt")
      .values({
        delivery_id: delivery.id,
        partner_id: delivery.partnerId,
        number: delivery.attempts,
        url: attempt.url,
        made_at: instantColumn(attempt.madeAt),
        took_ms: attempt.tookMs,
        response_code: attempt.responseCode,
        failure: attempt.failure,
        response_text: attempt.responseText,
      })
      .execute();
  return true;
}

/** Makes a delivery that came to its end due again, with all attempts before it; false where it is due already. */
export async function reviveDelivery(
  db: Db,
  partnerId: string,
  deliveryId: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("webhook_delivery")
    .set({
      state: "queued",
      attempts_left: deliveryAttemptsMax,
      next_attempt_at: instantColumn(at),
      finished_at: null,
    })
    .where("partner_id", "=", partnerId)
    .where("id", "=", deliveryId)
    .where("state", "in", ["delivered", "dead", "dropped"])
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Takes away what ended before an instant, so many at a time; how many there were. */
export async function deleteOldDeliveries(db: Db, before: Temporal.Instant, limit: number): Promise<number> {
  const rows = await db
    .selectFrom("webhook_delivery")
    .select("id")
    .where("finished_at", "<", instantColumn(before))
    .orderBy("finished_at")
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await db.deleteFrom("webhook_attempt").where("delivery_id", "in", ids).execute();
  await db
    .deleteFrom("webhook_delivery")
    .where("id", "in", ids)
    .where("finished_at", "<", instantColumn(before))
    .execute();
  return ids.length;
}

export function deliveryKey({ queuedAt, id }: Pick<WebhookDelivery, "queuedAt" | "id">): [number, string] {
  return [queuedAt.epochMilliseconds, id];
}

/** A page of a partner's deliveries, or of those in one state, newest first. */
export async function listDeliveries(
  db: Db,
  partnerId: string,
  request: PageRequest & { readonly state: DeliveryState | null },
): Promise<Page<WebhookDelivery>> {
  const direction = readDirection("desc", request.cursor);
  let query = db.selectFrom("webhook_delivery").selectAll().where("partner_id", "=", partnerId);
  if (request.state !== null) query = query.where("state", "=", request.state);
  if (request.cursor !== null) query = query.where(beyondKey(["queued_at", "id"], "desc", request.cursor));
  const rows = await query
    .orderBy("queued_at", direction)
    .orderBy("id", direction)
    .limit(request.limit + 1)
    .execute();
  const page = pageOf(rows, request);
  return { ...page, rows: page.rows.map(deliveryOfRow) };
}

/** The last attempt of each of some deliveries of a partner. */
export async function lastAttemptsOf(
  db: Db,
  partnerId: string,
  deliveries: readonly Pick<WebhookDelivery, "id">[],
): Promise<ReadonlyMap<string, WebhookAttempt>> {
  if (deliveries.length === 0) return new Map();
  const rows = await db
    .selectFrom("webhook_attempt")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where(
      "delivery_id",
      "in",
      deliveries.map(({ id }) => id),
    )
    .orderBy("delivery_id")
    .orderBy("number")
    .execute();
  return new Map(rows.map((row) => [row.delivery_id, attemptOfRow(row)]));
}

export async function findDelivery(
  db: Db,
  partnerId: string,
  deliveryId: string,
): Promise<WebhookDelivery | undefined> {
  const row = await db
    .selectFrom("webhook_delivery")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("id", "=", deliveryId)
    .executeTakeFirst();
  return row === undefined ? undefined : deliveryOfRow(row);
}

/** All attempts of a delivery, the first one first; redelivered ones have more than ten. */
export async function listAttempts(
  db: Db,
  partnerId: string,
  deliveryId: string,
  limit: number,
): Promise<WebhookAttempt[]> {
  const rows = await db
    .selectFrom("webhook_attempt")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("delivery_id", "=", deliveryId)
    .orderBy("number", "desc")
    .limit(limit)
    .execute();
  return rows.map(attemptOfRow).reverse();
}

function deliveryOfRow(row: Selectable<WebhookDeliveryTable>): WebhookDelivery {
  return {
    id: row.id,
    partnerId: row.partner_id,
    event: row.event_name,
    resourceName: row.resource_name,
    resourcePath: row.resource_path,
    auditPath: row.audit_path,
    changedAt: readInstant(row.changed_at),
    state: row.state,
    attempts: row.attempts,
    attemptsLeft: row.attempts_left,
    queuedAt: readInstant(row.queued_at),
    nextAttemptAt: readInstantOrNull(row.next_attempt_at),
    finishedAt: readInstantOrNull(row.finished_at),
  };
}

function attemptOfRow(row: Selectable<WebhookAttemptTable>): WebhookAttempt {
  return {
    number: row.number,
    url: row.url,
    madeAt: readInstant(row.made_at),
    tookMs: row.took_ms,
    responseCode: row.response_code,
    failure: row.failure,
    responseText: row.response_text,
  };
}
