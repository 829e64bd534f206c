import type { MailState } from "#app/domain/notices/mail-attempts.ts";
import type { NoticeKind } from "#app/domain/notices/notices.ts";
import type { Tone } from "#app/ui/badge.tsx";

/** How urgent a kind looks; its word stands beside it. */
export const toneOfNotice: Readonly<Record<NoticeKind, Tone>> = {
  "order-confirmed": "success",
  "renewal-ahead": "info",
  "will-not-renew": "warning",
  renewed: "success",
  expired: "neutral",
  "window-closing": "warning",
  cancelled: "neutral",
  "invoice-ready": "info",
  "key-pool-low": "warning",
  "key-withdrawn": "danger",
  "support-answered": "info",
  "verification-to-sign": "info",
  "verification-sent": "info",
  "verification-accepted": "success",
  "verification-rejected": "warning",
  "installation-released": "success",
  "investigation-opened": "danger",
  "investigation-to-follow": "warning",
  "activation-late": "warning",
  "activation-to-settle": "danger",
  "activity-sealed": "neutral",
  "product-list-edition": "info",
  "perpetual-sales-switched": "warning",
};

export const toneOfMail: Readonly<Record<MailState, Tone>> = {
  queued: "neutral",
  sending: "info",
  sent: "success",
  failed: "warning",
  dead: "danger",
  dropped: "neutral",
};
