import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { normalEmail } from "#app/domain/access/email.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Installer } from "#app/domain/upgrade-verification/installation-order.ts";
import { isMicrosoftAddress } from "#app/domain/upgrade-verification/verification-form.ts";
import {
  findInstaller,
  findInstallerOfPartner,
  insertInstaller,
  updateInstaller,
} from "#db/repositories/installation-orders-installers.ts";
import { findPartnerById } from "#db/repositories/partners.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type KeepInstallerInput = Omit<Installer, "id" | "version"> & {
  readonly idempotencyKey: string;
  /** Null for a new one. */
  readonly installerId: string | null;
};

export type KeepInstallerRefusal = RefusalOf<
  | "role-needed"
  | "not-found"
  | "invalid-field"
  | "return-address-microsoft"
  | "changed-meanwhile"
  | "idempotency-key-reused"
>;

/** Adds or changes an installer. Forms are sent to its stored return address, which is never one of Microsoft. */
export async function keepInstaller(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, ...wish }: KeepInstallerInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly installerId: string }, KeepInstallerRefusal>> {
  const logAs = "installer-changed";
  const access = decideAccess(actor, "manage-installers");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  if (actor.kind === "system") throw new Error("Installers are kept by people");
  const returnAddress = normalEmail(wish.returnAddress);
  const request = { actor, at, operation: "keep-installer", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ installerId: string }, KeepInstallerRefusal>(deps, request, async (tx) => {
    if (wish.name.trim() === "") return refused({ code: "invalid-field", field: "name", reason: "missing" });
    if (wish.address.trim() === "") return refused({ code: "invalid-field", field: "address", reason: "missing" });
    if (returnAddress === undefined)
      return refused({ code: "invalid-field", field: "returnAddress", reason: "not-an-email" });
    if (isMicrosoftAddress(returnAddress)) return refused({ code: "return-address-microsoft" });
    const before = wish.installerId === null ? undefined : await findInstaller(tx, wish.installerId);
    if (wish.installerId !== null && before === undefined) return refused({ code: "not-found", what: "installer" });
    if (wish.partnerId !== null) {
      const partner = await findPartnerById(tx, wish.partnerId);
      const other = await findInstallerOfPartner(tx, wish.partnerId);
      if (partner === undefined || (other !== undefined && other.id !== before?.id))
        return refused({ code: "invalid-field", field: "partnerId", reason: "taken" });
    }
    const installer: Installer = {
      id: before?.id ?? deps.ids.next(),
      kind: wish.kind,
      name: wish.name.trim(),
      address: wish.address.trim(),
      partnerId: wish.partnerId,
      returnAddress,
      returnInstructions: wish.returnInstructions.trim(),
      version: before?.version ?? 1,
    };
    if (before === undefined) await insertInstaller(tx, installer);
    else if (!(await updateInstaller(tx, before, installer))) return refused({ code: "changed-meanwhile" });
    const newValue = { installerId: installer.id, name: installer.name, returnAddress };
    await logActivity(tx, deps, actor, [activityDone(logAs, at, { partnerId: null }, { newValue })]);
    return ok({ installerId: installer.id });
  });
}
