import type { Temporal } from "temporal-polyfill";
import type { LetterKind } from "../agreements/letters.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type ActivationFacts, activationReasons, activationStep } from "./activation-mail.ts";
import type { AzureOffer } from "./azure-offer.ts";

/** What a letter speaks of, as it stands now; null of what it is not about. */
export type LetterStanding = { readonly facts: ActivationFacts | null; readonly offer: AzureOffer | null };

/** Letters that ask for something, of which the rest only tell. */
const askingToActivate: ReadonlySet<LetterKind> = new Set(["activation", "link-expiring"]);

/**
 * Whether a letter that was given up may leave after all. Rule: a letter that asks for something is sent only while that
 * can be done, and to whoever is still the contact; what only tells of something stays true. Our choice.
 */
export function decideRepeatLetter(
  { kind, contactId }: { readonly kind: LetterKind; readonly contactId: string | null },
  { facts, offer }: LetterStanding,
  at: Temporal.Instant,
): Result<null, RefusalOf<"activation-mail-withheld" | "azure-not-offered" | "azure-offer-closed">> {
  if (kind === "azure-offered") {
    if (offer === null) return refused({ code: "azure-not-offered" });
    return offer.state === "open" ? ok(null) : refused({ code: "azure-offer-closed", state: offer.state });
  }
  if (!askingToActivate.has(kind) || facts === null) return ok(null);
  if (facts.contact !== null && facts.contact.id !== contactId)
    return refused({ code: "activation-mail-withheld", reason: "sent-elsewhere" });
  // As if nothing had been sent: whether the first e-mail could leave now.
  const unsent = { ...facts, sent: [] };
  if (activationStep(unsent, at).kind === "send") return ok(null);
  return refused({ code: "activation-mail-withheld", reason: activationReasons(unsent, at)[0]?.code ?? "no-order" });
}
