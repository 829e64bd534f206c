import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import { type AzureOffer, azureServiceId } from "#app/domain/service-activation/azure-offer.ts";
import type { Db } from "../client.ts";
import { dayColumn, instantColumn, readDay, readInstant, readInstantOrNull } from "../columns.ts";

/** Somebody whom Azure is to be offered to: an online administrator of an enrollment that has not ordered it. */
export type AzureOfferDue = {
  readonly enrollmentId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly language: "en" | "de";
};

const letterKeyStart = "azure-offer:";

/** The key of the one letter that tells somebody of the offer. Whom one was queued for is not due any more. */
export function azureLetterKey({ enrollmentId, userId }: Pick<AzureOfferDue, "enrollmentId" | "userId">): string {
  return `${letterKeyStart}${enrollmentId}:${userId}`;
}

/**
 * Who has not been told yet that Azure is offered: online administrators, people of the customer, of Server and Cloud
 * Enrollments that run and have enough of their term left, have neither ordered nor reserved Azure, and whose offer
 * was not answered.
 */
export async function listAzureOffersDue(
  db: Db,
  term: { readonly today: Temporal.PlainDate; readonly endsOnMin: Temporal.PlainDate },
  limit: number,
): Promise<AzureOfferDue[]> {
  const rows = await db
    .selectFrom("enrollment")
    .innerJoin("agreement_role", "agreement_role.agreement_id", "enrollment.agreement_id")
    .innerJoin("user_account", "user_account.id", "agreement_role.user_id")
    .leftJoin("azure_offer", "azure_offer.enrollment_id", "enrollment.id")
    .leftJoin("letter", (join) =>
      join.on(
        "letter.dedupe_key",
        "=",
        sql<string>`${sql.lit(letterKeyStart)} || enrollment.id || ':' || user_account.id`,
      ),
    )
    .select([
      "enrollment.id as enrollment_id",
      "user_account.id as user_id",
      "user_account.display_name",
      "user_account.email",
      "user_account.language",
    ])
    .where("enrollment.programme", "=", "server-cloud")
    .where("enrollment.ends_on", ">=", dayColumn(term.endsOnMin))
    .where("enrollment.starts_on", "<=", dayColumn(term.today))
    .where("agreement_role.role", "=", "online-admin")
    .where("agreement_role.withdrawn_at", "is", null)
    .where("user_account.organization_kind", "=", "customer")
    .where("user_account.disabled_at", "is", null)
    .where("letter.id", "is", null)
    .where((eb) => eb.or([eb("azure_offer.state", "is", null), eb("azure_offer.state", "=", "open")]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("service_order")
            .select("service_order.id")
            .whereRef("service_order.enrollment_id", "=", "enrollment.id")
            .where("service_order.service_id", "=", azureServiceId),
        ),
      ),
    )
    .orderBy("enrollment.ends_on")
    .orderBy("enrollment.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    enrollmentId: row.enrollment_id,
    userId: row.user_id,
    name: row.display_name,
    email: row.email,
    language: row.language,
  }));
}

/** Notes that Azure is offered; false where it was. */
export async function insertAzureOffer(
  db: Db,
  enrollment: Pick<Enrollment, "id" | "partnerId" | "customerId">,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("azure_offer")
    .values({
      enrollment_id: enrollment.id,
      partner_id: enrollment.partnerId,
      customer_id: enrollment.customerId,
      state: "open",
      offered_at: instantColumn(at),
      answered_at: null,
      answered_by: null,
      order_id: null,
      notice_on: null,
      notice_text: null,
      ended_at: null,
      ended_by: null,
    })
    .onConflict((conflict) => conflict.column("enrollment_id").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The offer of Azure to an enrollment. */
export async function findAzureOffer(
  db: Db,
  { id, partnerId }: Pick<Enrollment, "id" | "partnerId">,
): Promise<AzureOffer | undefined> {
  const row = await db
    .selectFrom("azure_offer")
    .selectAll()
    .where("enrollment_id", "=", id)
    .where("partner_id", "=", partnerId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { answered_by: answeredBy, notice_on: noticeOn, notice_text: noticeText } = row;
  const answeredAt = readInstantOrNull(row.answered_at);
  const endedAt = readInstantOrNull(row.ended_at);
  return {
    enrollmentId: row.enrollment_id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    state: row.state,
    offeredAt: readInstant(row.offered_at),
    answered: answeredAt === null || answeredBy === null ? null : { at: answeredAt, by: answeredBy },
    orderId: row.order_id,
    notice:
      endedAt === null || noticeOn === null || noticeText === null
        ? null
        : { on: readDay(noticeOn), text: noticeText, at: endedAt },
  };
}

/** Notes the answer to an open offer; false where it is not open any more. */
export async function answerAzureOffer(
  db: Db,
  offer: Pick<AzureOffer, "enrollmentId" | "partnerId">,
  answer: {
    readonly state: "accepted" | "declined";
    readonly orderId: string | null;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("azure_offer")
    .set({
      state: answer.state,
      answered_at: instantColumn(answer.at),
      answered_by: answer.by,
      order_id: answer.orderId,
    })
    .where("enrollment_id", "=", offer.enrollmentId)
    .where("partner_id", "=", offer.partnerId)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Ends an offer, and the order that it led to, by a written notice; false where it is in another state by now. */
export async function endAzureOffer(
  db: Db,
  offer: Pick<AzureOffer, "enrollmentId" | "partnerId" | "state" | "orderId">,
  notice: {
    readonly on: Temporal.PlainDate;
    readonly text: string;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("azure_offer")
    .set({
      state: "ended",
      notice_on: dayColumn(notice.on),
      notice_text: notice.text,
      ended_at: instantColumn(notice.at),
      ended_by: notice.by,
    })
    .where("enrollment_id", "=", offer.enrollmentId)
    .where("partner_id", "=", offer.partnerId)
    .where("state", "=", offer.state)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return false;
  if (offer.orderId !== null)
    await db
      .updateTable("service_order")
      .set({ ended_at: instantColumn(notice.at) })
      .where("id", "=", offer.orderId)
      .where("partner_id", "=", offer.partnerId)
      .where("ended_at", "is", null)
      .execute();
  return true;
}
