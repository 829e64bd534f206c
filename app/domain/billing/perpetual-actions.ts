import { decideAccess } from "../access/permissions.ts";
import type { Actor } from "../access/roles.ts";
import { ok, refused, type Result } from "../result.ts";
import { refusalToCancelPerpetual, type CancelPerpetualFacts, type PerpetualPurchase } from "./perpetual.ts";

/** What can be done with a perpetual purchase, each with its answer; the role is asked first. */
export function availablePerpetualActions(
  purchase: PerpetualPurchase,
  facts: CancelPerpetualFacts & { readonly actor: Actor },
): { readonly cancel: Result<"cancel"> } {
  const access = decideAccess(facts.actor, "cancel-purchase");
  if (!access.ok) return { cancel: access };
  const refusal = refusalToCancelPerpetual(purchase, facts);
  return { cancel: refusal ? refused(refusal) : ok("cancel") };
}
