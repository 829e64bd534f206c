import { ForecastChart } from "#app/components/forecast/forecast-chart.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import type { YearAhead as YearAheadView } from "#app/views/home-forecast.ts";

/** What the next months will cost, small; every bar leads into the forecast. */
export function YearAhead({ years }: { readonly years: readonly YearAheadView[] }) {
  const t = useTranslate();
  const filled = years.filter(({ total }) => total.total.amountMinor > 0);
  if (filled.length === 0) return null;
  return (
    <Section
      title={t("home:yearAhead.title")}
      description={t("home:yearAhead.intro")}
      actions={
        <ButtonLink to={paths.forecast()} size="sm">
          {t("home:yearAhead.all")}
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-4">
        {filled.map(({ currency, months, total }) => (
          <ForecastChart
            key={currency}
            months={months}
            total={total}
            pathOf={(period) => paths.forecast({ currency, month: period })}
            height={80}
          />
        ))}
      </div>
    </Section>
  );
}
