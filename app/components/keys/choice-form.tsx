import { Form, useSubmit } from "@remix-run/react";
import { useId } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import type { OfferedField } from "#app/views/entitlement-choice.ts";
import type { KeysPageData } from "./page-data.ts";

type ChoiceFormProps = { readonly data: KeysPageData; readonly page: string };

/**
 * Version, language, file type and operating system: what the product offers, and nothing else. A form of the address,
 * so that a choice can be kept and sent; with scripts it takes effect as soon as something is chosen.
 */
export function ChoiceForm({ data, page }: ChoiceFormProps) {
  const t = useTranslate();
  const submit = useSubmit();
  const { fields, choice } = data;
  if (fields.every(({ options }) => options.length < 2)) return null;
  return (
    <Form
      method="get"
      action={page}
      role="search"
      aria-label={t("keys:choice.title")}
      preventScrollReset
      replace
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true, replace: true })}
      className="flex flex-wrap items-end gap-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
    >
      {fields.map((field) => (
        <Choice key={`${field.field}=${choice[field.field]}`} field={field} chosen={choice[field.field]} />
      ))}
      <noscript>
        <Button>{t("keys:choice.show")}</Button>
      </noscript>
    </Form>
  );
}

function Choice({ field: { field, options }, chosen }: { readonly field: OfferedField; readonly chosen: string }) {
  const t = useTranslate();
  const id = useId();
  return (
    <div className="flex min-w-0 flex-1 basis-40 flex-col gap-1 sm:max-w-64">
      <label htmlFor={id} className="text-sm font-medium">
        {t(`keys:choice.${field}`)}
      </label>
      <select id={id} name={field} defaultValue={chosen} className="input">
        {options.map(({ value, label, hasFile }) => (
          <option key={value} value={value}>
            {hasFile || value === chosen ? label : t("keys:choice.noFile", { name: label })}
          </option>
        ))}
      </select>
    </div>
  );
}
