import type { Temporal } from "temporal-polyfill";
import { decideAtAgreement } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { insertActivationToken, listEnrollmentServices } from "#db/repositories/service-activation.ts";
import { hashOfSecret, newSecret } from "../accounts/session-life.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { holdEnrollment, noSuchEnrollment } from "./enrollment-access.server.ts";

/**
 * A link as the e-mail would bring it, where no mail leaves the house: in a sandbox, for whoever may see the e-mails of
 * the enrollment. It ends when every other link of the service does.
 */
export async function makeSandboxLink(
  deps: ServiceDeps,
  actor: Actor,
  { enrollmentId, serviceId }: { readonly enrollmentId: string; readonly serviceId: string },
  at: Temporal.Instant,
): Promise<
  Result<{ token: string }, RefusalOf<"role-needed" | "agreement-role-needed" | "not-found" | "sandbox-only">>
> {
  if (deps.mode !== "sandbox") return refused({ code: "sandbox-only" });
  const access = decideAgreementScope(actor, "see-agreements");
  if (!access.ok) return access;
  return deps.db.transaction().execute(async (tx) => {
    const held = await holdEnrollment(tx, access.value, enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const allowed = decideAtAgreement(held.roles, "see-activation-mails");
    if (!allowed.ok) return allowed;
    const services = await listEnrollmentServices(tx, enrollmentId);
    if (!services.some((service) => service.serviceId === serviceId))
      return refused({ code: "not-found", what: "online-service" });
    const token = newSecret();
    await insertActivationToken(tx, { tokenHash: hashOfSecret(token), enrollmentId, serviceId, at });
    return ok({ token });
  });
}
