import { Form } from "@remix-run/react";
import { useId } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

type SearchBoxProps = {
  readonly label: string;
  readonly name: string;
  readonly submitLabel: string;
  readonly defaultValue?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Where the search leads; the present page if left out. */
  readonly action?: string | undefined;
  /** Search parameters that stay: tab, sort order. A cursor does not. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
};

/** A search by GET: the result has an address. */
export function SearchBox({ label, name, submitLabel, defaultValue, placeholder, action, keep = {} }: SearchBoxProps) {
  const id = useId();
  return (
    <Form
      method="get"
      role="search"
      className="flex w-full max-w-md gap-2"
      {...(action === undefined ? {} : { action })}
    >
      {Object.entries(keep).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <span className="relative min-w-0 flex-1">
        <Icon name="search" className="absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-subtle" />
        <input
          id={id}
          // Another search than the one that was typed (a link, the back button) shows its own words.
          key={defaultValue}
          type="search"
          name={name}
          defaultValue={defaultValue}
          placeholder={placeholder}
          className="input pl-8!"
        />
      </span>
      <Button>{submitLabel}</Button>
    </Form>
  );
}
