import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { describedBy, FieldError, type FieldState } from "#app/ui/field.tsx";
import { Section } from "#app/ui/section.tsx";
import type { ClockView } from "#app/views/clock.ts";
import { DueWords } from "./due-words.tsx";

type ClockForwardProps = {
  readonly steps: ClockView["steps"];
  readonly todayIso: string;
  /** Why the clock cannot be moved just now. */
  readonly reason: string | null;
  readonly dateErrors: readonly string[];
  readonly typedDate: string | undefined;
};

/** The ways to move the clock, each with what is known to run. Every button sends an instant, so that two clicks are one move. */
export function ClockForward({ steps, todayIso, reason, dateErrors, typedDate }: ClockForwardProps) {
  const t = useTranslate();
  const disabled = reason === null ? {} : { disabledReason: reason, reasonPlace: "bubble" as const };
  const field: FieldState = { id: "clock-date", name: "date", errors: dateErrors };
  const hint = t("jobs:clock.dateHint");
  return (
    <Section title={t("jobs:clock.forward")} description={t("jobs:clock.forwardText")} isPadded={false}>
      <ul className="divide-y divide-line">
        {steps.map(({ step, to, due }) => (
          <li key={step} className="flex items-center justify-between gap-4 px-4 py-2.5">
            <span className="min-w-0">
              <span className="font-medium">{t(`jobs:clock.step.${step}`)}</span>{" "}
              <time dateTime={to.iso} title={to.utc} className="text-ink-muted">
                → {to.local}
              </time>
              <span className="block text-sm tabular">
                <DueWords due={due} />
              </span>
            </span>
            <Form method="post">
              <input type="hidden" name="to" value={to.iso} />
              <Button
                name="intent"
                value="move"
                size="sm"
                icon="arrow-right"
                aria-label={t("jobs:clock.moveStep", { step: t(`jobs:clock.step.${step}`) })}
                {...disabled}
              >
                {t("jobs:clock.move")}
              </Button>
            </Form>
          </li>
        ))}
        <li className="px-4 py-3">
          <Form method="post" className="flex flex-wrap items-end gap-3">
            <div className="flex flex-col gap-1">
              <label htmlFor={field.id} className="text-sm font-medium">
                {t("jobs:clock.toDate")}
              </label>
              <input
                id={field.id}
                type="date"
                name={field.name}
                min={todayIso}
                required
                defaultValue={typedDate}
                className="input w-44! tabular"
                {...describedBy(field, hint)}
              />
            </div>
            <Button name="intent" value="move-to-date" {...disabled}>
              {t("jobs:clock.moveTo")}
            </Button>
            <div className="w-full">
              <p id={`${field.id}-hint`} className="text-sm text-ink-muted">
                {hint}
              </p>
              <FieldError field={field} />
            </div>
          </Form>
        </li>
      </ul>
    </Section>
  );
}
