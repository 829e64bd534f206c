import type { Temporal } from "temporal-polyfill";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type Entitlement, refusalOfEntitlement, versionsOf } from "./entitlement.ts";
import { passwordProofMs } from "./limits.ts";

/** Kinds of volume key. Only the first is given out. Rule: keys are multiple activation keys. */
export const keyKinds = ["mak", "kms"] as const;
export type KeyKind = (typeof keyKinds)[number];

export type RevealFacts = {
  readonly at: Temporal.Instant;
  readonly version: string;
  readonly keyKind: KeyKind;
  /** When the password was last proved in this session; null for never. */
  readonly authenticatedAt: Temporal.Instant | null;
};

export type KeyRefusal = RefusalOf<
  "kms-not-available" | "no-key-needed" | "version-not-offered" | "entitlement-cancelled" | "entitlement-expired"
>;

/** Why an entitlement has no key to show at an instant; null where it has one. Also what a page says in place of the button. */
export function refusalOfKey(
  entitlement: Entitlement,
  { at, version, keyKind }: Omit<RevealFacts, "authenticatedAt">,
): KeyRefusal | null {
  if (!entitlement.content.needsKey) return { code: "no-key-needed" };
  const standing = refusalOfEntitlement(entitlement, at);
  if (standing !== null) return standing;
  if (keyKind === "kms") return { code: "kms-not-available" };
  if (!versionsOf(entitlement.content).includes(version)) return { code: "version-not-offered" };
  return null;
}

/** Whether the password was proved recently enough: at exactly five minutes it still was. Rule: reveal. */
export function isPasswordProofFresh(authenticatedAt: Temporal.Instant | null, at: Temporal.Instant): boolean {
  return authenticatedAt !== null && at.epochMilliseconds - authenticatedAt.epochMilliseconds <= passwordProofMs;
}

export type RevealRefusal = KeyRefusal | RefusalOf<"password-proof-needed">;

/** Whether the key of an entitlement may be shown now. The password is asked for last: only where a key would follow. */
export function decideReveal(entitlement: Entitlement, facts: RevealFacts): Result<Entitlement, RevealRefusal> {
  const refusal = refusalOfKey(entitlement, facts);
  if (refusal !== null) return refused(refusal);
  if (!isPasswordProofFresh(facts.authenticatedAt, facts.at)) return refused({ code: "password-proof-needed" });
  return ok(entitlement);
}
