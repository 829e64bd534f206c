import { useTranslate } from "#app/components/use-translate.ts";
import type { Timeline, TimelineMark } from "#app/views/subscription-timeline.ts";

/** A mark by its shape as well as its colour, around the point it stands on. */
export function TimelineSymbol({ kind, size }: { readonly kind: TimelineMark["kind"]; readonly size: number }) {
  const cross = size * 0.9;
  switch (kind) {
    case "charge":
      return <circle r={size} className="fill-ink" />;
    case "charge-ahead":
      return <circle r={size} className="fill-surface stroke-ink [stroke-width:1.5]" />;
    case "charge-planned":
      return (
        <circle r={size} className="fill-surface stroke-line-strong [stroke-dasharray:2_1.5] [stroke-width:1.5]" />
      );
    case "credit":
      return (
        <path
          d={`M0 ${-size * 1.5}L${size * 1.5} 0L0 ${size * 1.5}L${-size * 1.5} 0Z`}
          className="fill-success stroke-surface"
        />
      );
    case "cancelled":
      return (
        <path
          d={`M${-cross} ${-cross}L${cross} ${cross}M${cross} ${-cross}L${-cross} ${cross}`}
          transform="translate(0 -14)"
          className="stroke-danger [stroke-width:2.5]"
        />
      );
    case "expired":
      return <rect x={-size} y={-size} width={size * 2} height={size * 2} className="fill-ink-subtle stroke-surface" />;
  }
}

const order: readonly TimelineMark["kind"][] = [
  "charge",
  "charge-ahead",
  "charge-planned",
  "credit",
  "cancelled",
  "expired",
];

type LegendProps = { readonly timeline: Timeline; readonly isWindowOpen: boolean };

/** What the marks mean; only those that are drawn. */
export function TimelineLegend({ timeline, isWindowOpen }: LegendProps) {
  const t = useTranslate();
  const kinds = order.filter((kind) => timeline.marks.some((mark) => mark.kind === kind));
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <svg aria-hidden width={14} height={14} viewBox="-7 -7 14 14">
            <g transform={kind === "cancelled" ? "translate(0 14)" : undefined}>
              <TimelineSymbol kind={kind} size={4} />
            </g>
          </svg>
          {t(`subscriptions:timeline.mark.${kind}`)}
        </li>
      ))}
      {timeline.window === null ? null : (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden width={16} height={6}>
            <rect width={16} height={6} rx={3} className={isWindowOpen ? "fill-warning" : "fill-line-strong"} />
          </svg>
          {t("subscriptions:timeline.window")}
        </li>
      )}
      {timeline.earlierTerms === 0 ? null : (
        <li>{t("subscriptions:timeline.earlier", { count: timeline.earlierTerms })}</li>
      )}
    </ul>
  );
}
