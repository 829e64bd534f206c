import { Form } from "@remix-run/react";
import { LookAgain } from "#app/components/look-again.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { BulkKind } from "#app/domain/bulk/bulk-action.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Section } from "#app/ui/section.tsx";

export type RunState = {
  readonly kind: BulkKind;
  readonly title: string;
  readonly will: number;
  readonly done: number;
  readonly refused: number;
  readonly progress: { readonly done: string; readonly total: string };
};

/** Progress while it is carried out; looks again by itself, also without scripts. */
export function RunUnderWay({ run }: { readonly run: RunState }) {
  const t = useTranslate();
  return (
    <Section title={t("bulk:running.title")} description={t("bulk:running.text")}>
      <div aria-live="polite">
        <Progress
          label={t("bulk:running.progress")}
          value={run.done + run.refused}
          max={Math.max(1, run.will)}
          text={t("bulk:running.progressText", run.progress)}
        />
      </div>
      <LookAgain seconds={2} />
    </Section>
  );
}

/** What became of it, in one line. */
export function RunFinished({
  run,
  confirmedBy,
  confirmedAt,
}: {
  readonly run: RunState;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string;
}) {
  const t = useTranslate();
  const title =
    run.done === 0
      ? t("bulk:finished.none")
      : run.refused === 0
        ? t("bulk:finished.all", { count: run.done })
        : t("bulk:finished.some", { done: run.done, refused: run.refused });
  return (
    <Notice tone={run.refused === 0 ? "success" : "warning"} title={title}>
      {confirmedBy === null
        ? t("bulk:finished.textNobody", { at: confirmedAt })
        : t("bulk:finished.text", { name: confirmedBy, at: confirmedAt })}
    </Notice>
  );
}

type ConfirmProps = {
  readonly run: RunState;
  /** Why it cannot be confirmed; null where it can. */
  readonly reason: string | null;
  readonly form: { readonly id: string; readonly errors: readonly string[] | undefined };
};

/** The form that carries the dry run out, or why it cannot be. */
export function ConfirmRun({ run, reason, form }: ConfirmProps) {
  const t = useTranslate();
  const back = (
    <ButtonLink to={paths.subscriptions()} variant="quiet">
      {t("bulk:dry.back")}
    </ButtonLink>
  );
  if (reason !== null)
    return (
      <Notice tone="warning" title={t("bulk:dry.notPossible")} actions={back}>
        {reason}
      </Notice>
    );
  const isCancel = run.kind === "cancel";
  const field = { id: `${form.id}-isConfirmed`, name: "isConfirmed", errors: form.errors };
  return (
    <Section title={t("bulk:dry.confirmTitle")} description={t("bulk:dry.moved")} className="max-w-3xl">
      <Form method="post" id={form.id} className="flex flex-col gap-4">
        {isCancel ? (
          <CheckboxField field={field} required label={t("bulk:dry.confirmCancel", { count: run.will })} />
        ) : (
          // What can be switched back needs no box: the page above has said what the button does.
          <input type="hidden" name="isConfirmed" value="on" />
        )}
        <FormActions>
          <Button variant={isCancel ? "danger" : "primary"}>{run.title}</Button>
          {back}
        </FormActions>
      </Form>
    </Section>
  );
}
