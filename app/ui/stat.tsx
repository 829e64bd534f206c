import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";
import type { Tone } from "./badge.tsx";

type StatProps = {
  readonly label: string;
  readonly value: ReactNode;
  readonly remark?: ReactNode;
  readonly icon?: IconName | undefined;
  /** Colours the icon where the number asks for something. */
  readonly tone?: Tone | undefined;
  /** Where the number is explained. */
  readonly to?: string | undefined;
};

const tones: Record<Tone, string> = {
  neutral: "text-ink-subtle",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  info: "text-info",
};

/** One number that matters, as a tile. */
export function Stat({ label, value, remark, icon, tone = "neutral", to }: StatProps) {
  const frame = "flex flex-col gap-1 rounded-lg border border-line bg-surface px-4 py-3 shadow-card";
  const content = (
    <>
      <span className="flex items-center justify-between gap-2 text-sm text-ink-muted">
        {label}
        {icon === undefined ? null : <Icon name={icon} className={tones[tone]} />}
      </span>
      <span className="text-2xl font-semibold tracking-tight tabular">{value}</span>
      {remark === undefined ? null : <span className="text-sm text-ink-muted">{remark}</span>}
    </>
  );
  return to === undefined ? (
    <div className={frame}>{content}</div>
  ) : (
    <a href={to} data-in-app className={classNames(frame, "no-underline hover:border-line-strong")}>
      {content}
    </a>
  );
}

/** Tiles beside each other; two in a row on a phone. */
export function StatRow({ children }: { readonly children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">{children}</div>;
}
