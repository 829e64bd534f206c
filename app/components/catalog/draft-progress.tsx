import { Progress } from "#app/ui/progress.tsx";
import { Section } from "#app/ui/section.tsx";
import type { DraftProgress as ProgressView } from "#app/views/catalog/price-lists.ts";
import { LookAgain } from "../look-again.tsx";
import { useTranslate } from "../use-translate.ts";

/** How far the check of a price list is; looks again by itself. */
export function DraftProgress({ progress }: { readonly progress: ProgressView }) {
  const t = useTranslate();
  const { phase, value, max, doneText: done, totalText: total } = progress;
  const text =
    phase === "comparing"
      ? t("prices:draft.comparingText", { done, total })
      : max === null
        ? t("prices:draft.readingTextOpen", { done })
        : t("prices:draft.readingText", { done, total });
  return (
    <Section title={t("prices:draft.atWorkTitle")} description={t("prices:draft.atWorkText")}>
      <div className="flex flex-col gap-1.5" aria-live="polite">
        <p className="text-sm font-medium">{t(`prices:draft.${phase}Label`)}</p>
        <Progress label={t(`prices:draft.${phase}Label`)} value={value} max={Math.max(1, max ?? value)} text={text} />
      </div>
      <LookAgain seconds={2} />
    </Section>
  );
}
