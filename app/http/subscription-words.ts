import type { SubscriptionPageData, WindowData } from "#app/components/subscription/page-data.ts";
import type { SubscriptionAction } from "#app/domain/subscription/available-actions.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { RefusalWords } from "#app/i18n/refusal-words.ts";
import type { SubscriptionSummary, WindowText } from "#app/views/subscription-summary.ts";
import type { SubscriptionView } from "#app/views/subscription.ts";

type Saying = { readonly say: (refusal: Refusal) => RefusalWords };

/** The view of a subscription with every refusal in the reader's words, as its page carries it. */
export function saySubscription(view: SubscriptionView, visitor: Saying): SubscriptionPageData {
  const { actions, next, window, subscription, ...rest } = view;
  return {
    ...rest,
    subscription: sayLine(subscription),
    window: sayWindow(window, visitor),
    reasons: Object.fromEntries(
      Object.values(actions).map(({ action, refusal }) => [action, sayReason(refusal, visitor)]),
    ) as Record<SubscriptionAction, string | null>,
    next: next === null || next.willRenew ? next : { willRenew: false, reason: visitor.say(next.reason).text },
  };
}

/** Without the reason that lists show; the pages of one subscription say it themselves. */
export function sayLine<Line extends SubscriptionSummary>({
  willNotRenew: _,
  ...line
}: Line): Omit<Line, "willNotRenew"> {
  return line;
}

export function sayWindow({ never, ...window }: WindowText, visitor: Saying): WindowData {
  return { ...window, neverReason: sayReason(never, visitor) };
}

/**
 * Why something ends, beside its last day. Of auto-renew the title says it all; the text tells those who want another
 * next term what to do first.
 */
export function sayEnding(refusal: Refusal, { say }: Saying): string {
  const { title, text } = say(refusal);
  return refusal.code === "auto-renew-off" ? title : text;
}

/** A refusal's text; null where there is none. */
export function sayReason(refusal: Refusal | null, { say }: Saying): string | null {
  return refusal === null ? null : say(refusal).text;
}
