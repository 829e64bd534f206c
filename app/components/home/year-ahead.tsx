import { ForecastChart } from "#app/components/forecast/forecast-chart.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import type { HomeForecast } from "#app/views/home-forecast.ts";

/** What the next months will cost, small; every bar leads into the forecast. Of a large book it says where to look. */
export function YearAhead({ forecast }: { readonly forecast: HomeForecast }) {
  const t = useTranslate();
  const filled = forecast.isDrawn ? forecast.years.filter(({ total }) => total.total.amountMinor > 0) : [];
  if (forecast.isDrawn && filled.length === 0) return null;
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
      {forecast.isDrawn ? null : (
        <p className="text-ink-muted">{t("home:yearAhead.large", { max: forecast.drawnMax })}</p>
      )}
      <div className="flex flex-col gap-4 empty:hidden">
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
