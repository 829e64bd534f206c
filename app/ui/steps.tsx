import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

type StepsProps = {
  readonly label: string;
  readonly steps: readonly string[];
  /** Counted from 0. */
  readonly current: number;
};

/** Where in a short sequence of pages this one stands. */
export function Steps({ label, steps, current }: StepsProps) {
  return (
    <nav aria-label={label} data-print="hide">
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        {steps.map((step, index) => (
          <li key={step} className="flex items-center gap-2" aria-current={index === current ? "step" : undefined}>
            {index === 0 ? null : <span aria-hidden className="h-px w-6 bg-line-strong" />}
            <span
              aria-hidden
              className={classNames(
                "grid size-5 place-items-center rounded-full text-xs font-semibold tabular",
                index < current && "bg-accent-soft text-accent",
                index === current && "bg-accent text-accent-ink",
                index > current && "bg-sunken text-ink-muted",
              )}
            >
              {index < current ? <Icon name="check" size="sm" /> : index + 1}
            </span>
            {/* On a phone the others are told by their number alone, so that all stand in one line. */}
            <span className={index === current ? "font-medium" : "text-ink-muted max-sm:sr-only"}>{step}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
