import { Badge, type Tone } from "#app/ui/badge.tsx";
import type { DraftState } from "#app/views/catalog/price-lists.ts";
import { useTranslate } from "../use-translate.ts";

const tones: Record<DraftState, Tone> = {
  reading: "info",
  comparing: "info",
  checked: "success",
  refused: "danger",
  imported: "neutral",
  failed: "danger",
  interrupted: "warning",
};

/** How far a price list is on its way in. */
export function DraftBadge({ state }: { readonly state: DraftState }) {
  const t = useTranslate();
  return (
    <Badge tone={tones[state]} hasDot>
      {t(`prices:status.${state}`)}
    </Badge>
  );
}
