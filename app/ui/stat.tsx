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

/** Signs that fit into half a phone in the large size. */
const longValue = 9;

/** One number that matters, as a tile. */
export function Stat({ label, value, remark, icon, tone = "neutral", to }: StatProps) {
  const frame = "flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface px-3 py-3 shadow-card sm:px-4";
  const content = (
    <>
      <span className="flex items-center justify-between gap-2 text-sm text-ink-muted">
        {label}
        {icon === undefined ? null : <Icon name={icon} className={tones[tone]} />}
      </span>
      <span
        className={classNames(
          "text-2xl font-semibold tracking-tight tabular",
          // An amount in millions has no room beside another one on a phone.
          typeof value === "string" && value.length > longValue && "max-sm:text-lg",
        )}
      >
        {value}
      </span>
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

/** Tiles beside each other; two in a row on a phone, one on the narrowest. */
export function StatRow({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid gap-3 min-[22.5rem]:grid-cols-2 lg:grid-cols-4 lg:has-[>:nth-child(5):last-child]:grid-cols-5">
      {children}
    </div>
  );
}
