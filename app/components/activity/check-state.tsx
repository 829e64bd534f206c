import type { SerializeFrom } from "@remix-run/node";
import { LookAgain } from "#app/components/look-again.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Section } from "#app/ui/section.tsx";
import type { ActivityChainsView } from "#app/views/activity/activity-chains.ts";

/** How far a verification is, or what the last one found. */
export function CheckState({ check }: { readonly check: SerializeFrom<ActivityChainsView>["check"] }) {
  const t = useTranslate();
  if (check === null)
    return (
      <Notice tone="info" title={t("activity:chains.never")}>
        {t("activity:chains.neverText")}
      </Notice>
    );
  const { status, lines, linesTotal, chains, broken, percent } = check;
  if (status === "running")
    return (
      <Section title={t("activity:chains.running")} description={t("activity:chains.startedText")}>
        <div aria-live="polite">
          <Progress
            label={t("activity:chains.running")}
            value={percent}
            max={100}
            text={t("activity:chains.progress", { done: lines, total: linesTotal })}
          />
        </div>
        <LookAgain seconds={2} />
      </Section>
    );
  if (status === "interrupted")
    return (
      <Notice tone="warning" title={t("activity:chains.interrupted")}>
        {t("activity:chains.interruptedText")}
      </Notice>
    );
  return status === "intact" ? (
    <Notice tone="success" title={t("activity:chains.intact")}>
      {t("activity:chains.intactText", { lines, chains })}
    </Notice>
  ) : (
    <Notice tone="danger" title={t("activity:chains.broken", { count: broken })}>
      {t("activity:chains.brokenText")}
    </Notice>
  );
}
