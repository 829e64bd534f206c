import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

/** What a field of a form knows of itself; the metadata of conform fits. */
export type FieldState = {
  readonly id: string;
  readonly name: string;
  readonly errors?: readonly string[] | undefined;
  readonly initialValue?: unknown;
  readonly required?: boolean | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
};

export type FieldTexts = {
  readonly label: ReactNode;
  /** What helps to fill it in; read out with the field. */
  readonly hint?: ReactNode;
  /** Said behind the label of a field that may stay empty; a field without it is required. */
  readonly optionalWord?: string | undefined;
};

export function hasErrors(field: FieldState): boolean {
  return (field.errors?.length ?? 0) > 0;
}

/** The attributes that tie a control to its hint and its error. */
export function describedBy(field: FieldState, hint: ReactNode) {
  const ids = [hint === undefined ? "" : `${field.id}-hint`, hasErrors(field) ? `${field.id}-error` : ""].filter(
    Boolean,
  );
  return {
    ...(ids.length > 0 ? { "aria-describedby": ids.join(" ") } : {}),
    ...(hasErrors(field) ? { "aria-invalid": true as const } : {}),
  };
}

type FieldProps = FieldTexts & {
  readonly field: FieldState;
  readonly children: ReactNode;
  readonly className?: string | undefined;
};

/** Label, hint, control and error, in this order. */
export function Field({ field, label, hint, optionalWord, children, className }: FieldProps) {
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={field.id} className="text-sm font-medium text-ink">
        {label}
        {optionalWord === undefined ? null : <span className="font-normal text-ink-subtle"> ({optionalWord})</span>}
      </label>
      <Hint field={field} hint={hint} />
      {children}
      <FieldError field={field} />
    </div>
  );
}

export function Hint({ field, hint }: { field: FieldState; hint: ReactNode }) {
  if (hint === undefined) return null;
  return (
    <p id={`${field.id}-hint`} className="text-sm text-ink-muted">
      {hint}
    </p>
  );
}

export function FieldError({ field }: { field: FieldState }) {
  if (!hasErrors(field)) return null;
  return (
    <p id={`${field.id}-error`} className="flex gap-1.5 text-sm font-medium text-danger-ink">
      <Icon name="circle-alert" size="sm" className="mt-0.75" />
      <span>{field.errors?.join(" ")}</span>
    </p>
  );
}
