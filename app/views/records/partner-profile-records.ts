import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { PartnerProfileKind } from "#app/domain/access/profiles.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { findPartnerById } from "#db/repositories/partners.ts";
import { findPartnerProfile, type StoredPartnerProfile } from "#db/repositories/profiles.ts";
import type { ViewContext } from "../view-context.ts";

/** A profile of the reader's own partner, as programs read it. */
export type PartnerProfileRecord = {
  readonly partnerId: string;
  readonly name: string;
  readonly country: string;
  /** Null where nothing was entered. */
  readonly stored: StoredPartnerProfile | null;
};

export async function partnerProfileRecord(
  context: ViewContext,
  kind: PartnerProfileKind,
): Promise<Result<PartnerProfileRecord>> {
  const scope = decidePartnerScope(context.actor, "see-partner-profile");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const partner = await findPartnerById(context.db, partnerId);
  if (partner === undefined) throw new Error("The partner of an actor is not there");
  const stored = await findPartnerProfile(context.db, partnerId, kind);
  return ok({ partnerId, name: partner.name, country: partner.country, stored: stored ?? null });
}
