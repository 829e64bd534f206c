import { useTranslate } from "#app/components/use-translate.ts";
import type { SupportSeverity, SupportState } from "#app/domain/support/support-request.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";

const toneOfState: Record<SupportState, Tone> = {
  new: "info",
  open: "info",
  reopened: "info",
  "attention-needed": "warning",
  closed: "neutral",
};

type StateBadgeProps = {
  readonly state: SupportState;
  /** The partner itself reads "Waiting for you". */
  readonly isOwn: boolean;
};

export function StateBadge({ state, isOwn }: StateBadgeProps) {
  const t = useTranslate();
  return (
    <Badge tone={toneOfState[state]} hasDot>
      {state === "attention-needed" && isOwn ? t("support:ownState") : t(`support:state.${state}`)}
    </Badge>
  );
}

const toneOfSeverity: Record<SupportSeverity, Tone> = { critical: "danger", moderate: "warning", minimal: "neutral" };

export function SeverityBadge({ severity }: { readonly severity: SupportSeverity }) {
  const t = useTranslate();
  return <Badge tone={toneOfSeverity[severity]}>{t(`support:severity.${severity}`)}</Badge>;
}
