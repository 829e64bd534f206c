import { useTranslate } from "#app/components/use-translate.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import type { KeyStateName } from "#app/views/entitlement-key-state.ts";

const tones: Record<KeyStateName, Tone> = {
  "not-drawn": "neutral",
  shown: "info",
  replaced: "info",
  withdrawn: "warning",
  revoked: "neutral",
  "none-needed": "neutral",
};

/** What has become of a key, in two words. */
export function KeyStateBadge({ state }: { readonly state: KeyStateName }) {
  const t = useTranslate();
  return <Badge tone={tones[state]}>{t(`keys:state.${state}`)}</Badge>;
}
