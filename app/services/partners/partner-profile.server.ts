import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { PartnerProfile, PartnerProfileKind } from "#app/domain/access/profiles.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findPartnerProfile, putPartnerProfile } from "#db/repositories/profiles.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import { flat } from "../customers/customer-profile.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type ChangePartnerProfileInput = {
  readonly idempotencyKey: string;
  readonly kind: PartnerProfileKind;
  readonly profile: PartnerProfile;
  /** The version that the change was decided on; null where whoever asks does not say. */
  readonly version: number | null;
};

/** Puts a whole profile of the actor's own partner in the place of the present one. */
export async function changePartnerProfile(
  deps: ServiceDeps,
  actor: Actor,
  input: ChangePartnerProfileInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly kind: PartnerProfileKind }>> {
  const scope = decidePartnerScope(actor, "change-partner-profile");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs: "organization-changed", refused: scope });
  const { partnerId, actor: changer } = scope.value;
  const { idempotencyKey, ...wish } = input;
  const { kind, profile } = input;
  const request = {
    actor: changer,
    at,
    operation: "change-partner-profile",
    idempotencyKey,
    wish,
    logAs: "organization-changed",
  } as const;
  return changeOnce<{ kind: PartnerProfileKind }, Refusal>(deps, request, async (tx) => {
    const present = await findPartnerProfile(tx, partnerId, kind);
    const version = present?.version ?? 0;
    if (input.version !== null && input.version !== version) return refused({ code: "changed-meanwhile" });
    if (!(await putPartnerProfile(tx, { partnerId, kind }, profile, { version, at })))
      return refused({ code: "changed-meanwhile" });
    const values = { oldValue: { kind, ...flat(present?.profile ?? {}) }, newValue: { kind, ...flat(profile) } };
    await logActivity(tx, deps, changer, [activityDone("organization-changed", at, { partnerId }, values)]);
    return ok({ kind });
  });
}
