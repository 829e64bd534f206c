import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";

/** Width of a month in the picture, and of its bar. */
export const monthWidth = 30;
const barWidth = 20;

type MonthBarsProps<Month> = {
  readonly months: readonly (Month & { readonly month: string })[];
  /** The height of a month, in its own unit; zero or more. */
  readonly valueOf: (month: Month) => number;
  /** What the picture shows, in a sentence for everybody. */
  readonly label: string;
  /** What the highest bar stands for. */
  readonly highestLabel: (month: Month & { readonly month: string }) => string;
  /** In pixels. */
  readonly height: number;
  /** The drawing of a month, its left edge, and how many pixels a value is high. */
  readonly draw: (month: Month & { readonly month: string }, x: number, scale: (value: number) => number) => ReactNode;
  /** What the colours mean. */
  readonly legend: ReactNode;
};

/** Months as bars, drawn on the server; the table below has every number. */
export function MonthBars<Month>({
  months,
  valueOf,
  label,
  highestLabel,
  height,
  draw,
  legend,
}: MonthBarsProps<Month>) {
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) return null;
  const highest = months.reduce((most, month) => (valueOf(month) > valueOf(most) ? month : most));
  const scale = scaleLinear()
    .domain([0, Math.max(1, valueOf(highest))])
    .range([0, height]);
  return (
    <figure className="flex flex-col gap-1.5">
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-muted">
        <span>{label}</span>
        <span className="tabular">{highestLabel(highest)}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${months.length * monthWidth} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        height={height}
        className="w-full border-b border-line-strong"
      >
        {months.map((month, index) => draw(month, index * monthWidth, scale))}
      </svg>
      <span className="flex justify-between text-xs text-ink-muted tabular" aria-hidden="true">
        <span>{first.month}</span>
        <span>{last.month}</span>
      </span>
      {legend}
    </figure>
  );
}

type BarProps = {
  readonly x: number;
  readonly base: number;
  readonly height: number;
  readonly className: string;
};

export function Bar({ x, base, height, className }: BarProps) {
  return (
    <rect
      x={x + (monthWidth - barWidth) / 2}
      y={(base - height).toFixed(1)}
      width={barWidth}
      height={height.toFixed(1)}
      className={className}
    />
  );
}

/** What a colour of the bars stands for. */
export function BarKey({ className, label }: { readonly className: string; readonly label: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <svg viewBox="0 0 10 10" className="size-2.5">
        <rect width="10" height="10" className={className} />
      </svg>
      {label}
    </span>
  );
}
