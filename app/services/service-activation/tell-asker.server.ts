import type { Temporal } from "temporal-polyfill";
import type { SupportEntry, SupportRequest } from "#app/domain/support/support-request.ts";
import type { Tx } from "#db/client.ts";
import { findActivationCase } from "#db/repositories/activation-cases.ts";
import { findAnyEnrollment } from "#db/repositories/agreements.ts";
import { insertLetters } from "#db/repositories/letters.ts";
import { findUserById } from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";

/**
 * Sends the provider's answer to somebody of a customer who asked about an activation: requests are read on the
 * partner's pages alone. Once per entry of the thread.
 */
export async function tellAsker(
  tx: Tx,
  { ids }: Pick<ServiceDeps, "ids">,
  request: SupportRequest,
  { id: entryId, text }: Pick<SupportEntry, "id" | "text">,
  at: Temporal.Instant,
): Promise<void> {
  const one = await findActivationCase(tx, request.id);
  if (one === undefined || text === "") return;
  const asker = await findUserById(tx, request.createdBy);
  const enrollment = await findAnyEnrollment(tx, one.enrollmentId);
  if (asker === undefined || asker.organization.kind !== "customer" || enrollment === undefined) return;
  const { partnerId, customerId, enrollmentId } = one;
  const draft = {
    kind: "support-answered",
    dedupeKey: `support-answered:${request.id}:${entryId}`,
    partnerId,
    customerId,
    enrollmentId,
    serviceId: null,
    contactId: null,
    recipient: { name: asker.displayName, email: asker.email, language: asker.preferences.language },
    facts: {
      enrollment: enrollment.number,
      organization: enrollment.organizationName,
      requestId: request.id,
      answer: text,
    },
  } as const;
  await insertLetters(tx, at, [{ id: ids.next(), draft }]);
}
