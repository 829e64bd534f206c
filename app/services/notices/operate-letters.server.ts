import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideRepeatLetter } from "#app/domain/service-activation/repeat-letter.ts";
import { findLetter, readLetterStanding, reviveLetter } from "#db/repositories/all-letters.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { ServiceDeps } from "../ports.ts";

type Outdated = RefusalOf<"activation-mail-withheld" | "azure-not-offered" | "azure-offer-closed">;
type LetterRefusal = RefusalOf<"role-needed" | "not-found"> | Outdated;

/**
 * Puts a letter that was given up back among those that are due; one that is due already, or was sent, stays as it is.
 * A letter that asks for something is sent again only while that can still be done, and to who is still the contact.
 */
export async function sendLetterAgain(
  deps: Pick<ServiceDeps, "db" | "ids" | "activityKeys">,
  actor: Actor,
  { letterId }: { readonly letterId: string },
  at: Temporal.Instant,
): Promise<Result<null, LetterRefusal>> {
  const access = decideAccess(actor, "operate-mail");
  if (!access.ok) return access;
  return deps.db.transaction().execute(async (tx) => {
    const found = await findLetter(tx, letterId);
    if (found === undefined) return refused({ code: "not-found", what: "mail" });
    const { letter } = found;
    if (letter.state !== "dead") return ok(null);
    const decision = decideRepeatLetter(letter, await readLetterStanding(tx, letter, at), at);
    if (!decision.ok) return decision;
    if (await reviveLetter(tx, letter, at)) {
      const newValue = { letterId, kind: letter.kind, email: letter.recipient.email };
      await logActivity(tx, deps, actor, [activityDone("mail-sent-again", at, { partnerId: null }, { newValue })]);
    }
    return ok(null);
  });
}
