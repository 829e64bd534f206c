import { useTranslate } from "#app/components/use-translate.ts";
import type { CurrencyForecast } from "#app/views/invoice-forecast.ts";

const width = 1200;
const height = 160;
const slot = width / 12;
const barWidth = 56;

/**
 * Twelve months as bars, running terms below and renewals on top, drawn on the server. Said in one sentence to those
 * who cannot see it; the table has every number.
 */
export function ForecastChart({ forecast }: { readonly forecast: CurrencyForecast }) {
  const t = useTranslate();
  const { months, total, renewals } = forecast;
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) return null;
  const highest = months.reduce((most, month) => (month.total.amountMinor > most.total.amountMinor ? month : most));
  const scale = (minor: number) => (highest.total.amountMinor === 0 ? 0 : (minor / highest.total.amountMinor) * height);
  return (
    <figure className="flex flex-col gap-1.5">
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-muted">
        <span>
          {t("invoices:forecast.chart", {
            total: total.text,
            from: first.month,
            to: last.month,
            renewals: renewals.text,
          })}
        </span>
        <span className="tabular">{t("invoices:forecast.highest", { amount: highest.total.text })}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-36 w-full border-b border-line-strong"
      >
        {months.map(({ period, month, scheduled, renewals: renewed, total: sum }, index) => {
          const x = index * slot + (slot - barWidth) / 2;
          const below = scale(scheduled.amountMinor);
          const above = scale(renewed.amountMinor);
          return (
            <g key={period}>
              <title>{`${month}: ${sum.text}`}</title>
              <rect
                x={x}
                y={(height - below).toFixed(1)}
                width={barWidth}
                height={below.toFixed(1)}
                className="fill-accent"
              />
              <rect
                x={x}
                y={(height - below - above).toFixed(1)}
                width={barWidth}
                height={above.toFixed(1)}
                className="fill-info"
              />
            </g>
          );
        })}
      </svg>
      <span className="flex justify-between text-xs text-ink-muted tabular" aria-hidden="true">
        <span>{first.month}</span>
        <span>{last.month}</span>
      </span>
      <span className="flex flex-wrap gap-x-4 text-sm text-ink-muted" aria-hidden="true">
        <Key className="fill-accent" label={t("invoices:forecast.scheduled")} />
        <Key className="fill-info" label={t("invoices:forecast.renewals")} />
      </span>
    </figure>
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
