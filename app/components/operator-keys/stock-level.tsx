import { Badge, type Tone } from "#app/ui/badge.tsx";
import type { Stock, StockLevel } from "#app/views/shelf/key-pools.ts";
import { classNames } from "#app/ui/class-names.ts";
import { useTranslate } from "../use-translate.ts";

const tones: Record<StockLevel, Tone> = { plenty: "success", low: "warning", empty: "danger" };
const fills: Record<StockLevel, string> = { plenty: "fill-success", low: "fill-warning", empty: "fill-danger" };

export function StockBadge({ level }: { readonly level: StockLevel }) {
  const t = useTranslate();
  return (
    <Badge tone={tones[level]} hasDot>
      {t(`pools:level.${level}`)}
    </Badge>
  );
}

const width = 120;
const height = 10;
/** The mark stands a quarter along, so that what counts, the way down to it, can be seen. */
const marksShown = 4;

/** How far the free keys are above their mark, which is the line across. What is more than the bar is long is cut off. */
export function StockBar({ stock, label, isWide = false }: { stock: Stock; label: string; isWide?: boolean }) {
  const full = Math.max(
    stock.lowStockMark.value * marksShown,
    stock.lowStockMark.value === 0 ? stock.available.value : 1,
  );
  const free = full === 0 ? 0 : Math.min(1, stock.available.value / full) * width;
  const mark = full === 0 ? 0 : (stock.lowStockMark.value / full) * width;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={classNames("block h-2.5", isWide ? "w-full max-w-md" : "w-28")}
    >
      <rect y="2" width={width} height="6" rx="1" className="fill-sunken" />
      {free === 0 ? null : <rect y="2" width={free} height="6" rx="1" className={fills[stock.level]} />}
      <rect x={Math.max(0, mark - 0.75)} width="1.5" height={height} className="fill-ink-muted" />
    </svg>
  );
}
