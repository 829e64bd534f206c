import { Badge } from "#app/ui/badge.tsx";
import type { TimeLeftText } from "#app/views/format.ts";

const hour = 3_600_000;

/** How long something stays possible; the shorter, the louder. */
export function TimeLeft({ left }: { readonly left: TimeLeftText }) {
  const tone = left.milliseconds < 24 * hour ? "danger" : left.milliseconds < 72 * hour ? "warning" : "neutral";
  return (
    <Badge tone={tone} hasDot={tone !== "neutral"}>
      {left.text}
    </Badge>
  );
}
