import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type AccountChoice, decideAccount } from "#app/domain/service-activation/decide-activation.ts";
import type { ServiceAccount } from "#app/domain/service-activation/records.ts";
import type { Tx } from "#db/client.ts";
import { findContact } from "#db/repositories/enrollment-contacts.ts";
import { findEnrollment } from "#db/repositories/agreements.ts";
import { insertServiceAccount, listServiceAccounts } from "#db/repositories/service-accounts.ts";
import { findAccountLink, insertAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { findServiceByToken } from "#db/repositories/service-activation.ts";
import { findUserById } from "#db/repositories/users.ts";
import { hashOfSecret } from "../accounts/session-life.server.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { subjectOf } from "./enrollment-access.server.ts";
import { queueLetters, toAssign } from "./settle-activation.server.ts";

type ActivateRefusal = RefusalOf<
  | "role-needed"
  | "not-found"
  | "activation-link-invalid"
  | "activation-link-expired"
  | "enrollment-linked"
  | "account-admin-needed"
  | "account-domain-wrong"
  | "account-domain-taken"
  | "account-name-exists"
  | "invalid-field"
  | "idempotency-key-reused"
>;

export type EnrollmentActivated = { readonly enrollmentId: string; readonly account: string };

/**
 * Ties the enrollment behind a link to an account: by whoever holds the link, is global admin of the own tenant and, of
 * an existing account, is one of its global admins. A forwarded link is as good; the log names who used it. Two at
 * once: one wins, the other is told which account it belongs to.
 */
export async function activateEnrollment(
  deps: ServiceDeps,
  actor: Actor,
  input: { readonly idempotencyKey: string; readonly token: string; readonly wish: AccountChoice },
  at: Temporal.Instant,
): Promise<Result<EnrollmentActivated, ActivateRefusal>> {
  const logAs = "enrollment-activated";
  const access = decideAccess(actor, "activate-services");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  if (actor.kind !== "customer") return refused({ code: "activation-link-invalid" });
  const tokenHash = hashOfSecret(input.token);
  const wish = { tokenHash, ...input.wish };
  const request = {
    actor,
    at,
    operation: "activate-enrollment",
    idempotencyKey: input.idempotencyKey,
    wish,
    logAs,
  } as const;
  return changeOnce<EnrollmentActivated, ActivateRefusal>(deps, request, async (tx) => {
    const service = await findServiceByToken(tx, tokenHash);
    const enrollment =
      service === undefined ? undefined : await findEnrollment(tx, actor, service.enrollmentId, { lock: true });
    // Somebody else's link is no link: nothing tells that there is such an enrollment.
    if (service === undefined || enrollment === undefined) return refused({ code: "activation-link-invalid" });
    const accounts = await listServiceAccounts(tx, enrollment);
    const linkedTo = await findAccountLink(tx, enrollment.id);
    const user = await findUserById(tx, actor.userId);
    const email = user?.email ?? "";
    const linked = accounts.find(({ id }) => id === linkedTo?.accountId) ?? null;
    const { organizationName } = enrollment;
    const decision = decideAccount({ link: service, linked, organizationName, accounts, email, at }, input.wish);
    if (!decision.ok) return decision;
    let account: ServiceAccount;
    if (decision.value.kind === "existing") account = decision.value.account;
    else {
      const made = await makeAccount(
        tx,
        deps,
        actor,
        input.wish,
        { domain: decision.value.domain, email, name: user?.displayName ?? email },
        at,
      );
      if (made === null) return refused({ code: "account-domain-taken", domain: decision.value.domain });
      account = made;
    }
    const isTied = await insertAccountLink(tx, {
      enrollment,
      accountId: account.id,
      cause: "link",
      by: actor.userId,
      at,
    });
    if (!isTied) return refused({ code: "enrollment-linked", account: "–" });
    const newValue = {
      enrollment: enrollment.number,
      account: account.name,
      cause: "link",
      isNew: decision.value.kind === "new",
    };
    await logActivity(tx, deps, actor, [activityDone(logAs, at, subjectOf(enrollment), { newValue })]);
    await queueLetters(tx, deps, at, toAssign(enrollment, account, (await findContact(tx, enrollment.id)) ?? null));
    return ok({ enrollmentId: enrollment.id, account: account.name });
  });
}

/** A new account with the signed-in person as its first global admin; null where its domain is verified elsewhere. */
async function makeAccount(
  tx: Tx,
  { ids }: Pick<ServiceDeps, "ids">,
  actor: Extract<Actor, { kind: "customer" }>,
  wish: AccountChoice,
  admin: { readonly domain: string; readonly email: string; readonly name: string },
  at: Temporal.Instant,
): Promise<ServiceAccount | null> {
  if (wish.choice !== "new") return null;
  const account: ServiceAccount = {
    id: ids.next(),
    partnerId: actor.partnerId,
    customerId: actor.customerId,
    name: wish.name.trim(),
    country: wish.country,
    domains: [admin.domain],
    admins: [{ email: admin.email, name: admin.name, kind: "global" }],
  };
  return (await insertServiceAccount(tx, account, { by: actor.userId, at })) ? account : null;
}
