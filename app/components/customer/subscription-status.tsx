import { useTranslate } from "#app/components/use-translate.ts";
import type { SubscriptionStatus } from "#app/domain/subscription/subscription.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";

type StatusProps = {
  readonly status: SubscriptionStatus | "owned";
  readonly isBeingRenewed?: boolean | undefined;
  readonly isOnHold?: boolean | undefined;
};

const tones: Record<StatusProps["status"], Tone> = {
  active: "success",
  owned: "success",
  expired: "neutral",
  deleted: "neutral",
};

/** What a purchase is at the moment, as a word with a colour. */
export function SubscriptionStatusBadge({ status, isBeingRenewed = false, isOnHold = false }: StatusProps) {
  const t = useTranslate();
  if (isOnHold) {
    return (
      <Badge tone="danger" hasDot>
        {t("customers:subscriptions.onHold")}
      </Badge>
    );
  }
  if (isBeingRenewed) {
    return (
      <Badge tone="info" hasDot>
        {t("customers:subscriptions.renewing")}
      </Badge>
    );
  }
  return (
    <Badge tone={tones[status]} hasDot>
      {status === "owned" ? t("customers:software.owned") : t(`trade:status.${status}`)}
    </Badge>
  );
}
