import { useTranslate } from "#app/components/use-translate.ts";
import type { DeviceState } from "#app/domain/migration-plan/device-states.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";

const tones: Record<DeviceState, Tone> = {
  "ran-out": "danger",
  "running-out": "warning",
  "due-next": "info",
  later: "neutral",
  done: "success",
};

export function DeviceStateBadge({ state }: { readonly state: DeviceState }) {
  const t = useTranslate();
  return (
    <Badge tone={tones[state]} hasDot>
      {t(`migration:state.${state}`)}
    </Badge>
  );
}
