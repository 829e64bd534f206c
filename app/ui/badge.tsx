import type { ReactNode } from "react";

export type Tone = "neutral" | "success" | "warning" | "danger" | "info";

type BadgeProps = {
  readonly tone?: Tone | undefined;
  /** A dot in front, for a status among others in a column. */
  readonly hasDot?: boolean | undefined;
  readonly children: ReactNode;
};

/**
 * One or two words about a record. The colour repeats what the words say and never says it alone. Its looks are in
 * `styles/app.css`: lists have one in every row, and a name is shorter there than a dozen classes and a dot.
 */
export function Badge({ tone = "neutral", hasDot = false, children }: BadgeProps) {
  return (
    <span className="badge" data-tone={tone} {...(hasDot ? { "data-dot": true } : {})}>
      {children}
    </span>
  );
}
