import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { jobNames } from "#app/domain/jobs/job-names.ts";
import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";

/** One button for each job. */
export function RunNow() {
  const t = useTranslate();
  return (
    <Section title={t("jobs:runs.runNow")} description={t("jobs:runs.runNowText")} isPadded={false}>
      <Form method="post">
        <ul className="divide-y divide-line">
          {jobNames.map((job) => (
            <li key={job} className="flex items-center justify-between gap-4 px-4 py-1.5 sm:py-2.5">
              <span className="min-w-0">
                <span className="font-medium">{t(`jobs:name.${job}`)}</span>
                {/* On a phone the runs below are what one looks for; each run's page says what its job is for. */}
                <span className="hidden text-sm text-ink-muted sm:block">{t(`jobs:purpose.${job}`)}</span>
              </span>
              <Button
                name="job"
                value={job}
                size="sm"
                icon="play"
                aria-label={t("jobs:runs.runNamed", { job: t(`jobs:name.${job}`) })}
              >
                {t("jobs:runs.start")}
              </Button>
            </li>
          ))}
        </ul>
      </Form>
    </Section>
  );
}
