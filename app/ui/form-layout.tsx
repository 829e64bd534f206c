import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Fields below each other, at a width that can be read. */
export function FieldStack({ children, isWide = false }: { readonly children: ReactNode; readonly isWide?: boolean }) {
  return <div className={classNames("flex flex-col gap-4", !isWide && "max-w-lg")}>{children}</div>;
}

/** The buttons at the end of a form: the main one first, the way out after it. */
export function FormActions({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-2 pt-1">{children}</div>;
}

/** Search and filters above a list, its actions at the end of the line. */
export function Toolbar({ children, actions }: { readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div
      className="flex flex-col gap-3 border-b border-line px-4 py-3 sm:flex-row sm:flex-wrap sm:items-end sm:justify-between"
      data-print="hide"
    >
      <div className="flex min-w-0 flex-wrap items-end gap-3 sm:flex-1">{children}</div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}

/** The parts of a page below each other. */
export function PageStack({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-col gap-5">{children}</div>;
}
