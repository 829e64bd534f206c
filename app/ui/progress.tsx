import { classNames } from "./class-names.ts";

type ProgressProps = {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Beside the bar, such as "120 of 400". */
  readonly text: string;
};

/** How far something has come. */
export function Progress({ label, value, max, text }: ProgressProps) {
  return (
    <div className="flex items-center gap-3">
      <progress aria-label={label} value={value} max={max} />
      <span className="shrink-0 text-sm text-ink-muted tabular">{text}</span>
    </div>
  );
}

/** Holds the place of text that is on its way; says so once, to those who cannot see it. */
export function Skeleton({ label, lines }: { readonly label: string; readonly lines: number }) {
  const widths = ["w-full", "w-5/6", "w-2/3"];
  return (
    <div role="status" className="flex animate-pulse flex-col gap-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden className={classNames("h-3.5 rounded-sm bg-line", widths[line % widths.length])} />
      ))}
    </div>
  );
}
