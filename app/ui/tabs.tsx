import { classNames } from "./class-names.ts";

export type Tab = {
  readonly to: string;
  readonly label: string;
  readonly isCurrent: boolean;
  readonly count?: number | string | undefined;
};

/** Views of one thing, each with an address of its own. They are links: they go back, can be opened beside, and need no script. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0" data-print="hide">
      <ul className="flex min-w-max gap-1 border-b border-line">
        {tabs.map((tab) => (
          <li key={tab.to} className="-mb-px">
            <a
              href={tab.to}
              data-in-app
              aria-current={tab.isCurrent ? "page" : undefined}
              className={classNames(
                "flex items-center gap-1.5 rounded-t-sm border-b-2 px-3 py-2 whitespace-nowrap",
                tab.isCurrent
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-ink-muted hover:border-line-strong hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="rounded-full bg-sunken px-1.5 text-xs text-ink-muted tabular">{tab.count}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
