import type { ReactNode } from "react";
import { Icon, type IconName } from "#app/ui/icon.tsx";

export type Consequence = {
  readonly key: string;
  readonly icon: IconName;
  readonly text: ReactNode;
  /** What cannot be undone, or takes something away. */
  readonly isWarning?: boolean;
};

/** What an action brings, point by point, before it is done. */
export function Consequences({ points }: { readonly points: readonly Consequence[] }) {
  return (
    <ul className="flex max-w-prose flex-col gap-2">
      {points.map(({ key, icon, text, isWarning = false }) => (
        <li key={key} className="flex gap-2.5">
          <Icon name={icon} className={isWarning ? "mt-0.5 text-warning" : "mt-0.5 text-ink-subtle"} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
