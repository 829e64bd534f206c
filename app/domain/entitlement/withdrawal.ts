import type { Temporal } from "temporal-polyfill";
import type { NoticeDraft } from "../notices/notices.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type Entitlement, refusalOfEntitlement } from "./entitlement.ts";
import { looksLikeKey } from "./key-format.ts";
import { withdrawalReasonMax } from "./limits.ts";

/** Why a key was revoked: it leaked, or its purchase was cancelled. */
export const revocationCauses = ["leaked", "purchase-cancelled"] as const;
export type RevocationCause = (typeof revocationCauses)[number];

export type WithdrawalFacts = {
  readonly at: Temporal.Instant;
  /** In the words of whoever withdraws; goes into the log and to both sides. */
  readonly reason: string;
  /** The key that was looked at when the decision was made. */
  readonly keyId: string;
  /** The key that is bound now; undefined where there is none. */
  readonly liveKeyId: string | undefined;
};

export type WithdrawalRefusal = RefusalOf<
  "invalid-field" | "entitlement-cancelled" | "key-not-issued" | "changed-meanwhile"
>;

export type Withdrawal = {
  readonly reason: string;
  /** Whether the entitlement still has a right to a fresh key; after its expiry it has none. */
  readonly needsReplacement: boolean;
};

/**
 * Whether a leaked key may be withdrawn. Only the key that was looked at: a second click must not withdraw the fresh
 * one. An expired entitlement loses its key all the same, because the key works on devices as before.
 */
export function decideWithdrawal(
  entitlement: Entitlement,
  facts: WithdrawalFacts,
): Result<Withdrawal, WithdrawalRefusal> {
  const reason = facts.reason.trim();
  if (reason === "") return refused({ code: "invalid-field", field: "reason", reason: "missing" });
  if (reason.length > withdrawalReasonMax)
    return refused({ code: "invalid-field", field: "reason", reason: "too-long" });
  if (looksLikeKey(reason)) return refused({ code: "invalid-field", field: "reason", reason: "contains-key" });
  const standing = refusalOfEntitlement(entitlement, facts.at);
  if (standing?.code === "entitlement-cancelled") return refused(standing);
  if (facts.liveKeyId === undefined) return refused({ code: "key-not-issued" });
  if (facts.liveKeyId !== facts.keyId) return refused({ code: "changed-meanwhile" });
  return ok({ reason, needsReplacement: standing === null });
}

/** Tells both sides that a key no longer counts. */
export function withdrawnNotice(
  entitlement: Entitlement,
  withdrawn: {
    readonly keyId: string;
    readonly version: string;
    readonly reason: string;
    readonly isReplaced: boolean;
  },
  at: Temporal.Instant,
): NoticeDraft {
  return {
    kind: "key-withdrawn",
    dedupeKey: `key:${withdrawn.keyId}:withdrawn`,
    partnerId: entitlement.partnerId,
    customerId: entitlement.customerId,
    subscriptionId: entitlement.subscription?.id ?? null,
    termNumber: null,
    orderId: entitlement.orderId,
    facts: {
      withdrawnAt: at.epochMilliseconds,
      productId: entitlement.productId,
      skuId: entitlement.skuId,
      version: withdrawn.version,
      reason: withdrawn.reason,
      isReplaced: withdrawn.isReplaced,
    },
  };
}
