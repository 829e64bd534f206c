import { useTranslate } from "#app/components/use-translate.ts";
import type { EntitlementStatus } from "#app/domain/entitlement/entitlement.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";

const tones: Record<EntitlementStatus, Tone> = { usable: "success", cancelled: "neutral", expired: "neutral" };

/** Whether a purchase can be used, as a word with a colour. */
export function OwnStatusBadge({ status }: { readonly status: EntitlementStatus }) {
  const t = useTranslate();
  return (
    <Badge tone={tones[status]} hasDot>
      {t(`ownProducts:status.${status}`)}
    </Badge>
  );
}
