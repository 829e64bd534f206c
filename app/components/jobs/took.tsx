import { useTranslate } from "#app/components/use-translate.ts";
import type { TimeLeftText } from "#app/views/format.ts";

/** How long a run took; most take less than a second. */
export function Took({ duration }: { readonly duration: TimeLeftText }) {
  const t = useTranslate();
  return <>{duration.milliseconds < 1000 ? t("jobs:runs.instant") : duration.text}</>;
}
