import { useId, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

type SectionProps = {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** Off where the content brings its own edges: tables, lists. */
  readonly isPadded?: boolean | undefined;
  readonly className?: string | undefined;
};

/** A card: one subject of a page, with a heading that names it. */
export function Section({ title, description, actions, children, footer, isPadded = true, className }: SectionProps) {
  const titleId = useId();
  return (
    <section
      {...(title === undefined ? {} : { "aria-labelledby": titleId })}
      className={classNames("min-w-0 rounded-lg border border-line bg-surface shadow-card", className)}
    >
      {title === undefined && actions === undefined ? null : (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
          <div className="min-w-0">
            <h2 id={titleId} className="text-md font-semibold">
              {title}
            </h2>
            {description === undefined ? null : <p className="text-sm text-ink-muted">{description}</p>}
          </div>
          {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      <div className={classNames(isPadded && "p-4", "rounded-b-lg")}>{children}</div>
      {footer === undefined ? null : <div className="border-t border-line">{footer}</div>}
    </section>
  );
}
