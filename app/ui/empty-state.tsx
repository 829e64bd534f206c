import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

type EmptyStateProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  /** What can be done about it. */
  readonly action?: ReactNode;
};

/** What stands where a list would be: why there is nothing, and what helps. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center print:gap-0 print:py-3">
      <span className="grid size-10 place-items-center rounded-full bg-sunken text-ink-muted print:hidden">
        <Icon name={icon} size="lg" />
      </span>
      <p className="text-md font-semibold">{title}</p>
      {children === undefined ? null : <div className="max-w-prose text-ink-muted">{children}</div>}
      {action === undefined ? null : (
        <div className="mt-2" data-print="hide">
          {action}
        </div>
      )}
    </div>
  );
}
