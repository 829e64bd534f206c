import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import type { Option } from "./inputs.tsx";

/** Fields above a list. Each may stay empty, so that none is required and none can be wrong. */

type FilterProps = {
  readonly label: string;
  readonly name: string;
  readonly defaultValue: string;
  readonly className?: string | undefined;
};

export function FilterInput({
  label,
  name,
  defaultValue,
  className,
  ...rest
}: FilterProps & Pick<InputHTMLAttributes<HTMLInputElement>, "type" | "placeholder">) {
  const id = useId();
  return (
    <Labelled id={id} label={label} className={className}>
      <input id={id} name={name} defaultValue={defaultValue} className="input" {...rest} />
    </Labelled>
  );
}

export function FilterSelect({
  label,
  name,
  defaultValue,
  className,
  options,
  all,
}: FilterProps & {
  readonly options: readonly Option[];
  /** What the entry without a value is called. */
  readonly all: string;
}) {
  const id = useId();
  return (
    <Labelled id={id} label={label} className={className}>
      <select id={id} name={name} defaultValue={defaultValue} className="input">
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

type LabelledProps = {
  readonly id: string;
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
};

function Labelled({ id, label, className, children }: LabelledProps) {
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
    </div>
  );
}
