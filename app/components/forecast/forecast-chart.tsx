import { Link } from "@remix-run/react";
import { Bar, BarKey, MonthBars, monthWidth } from "#app/components/month-bars.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { ForecastView } from "#app/views/forecast.ts";

type ForecastChartProps = {
  readonly months: ForecastView["byMonth"];
  readonly total: ForecastView["total"];
  /** The address of a month; none where the picture leads nowhere. */
  readonly pathOf: (period: string) => string;
  /** In pixels. */
  readonly height?: number;
};

/**
 * Months as bars, running terms below and renewals on top, drawn on the server. Said in one sentence to those who
 * cannot see it; the table has every number and the same links, so that the bars are for the mouse alone.
 */
export function ForecastChart({ months, total, pathOf, height = 150 }: ForecastChartProps) {
  const t = useTranslate();
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <MonthBars
      months={months}
      valueOf={({ total: all }) => all.amountMinor}
      label={t("forecast:chart.label", {
        total: total.total.text,
        from: first.month,
        to: last.month,
        renewals: total.renewals.text,
      })}
      highestLabel={(highest) => t("forecast:chart.highest", { amount: highest.total.text })}
      height={height}
      draw={(month, x, scale) => (
        <Link key={month.period} to={pathOf(month.period)} tabIndex={-1} preventScrollReset className="group">
          <title>{t("forecast:chart.bar", { month: month.month, amount: month.total.text })}</title>
          <rect
            x={x}
            y={0}
            width={monthWidth}
            height={height}
            className={month.isChosen ? "fill-sunken" : "fill-transparent group-hover:fill-sunken"}
          />
          <Bar x={x} base={height} height={scale(month.scheduled.amountMinor)} className="fill-accent" />
          <Bar
            x={x}
            base={height - scale(month.scheduled.amountMinor)}
            height={scale(month.renewals.amountMinor)}
            className="fill-info"
          />
        </Link>
      )}
      legend={
        <span className="flex flex-wrap gap-x-4 text-sm text-ink-muted" aria-hidden="true">
          <BarKey className="fill-accent" label={t("forecast:chart.scheduled")} />
          <BarKey className="fill-info" label={t("forecast:chart.renewals")} />
        </span>
      }
    />
  );
}
