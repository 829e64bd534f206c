import type { Temporal } from "temporal-polyfill";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import type { ActivationFacts } from "#app/domain/service-activation/activation-mail.ts";
import type { SentActivation } from "#app/domain/service-activation/records.ts";
import { renewedFrom } from "#app/domain/service-activation/renewal.ts";
import type { Db } from "../client.ts";
import { findContact } from "./enrollment-contacts.ts";
import { listEnrollments } from "./agreements.ts";
import { type Letter, listLetters } from "./letters.ts";
import { listServiceAccounts } from "./service-accounts.ts";
import { listAccountLinks } from "./enrollment-accounts.ts";
import { listServiceOrders } from "./service-orders.ts";

/** What is known of the services under an enrollment; the facts of one are asked by its id. */
export async function readActivationFacts(
  db: Db,
  enrollment: Enrollment,
  at: Temporal.Instant,
): Promise<(serviceId: string) => ActivationFacts> {
  const { partnerId, customerId } = enrollment;
  const all = await listEnrollments(db, { partnerId, customerId, agreementId: null });
  const links = await listAccountLinks(
    db,
    all.map(({ id }) => id),
  );
  const accounts = await listServiceAccounts(db, { partnerId, customerId });
  const orders = await listServiceOrders(db, [enrollment.id]);
  const contact = (await findContact(db, enrollment.id)) ?? null;
  const letters = await listLetters(db, enrollment.id, null);
  const renewal = renewedFrom(
    enrollment,
    all.map((one) => ({ ...one, accountId: links.get(one.id)?.accountId ?? null })),
    at,
  );
  return (serviceId) => ({
    orders: orders.filter((order) => order.serviceId === serviceId),
    contact,
    link: links.get(enrollment.id) ?? null,
    accounts,
    renewal,
    sent: letters.flatMap((letter) => (letter.serviceId === serviceId ? sentActivationOf(letter) : [])),
  });
}

/** A letter as an activation e-mail that was sent or is on its way; none where it is of another kind or was not sent. */
function sentActivationOf(letter: Letter): readonly SentActivation[] {
  if (letter.kind !== "activation" || letter.state === "dropped") return [];
  const { contactId, recipient, facts, queuedAt, state, finishedAt, lastReply } = letter;
  return [
    {
      contactId,
      name: recipient.name,
      email: recipient.email,
      cause: facts.cause,
      queuedAt,
      sentAt: state === "sent" ? finishedAt : null,
      bounce: state === "dead" ? (lastReply ?? "") : null,
    },
  ];
}
