import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type TextLinkProps = {
  readonly to: string;
  readonly children: ReactNode;
  /** `plain`: no underline until it is pointed at, for lists where every row is a link. */
  readonly look?: "underlined" | "plain" | undefined;
  readonly className?: string | undefined;
};

/** A link in running text or in a list, to a page of the portal; followed by the listener in `in-app-links.ts`. */
export function TextLink({ to, children, look = "underlined", className }: TextLinkProps) {
  return (
    <a href={to} data-in-app className={classNames(look === "plain" ? "link-plain" : "link", className)}>
      {children}
    </a>
  );
}
