import { useTranslate } from "#app/components/use-translate.ts";
import type { InvitationState } from "#app/domain/access/invitation.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";

const tones: Record<InvitationState, Tone> = {
  open: "info",
  expired: "warning",
  accepted: "success",
  withdrawn: "neutral",
};

/** What has become of an invitation. */
export function InvitationBadge({ state }: { readonly state: InvitationState }) {
  const t = useTranslate();
  return (
    <Badge tone={tones[state]} hasDot>
      {t(`invitations:state.${state}`)}
    </Badge>
  );
}
