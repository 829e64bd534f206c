import { useTranslate } from "#app/components/use-translate.ts";
import { Section } from "#app/ui/section.tsx";
import type { ChargeCalendar } from "#app/views/charge-calendar.ts";
import { ChargeChart } from "./charge-chart.tsx";

/** All charges of all lines together: a picture, and what each year costs. */
export function ChargeOverview({ calendar }: { readonly calendar: ChargeCalendar }) {
  const t = useTranslate();
  return (
    <Section title={t("purchase:review.chartTitle")}>
      <div className="flex flex-col gap-4">
        <ChargeChart calendar={calendar} />
        {calendar.years.length < 2 ? null : (
          <div>
            <h3 className="mb-1 text-sm font-medium">{t("purchase:review.byYear")}</h3>
            <dl className="grid grid-cols-2 gap-x-6 gap-y-2 tabular sm:grid-cols-4">
              {calendar.years.map(({ year, count, amount }) => (
                <div key={year} className="flex flex-col">
                  <dt className="text-sm text-ink-muted">
                    {year} · {t("purchase:review.yearCharges", { count })}
                  </dt>
                  <dd className="font-medium">{amount.text}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      </div>
    </Section>
  );
}
