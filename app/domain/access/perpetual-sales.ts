import type { Temporal } from "temporal-polyfill";
import { type ActivityDraft, activityDone } from "../activity/activity.ts";
import { looksLikeKey } from "../entitlement/key-format.ts";
import { switchReasonMax, switchReasonMin } from "../policies.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";

/** What the operator wants of a partner: that it sells perpetual software from now on, or no longer. */
export type PerpetualSalesRequest = {
  readonly sellsPerpetual: boolean;
  /** In words, for the log. */
  readonly reason: string;
};

/**
 * Whether perpetual software is switched on or off for a partner, and the line of the log; null where it is so already.
 * It says what can be bought from now on: what was bought before stays. Rule: perpetual software, qualified partners.
 */
export function decidePerpetualSales(
  partner: { readonly id: string; readonly sellsPerpetual: boolean },
  request: PerpetualSalesRequest,
  at: Temporal.Instant,
): Result<ActivityDraft | null, RefusalOf<"invalid-field">> {
  const { sellsPerpetual } = request;
  const reason = request.reason.trim();
  if (reason.length < switchReasonMin) return refused({ code: "invalid-field", field: "reason", reason: "too-short" });
  if (reason.length > switchReasonMax) return refused({ code: "invalid-field", field: "reason", reason: "too-long" });
  if (looksLikeKey(reason)) return refused({ code: "invalid-field", field: "reason", reason: "contains-key" });
  if (partner.sellsPerpetual === sellsPerpetual) return ok(null);
  const values = { oldValue: { sellsPerpetual: !sellsPerpetual }, newValue: { sellsPerpetual, reason } };
  return ok(activityDone("perpetual-sales-switched", at, { partnerId: partner.id }, values));
}
