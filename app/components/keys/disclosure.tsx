import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";

type DisclosureProps = { readonly title: string; readonly children: ReactNode };

/** Something that few need, behind a line that says what it is. Opens without scripts. */
export function Disclosure({ title, children }: DisclosureProps) {
  return (
    <details className="group border-t border-line pt-3">
      <summary className="flex items-center gap-1.5 rounded-sm text-sm font-medium text-link">
        <Icon name="chevron-right" size="sm" className="group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
