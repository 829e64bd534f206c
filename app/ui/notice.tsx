import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

export type NoticeTone = "success" | "warning" | "danger" | "info";

const looks: Record<NoticeTone, { box: string; icon: IconName }> = {
  success: { box: "border-success/40 bg-success-soft text-success-ink", icon: "circle-check" },
  warning: { box: "border-warning/40 bg-warning-soft text-warning-ink", icon: "triangle-alert" },
  danger: { box: "border-danger/40 bg-danger-soft text-danger-ink", icon: "circle-alert" },
  info: { box: "border-info/40 bg-info-soft text-info-ink", icon: "info" },
};

type NoticeProps = {
  readonly tone: NoticeTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Read out when it appears: for the answer to what somebody just did. */
  readonly isAnnounced?: boolean | undefined;
};

/** Something to know about this page, before what it is about. */
export function Notice({ tone, title, children, actions, isAnnounced = false }: NoticeProps) {
  const { box, icon } = looks[tone];
  return (
    <div
      {...(isAnnounced ? { role: tone === "danger" ? "alert" : "status" } : {})}
      className={classNames("flex gap-2.5 rounded-lg border px-3.5 py-3", box)}
    >
      <Icon name={icon} className="mt-0.5" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {title === undefined ? null : <p className="font-semibold">{title}</p>}
        {children === undefined ? null : <div className="text-ink">{children}</div>}
        {actions === undefined ? null : <div className="mt-1.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
