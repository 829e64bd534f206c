import { useId, type ButtonHTMLAttributes, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

type ReasonPlace = "below" | "bubble" | "bubble-start";

type Look = {
  /** `primary`: the one thing to do on this page. `quiet`: beside others, without a frame. `danger`: cannot be undone. */
  readonly variant?: "primary" | "secondary" | "quiet" | "danger" | undefined;
  readonly size?: "md" | "sm" | undefined;
  readonly icon?: IconName | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
  /** Why this is not possible now. The control stays visible and reachable, does nothing, and says this. */
  readonly disabledReason?: string | undefined;
  /**
   * Where the reason stands: always readable below, or in a bubble while the control is pointed at or has the focus;
   * `bubble` grows towards the start of the line, `bubble-start` from there, for controls at that edge.
   */
  readonly reasonPlace?: ReasonPlace | undefined;
};

type ButtonProps = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "children" | "disabled">;

type ButtonLinkProps = Look & {
  readonly to: string;
  readonly reloadDocument?: boolean | undefined;
  /** For a file, which the browser fetches by itself while the page stays. */
  readonly isDownload?: boolean | undefined;
};

const base =
  "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none no-underline max-[22.5rem]:whitespace-normal";
const sizes = { md: "min-h-control px-3 text-base", sm: "min-h-control-sm px-2.5 text-sm" };
const variants = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-hover shadow-card",
  secondary: "border-line-strong/60 bg-surface text-ink hover:bg-sunken shadow-card",
  quiet: "border-transparent bg-transparent text-ink-muted hover:bg-sunken hover:text-ink",
  danger: "border-transparent bg-danger text-danger-contrast hover:bg-danger-hover shadow-card",
};
const disabled = "border-line bg-sunken text-ink-subtle cursor-not-allowed";

function lookOf(
  { variant = "secondary", size = "md", className }: Omit<Look, "children">,
  isDisabled: boolean,
): string {
  return classNames(base, sizes[size], isDisabled ? disabled : variants[variant], className);
}

/** A button. With `disabledReason` it submits nothing, with or without scripts, and says why. */
export function Button(props: ButtonProps) {
  const { variant, size, className, type = "submit", ...others } = props;
  const { icon, children, disabledReason, reasonPlace, ...rest } = others;
  const look = lookOf({ variant, size, className }, disabledReason !== undefined);
  const content = <Content icon={icon}>{children}</Content>;
  if (disabledReason === undefined) {
    return (
      <button type={type} className={look} data-print="hide" {...rest}>
        {content}
      </button>
    );
  }
  return (
    <WithReason reason={disabledReason} place={reasonPlace}>
      {(reasonId) => (
        <button type="button" className={look} aria-disabled="true" aria-describedby={reasonId}>
          {content}
        </button>
      )}
    </WithReason>
  );
}

/** A link that looks like a button, for what leads to another page. */
export function ButtonLink(props: ButtonLinkProps) {
  const { to, icon, children, disabledReason, reasonPlace, reloadDocument, isDownload } = props;
  const content = <Content icon={icon}>{children}</Content>;
  if (disabledReason === undefined) {
    return (
      <a
        href={to}
        className={lookOf(props, false)}
        data-print="hide"
        {...(reloadDocument || isDownload ? {} : { "data-in-app": true })}
        {...(isDownload ? { download: "" } : {})}
      >
        {content}
      </a>
    );
  }
  return (
    <WithReason reason={disabledReason} place={reasonPlace}>
      {(reasonId) => (
        // A span, because it leads nowhere; said to be a link and reachable, so that its reason is found.
        <span role="link" tabIndex={0} aria-disabled="true" aria-describedby={reasonId} className={lookOf(props, true)}>
          {content}
        </span>
      )}
    </WithReason>
  );
}

function Content({ icon, children }: { icon: IconName | undefined; children: ReactNode }) {
  return (
    <>
      {icon === undefined ? null : <Icon name={icon} className="-ml-0.5" />}
      {children}
    </>
  );
}

type WithReasonProps = {
  readonly reason: string;
  readonly place: ReasonPlace | undefined;
  readonly children: (reasonId: string) => ReactNode;
};

function WithReason({ reason, place = "below", children }: WithReasonProps) {
  const reasonId = useId();
  if (place !== "below") {
    return (
      <span className="group relative inline-flex">
        {children(reasonId)}
        <span
          id={reasonId}
          role="tooltip"
          className={classNames(
            "hint-bubble invisible top-full mt-1.5 group-focus-within:visible group-hover:visible",
            place === "bubble" ? "right-0" : "left-0",
          )}
        >
          {reason}
        </span>
      </span>
    );
  }
  return (
    <span className="inline-flex max-w-full flex-col items-start gap-1.5">
      {children(reasonId)}
      <span id={reasonId} className="flex max-w-prose gap-1.5 text-sm text-ink-muted">
        <Icon name="info" size="sm" className="mt-0.75" />
        {reason}
      </span>
    </span>
  );
}
