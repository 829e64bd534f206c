import { Link } from "@remix-run/react";
import { scaleLinear } from "d3-scale";
import { useTranslate } from "#app/components/use-translate.ts";
import type { ForecastView } from "#app/views/forecast.ts";

const slot = 30;
const barWidth = 20;

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
  const highest = months.reduce((most, month) => (month.total.amountMinor > most.total.amountMinor ? month : most));
  const scale = scaleLinear()
    .domain([0, Math.max(1, highest.total.amountMinor)])
    .range([0, height]);
  return (
    <figure className="flex flex-col gap-1.5">
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-muted">
        <span>
          {t("forecast:chart.label", {
            total: total.total.text,
            from: first.month,
            to: last.month,
            renewals: total.renewals.text,
          })}
        </span>
        <span className="tabular">{t("forecast:chart.highest", { amount: highest.total.text })}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${months.length * slot} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        height={height}
        className="w-full border-b border-line-strong"
      >
        {months.map((month, index) => (
          <Link key={month.period} to={pathOf(month.period)} tabIndex={-1} preventScrollReset className="group">
            <title>{t("forecast:chart.bar", { month: month.month, amount: month.total.text })}</title>
            <rect
              x={index * slot}
              y={0}
              width={slot}
              height={height}
              className={month.isChosen ? "fill-sunken" : "fill-transparent group-hover:fill-sunken"}
            />
            <Bar x={index * slot} base={height} height={scale(month.scheduled.amountMinor)} className="fill-accent" />
            <Bar
              x={index * slot}
              base={height - scale(month.scheduled.amountMinor)}
              height={scale(month.renewals.amountMinor)}
              className="fill-info"
            />
          </Link>
        ))}
      </svg>
      <span className="flex justify-between text-xs text-ink-muted tabular" aria-hidden="true">
        <span>{first.month}</span>
        <span>{last.month}</span>
      </span>
      <span className="flex flex-wrap gap-x-4 text-sm text-ink-muted" aria-hidden="true">
        <Key className="fill-accent" label={t("forecast:chart.scheduled")} />
        <Key className="fill-info" label={t("forecast:chart.renewals")} />
      </span>
    </figure>
  );
}

type BarProps = {
  readonly x: number;
  readonly base: number;
  readonly height: number;
  readonly className: string;
};

function Bar({ x, base, height, className }: BarProps) {
  return (
    <rect
      x={x + (slot - barWidth) / 2}
      y={(base - height).toFixed(1)}
      width={barWidth}
      height={height.toFixed(1)}
      className={className}
    />
  );
}

function Key({ className, label }: { readonly className: string; readonly label: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <svg viewBox="0 0 10 10" className="size-2.5">
        <rect width="10" height="10" className={className} />
      </svg>
      {label}
    </span>
  );
}
