import { Badge, type Tone } from "#app/ui/badge.tsx";
import type { KeyImportState } from "#app/views/shelf/key-pool.ts";
import { useTranslate } from "../use-translate.ts";

const tones: Record<KeyImportState, Tone> = {
  reading: "info",
  checked: "warning",
  importing: "info",
  imported: "success",
  discarded: "neutral",
  interrupted: "danger",
};

/** How far a key file is on its way in. */
export function ImportBadge({ state }: { readonly state: KeyImportState }) {
  const t = useTranslate();
  return (
    <Badge tone={tones[state]} hasDot>
      {t(`pools:status.${state}`)}
    </Badge>
  );
}
