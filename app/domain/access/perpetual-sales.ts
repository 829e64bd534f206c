import type { Temporal } from "temporal-polyfill";
import { type ActivityDraft, activityDone } from "../activity/activity.ts";
import { looksLikeKey } from "../entitlement/key-format.ts";
import type { NoticeDraft } from "../notices/notices.ts";
import { switchReasonMax, switchReasonMin } from "../policies.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";

/** What the operator wants of a partner: that it sells perpetual software from now on, or no longer. */
export type PerpetualSalesRequest = {
  readonly sellsPerpetual: boolean;
  /** In words, for the log. */
  readonly reason: string;
};

/** What follows from a switch: the line of the log, and what those are told who buy for the partner. */
export type PerpetualSalesChange = { readonly activity: ActivityDraft; readonly notice: NoticeDraft };

/**
 * Whether perpetual software is switched on or off for a partner, and what follows; null where it is so already.
 * It says what can be bought from now on: what was bought before stays. Rule: perpetual software, qualified partners.
 *
 * @param switchId of this switch alone, by which its notice is told from every other one's
 */
export function decidePerpetualSales(
  partner: { readonly id: string; readonly sellsPerpetual: boolean },
  request: PerpetualSalesRequest,
  { at, switchId }: { readonly at: Temporal.Instant; readonly switchId: string },
): Result<PerpetualSalesChange | null, RefusalOf<"invalid-field">> {
  const { sellsPerpetual } = request;
  const reason = request.reason.trim();
  if (reason.length < switchReasonMin) return refused({ code: "invalid-field", field: "reason", reason: "too-short" });
  if (reason.length > switchReasonMax) return refused({ code: "invalid-field", field: "reason", reason: "too-long" });
  if (looksLikeKey(reason)) return refused({ code: "invalid-field", field: "reason", reason: "contains-key" });
  if (partner.sellsPerpetual === sellsPerpetual) return ok(null);
  const values = { oldValue: { sellsPerpetual: !sellsPerpetual }, newValue: { sellsPerpetual, reason } };
  return ok({
    activity: activityDone("perpetual-sales-switched", at, { partnerId: partner.id }, values),
    notice: {
      kind: "perpetual-sales-switched",
      dedupeKey: `perpetual-sales:${partner.id}:${switchId}`,
      partnerId: partner.id,
      customerId: null,
      subscriptionId: null,
      termNumber: null,
      orderId: null,
      facts: { sellsPerpetual, switchedAt: at.epochMilliseconds, reason },
    },
  });
}
