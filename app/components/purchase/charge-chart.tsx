import { useTranslate } from "#app/components/use-translate.ts";
import type { ChargeCalendar } from "#app/views/charge-calendar.ts";

const width = 1000;
const height = 120;
/** Wide enough to be seen on a phone, narrow enough that 36 of them stand apart. */
const barWidth = 10;

/**
 * All charges over time as bars, drawn on the server. The picture stretches with the page, so that words stand beside
 * it and not in it. Said in one sentence to those who cannot see it; the tables have every number.
 */
export function ChargeChart({ calendar }: { readonly calendar: Pick<ChargeCalendar, "days" | "total"> }) {
  const t = useTranslate();
  const { days, total } = calendar;
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const highest = days.reduce((most, day) => (day.amount.amountMinor > most.amount.amountMinor ? day : most), first);
  const span = Math.max(1, last.epochMs - first.epochMs);
  const count = days.reduce((sum, day) => sum + day.count, 0);
  const label =
    days.length === 1
      ? t("purchase:review.chartLabelOne", { total: total.text, from: first.day.text })
      : t("purchase:review.chartLabel", { count, from: first.day.text, to: last.day.text, total: total.text });
  return (
    <figure className="flex flex-col gap-1.5">
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-muted">
        <span>{label}</span>
        <span className="tabular">{t("purchase:review.chartHighest", { amount: highest.amount.text })}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-24 w-full border-b border-line-strong"
      >
        {days.map(({ epochMs, day, amount }) => {
          const x = ((epochMs - first.epochMs) / span) * (width - barWidth);
          const share = highest.amount.amountMinor === 0 ? 0 : amount.amountMinor / highest.amount.amountMinor;
          const barHeight = Math.max(2, share * height);
          return (
            <rect
              key={day.iso}
              x={x.toFixed(1)}
              y={(height - barHeight).toFixed(1)}
              width={barWidth}
              height={barHeight.toFixed(1)}
              className="fill-accent"
            >
              <title>{`${day.text}: ${amount.text}`}</title>
            </rect>
          );
        })}
      </svg>
      {days.length === 1 ? null : (
        <span className="flex justify-between text-xs text-ink-muted tabular" aria-hidden="true">
          <span>{first.day.text}</span>
          <span>{last.day.text}</span>
        </span>
      )}
    </figure>
  );
}
