import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type Tone = "neutral" | "success" | "warning" | "danger" | "info";

const grounds: Record<Tone, string> = {
  neutral: "bg-sunken text-ink-muted",
  success: "bg-success-soft text-success-ink",
  warning: "bg-warning-soft text-warning-ink",
  danger: "bg-danger-soft text-danger-ink",
  info: "bg-info-soft text-info-ink",
};
const dots: Record<Tone, string> = {
  neutral: "bg-ink-subtle",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  info: "bg-info",
};

type BadgeProps = {
  readonly tone?: Tone | undefined;
  /** A dot in front, for a status among others in a column. */
  readonly hasDot?: boolean | undefined;
  readonly children: ReactNode;
};

/** One or two words about a record. The colour repeats what the words say and never says it alone. */
export function Badge({ tone = "neutral", hasDot = false, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap",
        grounds[tone],
      )}
    >
      {hasDot ? <span aria-hidden className={classNames("size-1.5 rounded-full", dots[tone])} /> : null}
      {children}
    </span>
  );
}
