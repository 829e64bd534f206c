import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { requestNumberOf } from "#app/domain/support/support-request.ts";
import { decideCancel, decideSubmit, presentDevices } from "#app/domain/upgrade-verification/decide-installation.ts";
import { devicesToVerify, type SubmitRefusal } from "#app/domain/upgrade-verification/decide-installation.ts";
import type {
  InstallationOrder,
  ProofKind,
  Verification,
  VerificationForm,
} from "#app/domain/upgrade-verification/installation-order.ts";
import type { Situation, Target } from "#app/domain/upgrade-verification/verdict.ts";
import { findAgreement, findEnrollment } from "#db/repositories/agreements.ts";
import { listRolesAtAgreement } from "#db/repositories/agreement-people.ts";
import { findInstaller } from "#db/repositories/installation-orders-installers.ts";
import { insertVerification, updateVerification } from "#db/repositories/installation-orders-verifications.ts";
import { insertInstallation } from "#db/repositories/installation-orders.ts";
import { decideAtAgreement } from "#app/domain/access/permissions.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import {
  changeInstallation,
  type ChangeRefusal,
  installationNotices,
  subjectOfInstallation,
  writeInstallation,
} from "./change-installation.server.ts";
import { tellInstallerByLetter } from "./tell-installer.server.ts";
import { decideInstallationScope } from "#app/domain/upgrade-verification/installation-scope.ts";

export type PrepareInstallationInput = {
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly enrollmentId: string;
  readonly installerId: string;
  readonly situation: Situation;
  readonly target: Target;
  /** Language of the product, such as "German"; at most 60 characters. */
  readonly productLanguage: string;
};

export type PrepareRefusal = RefusalOf<
  "role-needed" | "signature-is-the-customers" | "not-found" | "agreement-role-needed" | "idempotency-key-reused"
>;

/** Prepares an order of an upgrade installation under an enrollment of the customer; devices come next. */
export async function prepareInstallation(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, ...wish }: PrepareInstallationInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly orderId: string }, PrepareRefusal>> {
  const logAs = "installation-prepared";
  const access = decideInstallationScope(actor, "prepare-installations", "customer");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const { actor: user, scope } = access.value;
  if (scope.kind !== "partner" && scope.kind !== "customer") throw new Error("An order is prepared by its own side");
  const request = { actor: user, at, operation: "prepare-installation", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ orderId: string }, PrepareRefusal>(deps, request, async (tx, attempt) => {
    const { partnerId } = scope;
    const { customerId } = wish;
    if (scope.kind === "customer" && scope.customerId !== customerId)
      return refused({ code: "not-found", what: "customer" });
    const own = { partnerId, customerId };
    const enrollment = await findEnrollment(tx, own, wish.enrollmentId);
    const agreement = enrollment === undefined ? undefined : await findAgreement(tx, own, enrollment.agreementId);
    if (enrollment === undefined || agreement === undefined) return refused({ code: "not-found", what: "agreement" });
    attempt.subject = subjectOfInstallation(own);
    if (scope.kind === "customer" && scope.heldBy !== null) {
      const held = await listRolesAtAgreement(tx, agreement.id, user.userId);
      const allowed = decideAtAgreement(held, "certify-installations");
      if (!allowed.ok) return allowed;
    }
    const installer = await findInstaller(tx, wish.installerId);
    if (installer === undefined) return refused({ code: "not-found", what: "installer" });
    const order: InstallationOrder = {
      id: requestNumberOf(deps.ids.next()),
      ...own,
      state: "draft",
      heldAt: null,
      enrollmentId: enrollment.id,
      agreementNumber: agreement.number,
      enrollmentNumber: enrollment.number,
      programme: enrollment.programme,
      situation: wish.situation,
      target: wish.target,
      productLanguage: wish.productLanguage.trim(),
      installerId: installer.id,
      handedOverAt: null,
      createdAt: at,
      createdBy: user.userId,
      changedAt: at,
      doneAt: null,
      version: 1,
    };
    await insertInstallation(tx, order);
    const newValue = { installationId: order.id, enrollment: enrollment.number, target: order.target };
    await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOfInstallation(order), { newValue })]);
    return ok({ orderId: order.id });
  });
}

export type SubmitInstallationInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly form: VerificationForm;
  readonly language: "en" | "de";
  readonly proof: ProofKind;
};

/** Asks for the customer's signature: the first version of the form, or a supplement for what is not covered. */
export async function submitInstallation(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, orderId, ...wish }: SubmitInstallationInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly orderId: string; readonly number: number }, SubmitRefusal | ChangeRefusal>> {
  const logAs = "installation-submitted";
  const change = {
    action: "prepare-installations",
    side: "customer",
    operation: "submit-installation",
    logAs,
    orderId,
    idempotencyKey,
    wish,
  } as const;
  return changeInstallation<{ orderId: string; number: number }, SubmitRefusal | ChangeRefusal>(
    deps,
    actor,
    change,
    at,
    async (book) => {
      const decision = decideSubmit(book.order, book.devices, book, at);
      if (!decision.ok) return decision;
      const number = book.verifications.length + 1;
      const { order, isSupplement } = decision.value;
      const verification: Verification = {
        id: deps.ids.next(),
        orderId,
        partnerId: order.partnerId,
        number,
        isSupplement,
        state: "open",
        proof: wish.proof,
        language: wish.language,
        form: trimmed(wish.form),
        signature: null,
        handedOverTo: "",
        confirmation: null,
        createdAt: at,
      };
      await insertVerification(book.tx, verification);
      const devices = devicesToVerify(book.order, book.devices, book).length;
      const about = { key: String(number), devices, number, reason: "" };
      const notices = await installationNotices(book, ["verification-to-sign"], about);
      const written = await writeInstallation(deps, book, { order, logAs, values: { number, devices }, notices });
      return written.ok ? ok({ orderId, number }) : written;
    },
  );
}

/** The fields without blanks around them. */
export function trimmed(form: VerificationForm): VerificationForm {
  return {
    customerName: form.customerName.trim(),
    customerAddress: form.customerAddress.trim(),
    contactName: form.contactName.trim(),
    contactEmail: form.contactEmail.trim(),
  };
}

/** Gives an order up before its first image. A version that waits is superseded; nothing is deleted. */
export async function cancelInstallation(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, orderId }: { readonly idempotencyKey: string; readonly orderId: string },
  at: Temporal.Instant,
): Promise<
  Result<{ readonly orderId: string }, RefusalOf<"installation-wrong-state" | "installation-held"> | ChangeRefusal>
> {
  const logAs = "installation-cancelled";
  const change = {
    action: "prepare-installations",
    side: "customer",
    operation: "cancel-installation",
    logAs,
    orderId,
    idempotencyKey,
    wish: {},
  } as const;
  return changeInstallation<
    { orderId: string },
    RefusalOf<"installation-wrong-state" | "installation-held"> | ChangeRefusal
  >(deps, actor, change, at, async (book) => {
    const decision = decideCancel(book.order, at);
    if (!decision.ok) return decision;
    for (const verification of book.verifications)
      if (verification.state === "open" || verification.state === "sent")
        await updateVerification(book.tx, { ...verification, state: "superseded" });
    const written = await writeInstallation(deps, book, { order: decision.value, logAs });
    if (!written.ok) return written;
    const stopped = { kind: "installation-stopped", key: "cancelled", number: 0, because: "cancelled" } as const;
    await tellInstallerByLetter(book.tx, deps, book, { ...stopped, devices: presentDevices(book.devices).length }, at);
    return ok({ orderId });
  });
}
