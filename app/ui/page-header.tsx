import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

export type Breadcrumb = { readonly to: string; readonly label: string };

type PageHeaderProps = {
  readonly title: ReactNode;
  /** Beside the title, such as a status. */
  readonly badge?: ReactNode;
  /** Below the title: what kind of thing this is, its id, one sentence. */
  readonly description?: ReactNode;
  readonly breadcrumbs?: { readonly label: string; readonly items: readonly Breadcrumb[] } | undefined;
  readonly actions?: ReactNode;
};

/** The head of a page: where it stands, what it is, what can be done. */
export function PageHeader({ title, badge, description, breadcrumbs, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-1.5">
      {breadcrumbs === undefined ? null : <Breadcrumbs {...breadcrumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
            {badge}
          </div>
          {description === undefined ? null : <div className="max-w-prose text-ink-muted">{description}</div>}
        </div>
        {actions === undefined ? null : (
          <div className="flex flex-wrap items-start gap-2" data-print="hide">
            {actions}
          </div>
        )}
      </div>
    </header>
  );
}

function Breadcrumbs({ label, items }: { label: string; items: readonly Breadcrumb[] }) {
  return (
    <nav aria-label={label} data-print="hide">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-ink-muted">
        {items.map((item) => (
          <li key={item.to} className="flex items-center gap-1">
            <a href={item.to} data-in-app className="rounded-sm hover:text-ink hover:underline">
              {item.label}
            </a>
            <Icon name="chevron-right" size="sm" className="text-ink-subtle" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
