import { Form } from "@remix-run/react";
import { LookAgain } from "#app/components/look-again.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat } from "#app/ui/stat.tsx";
import type { ClockMoveText, ClockView } from "#app/views/clock.ts";
import { RunTable } from "./run-table.tsx";

type ClockMoveProps = { readonly move: ClockMoveText };

/** A move that is under way or was cut off. Nothing is drawn for one that has arrived. */
export function ClockMoveState({ move }: ClockMoveProps) {
  const t = useTranslate();
  if (move.state === "done") return null;
  if (move.state === "running")
    return (
      <Section title={t("jobs:clock.moving")} description={t("jobs:clock.movingText")}>
        <div className="flex flex-col gap-1.5" aria-live="polite">
          <Progress label={t("jobs:clock.moving")} value={move.percent} max={100} text={`${move.percent} %`} />
          <p className="text-sm text-ink-muted">{t("jobs:clock.movingProgress", { at: move.at.local })}</p>
        </div>
        <LookAgain seconds={2} />
      </Section>
    );
  const facts = { at: move.at.local, to: move.to.local };
  return (
    <Notice
      tone={move.state === "failed" ? "danger" : "warning"}
      title={t(move.state === "failed" ? "jobs:clock.failedTitle" : "jobs:clock.cutOff")}
      actions={
        <Form method="post">
          <input type="hidden" name="to" value={move.toIso} />
          <Button name="intent" value="move" icon="play">
            {t("jobs:clock.goOn", { to: move.to.local })}
          </Button>
        </Form>
      }
    >
      {move.state === "failed"
        ? t("jobs:clock.failedText", { ...facts, error: move.error ?? "" })
        : t("jobs:clock.cutOffText", facts)}
    </Notice>
  );
}

/** What the last move brought: how many terms, charges and ends, and the runs that did it. */
export function ClockMoveResult({ move, runs }: ClockMoveProps & Pick<ClockView, "runs">) {
  const t = useTranslate();
  return (
    <>
      <section aria-label={t("jobs:clock.lastMove")} className="flex flex-col gap-3">
        <h2 className="text-md font-semibold">
          {t("jobs:clock.lastMove")}{" "}
          <span className="text-base font-normal text-ink-muted">
            {t("jobs:clock.lastMoveIntro", { from: move.from.local, to: move.at.local })}
          </span>
        </h2>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
          {(["steps", "terms", "charges", "ended"] as const).map((count) => (
            <Stat key={count} label={t(`jobs:clock.${count}`)} value={move.counts[count]} />
          ))}
          <Stat
            label={t("jobs:clock.failed")}
            value={move.counts.failed}
            icon={move.hasFailures ? "circle-alert" : "circle-check"}
            tone={move.hasFailures ? "danger" : "success"}
          />
        </div>
      </section>
      <Section title={t("jobs:clock.runs")} description={t("jobs:clock.runsIntro")} isPadded={runs.length === 0}>
        {runs.length === 0 ? (
          <p className="text-ink-muted">{t("jobs:clock.runsNone")}</p>
        ) : (
          <RunTable caption={t("jobs:clock.runs")} runs={runs} />
        )}
      </Section>
    </>
  );
}
