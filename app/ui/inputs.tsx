import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { classNames } from "./class-names.ts";
import { describedBy, Field, FieldError, hasErrors, Hint, type FieldState, type FieldTexts } from "./field.tsx";

type Own = "id" | "name" | "className" | "defaultValue" | "required";

type InputFieldProps = FieldTexts & {
  readonly field: FieldState;
  readonly className?: string | undefined;
  /** Behind the value, such as a unit or a currency. */
  readonly suffix?: string | undefined;
} & Omit<InputHTMLAttributes<HTMLInputElement>, Own>;

function initialText(field: FieldState): string | undefined {
  const value = field.initialValue;
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}

/** A one-line field. A password never comes back from the server, so it gets no initial value. */
export function InputField({
  field,
  label,
  hint,
  optionalWord,
  className,
  suffix,
  type = "text",
  ...rest
}: InputFieldProps) {
  const initial = type === "password" || type === "file" ? {} : { defaultValue: initialText(field) };
  const control = (
    <input
      id={field.id}
      name={field.name}
      type={type}
      required={optionalWord === undefined}
      maxLength={field.maxLength}
      className={classNames("input", type === "number" && "tabular", type === "file" && "file:mr-3 file:border-0")}
      {...initial}
      {...describedBy(field, hint)}
      {...rest}
    />
  );
  return (
    <Field field={field} label={label} hint={hint} optionalWord={optionalWord} className={className}>
      {suffix === undefined ? (
        control
      ) : (
        <span className="flex items-center gap-2">
          {control}
          <span className="shrink-0 text-sm text-ink-muted">{suffix}</span>
        </span>
      )}
    </Field>
  );
}

type TextareaFieldProps = FieldTexts & {
  readonly field: FieldState;
  readonly className?: string | undefined;
} & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own>;

export function TextareaField({ field, label, hint, optionalWord, className, ...rest }: TextareaFieldProps) {
  return (
    <Field field={field} label={label} hint={hint} optionalWord={optionalWord} className={className}>
      <textarea
        id={field.id}
        name={field.name}
        rows={4}
        required={optionalWord === undefined}
        maxLength={field.maxLength}
        className="input"
        defaultValue={initialText(field)}
        {...describedBy(field, hint)}
        {...rest}
      />
    </Field>
  );
}

export type Option = { readonly value: string; readonly label: string; readonly disabled?: boolean | undefined };

type SelectFieldProps = FieldTexts & {
  readonly field: FieldState;
  readonly options: readonly Option[];
  /** First entry, with an empty value. */
  readonly placeholder?: string | undefined;
  readonly className?: string | undefined;
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, Own | "children">;

export function SelectField(props: SelectFieldProps) {
  const { field, label, hint, optionalWord, options, placeholder, className, ...rest } = props;
  return (
    <Field field={field} label={label} hint={hint} optionalWord={optionalWord} className={className}>
      <select
        id={field.id}
        name={field.name}
        required={optionalWord === undefined}
        className="input"
        defaultValue={initialText(field)}
        {...describedBy(field, hint)}
        {...rest}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

type CheckboxFieldProps = Pick<FieldTexts, "label" | "hint"> & {
  readonly field: FieldState;
  readonly value?: string | undefined;
  readonly required?: boolean | undefined;
};

/** One box to tick, such as the confirmation of a notice. */
export function CheckboxField({ field, label, hint, value = "on", required }: CheckboxFieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-start gap-2.5">
        <input
          id={field.id}
          name={field.name}
          type="checkbox"
          value={value}
          required={required}
          defaultChecked={field.initialValue === value || field.initialValue === true}
          className="tick"
          {...describedBy(field, hint)}
        />
        <div className="flex flex-col gap-0.5">
          <label htmlFor={field.id} className="text-base">
            {label}
          </label>
          <Hint field={field} hint={hint} />
        </div>
      </div>
      <FieldError field={field} />
    </div>
  );
}

export type RadioOption = Option & {
  readonly hint?: ReactNode;
  /** Why it cannot be chosen now; it stays visible and says so. */
  readonly disabledReason?: string | undefined;
};

type RadioGroupProps = Pick<FieldTexts, "label" | "hint"> & {
  readonly field: FieldState;
  readonly options: readonly RadioOption[];
  /** `cards`: each option in a frame of its own, for choices that need a sentence. */
  readonly look?: "plain" | "cards" | undefined;
};

/** One choice out of a few, all of them visible. */
export function RadioGroup({ field, label, hint, options, look = "plain" }: RadioGroupProps) {
  const isCards = look === "cards";
  return (
    // The error summary links to the group by the field's id.
    <fieldset id={field.id} className="flex min-w-0 flex-col" {...describedBy(field, hint)} tabIndex={-1}>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <Hint field={field} hint={hint} />
      <div className={classNames("mt-1 flex flex-col", isCards ? "gap-2" : "gap-1.5")}>
        {options.map((option) => (
          <RadioOptionRow key={option.value} field={field} option={option} isCard={isCards} />
        ))}
      </div>
      {hasErrors(field) ? (
        <div className="mt-1.5">
          <FieldError field={field} />
        </div>
      ) : null}
    </fieldset>
  );
}

function RadioOptionRow({ field, option, isCard }: { field: FieldState; option: RadioOption; isCard: boolean }) {
  const id = `${field.id}-${option.value}`;
  const isDisabled = option.disabledReason !== undefined || option.disabled === true;
  const remark = option.disabledReason ?? option.hint;
  return (
    <label
      htmlFor={id}
      className={classNames(
        "flex items-start gap-2.5",
        isCard &&
          "rounded-md border border-line bg-surface px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft",
        isDisabled ? "text-ink-subtle" : "cursor-pointer",
      )}
    >
      <input
        id={id}
        type="radio"
        name={field.name}
        value={option.value}
        disabled={isDisabled}
        defaultChecked={field.initialValue === option.value}
        className="tick"
        {...(remark === undefined ? {} : { "aria-describedby": `${id}-remark` })}
      />
      <span className="flex flex-col">
        <span className={classNames(isCard && "font-medium")}>{option.label}</span>
        {remark === undefined ? null : (
          <span id={`${id}-remark`} className="text-sm text-ink-muted">
            {remark}
          </span>
        )}
      </span>
    </label>
  );
}
