import { useTranslate } from "#app/components/use-translate.ts";
import type { InstallationState } from "#app/domain/upgrade-verification/installation-order.ts";
import type { VerdictResult } from "#app/domain/upgrade-verification/verdict.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";

const toneOfState: Record<InstallationState, Tone> = {
  draft: "neutral",
  "verification-open": "warning",
  sent: "info",
  confirmed: "success",
  imaging: "info",
  done: "success",
  cancelled: "neutral",
};

type StateBadgeProps = { readonly state: InstallationState; readonly isHeld: boolean };

/** Where an order stands; a hold comes before everything else. */
export function InstallationBadge({ state, isHeld }: StateBadgeProps) {
  const t = useTranslate();
  if (isHeld)
    return (
      <Badge tone="danger" hasDot>
        {t("installations:state.held")}
      </Badge>
    );
  return (
    <Badge tone={toneOfState[state]} hasDot>
      {t(`installations:state.${state}`)}
    </Badge>
  );
}

const toneOfVerdict: Record<VerdictResult, Tone> = {
  qualifies: "success",
  "qualifies-if": "warning",
  "does-not-qualify": "danger",
  unknown: "neutral",
};

export function VerdictBadge({ result }: { readonly result: VerdictResult }) {
  const t = useTranslate();
  return <Badge tone={toneOfVerdict[result]}>{t(`installations:verdict.${result}`)}</Badge>;
}
