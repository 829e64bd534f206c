import { Form, useLocation } from "@remix-run/react";
import type { ListName } from "#app/domain/lists/columns.ts";
import { paths } from "#app/http/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import type { Column } from "#app/ui/table.tsx";
import { useTranslate } from "./use-translate.ts";

type ColumnChoiceProps = {
  readonly list: ListName;
  /** Those of the table. The one that names a row, and those without a heading, cannot be left out. */
  readonly columns: readonly Pick<Column<never>, "key" | "header" | "isPrimary" | "isHeaderHidden">[];
  readonly hidden: readonly string[];
};

/** Which columns of a list its reader sees: a small form behind one word, that works without scripts. */
export function ColumnChoice({ list, columns, hidden }: ColumnChoiceProps) {
  const t = useTranslate();
  const { pathname, search } = useLocation();
  const optional = columns.filter(({ isPrimary, isHeaderHidden }) => isPrimary !== true && isHeaderHidden !== true);
  return (
    <details className="relative sm:ms-auto" data-print="hide">
      <summary className="inline-flex min-h-control-sm cursor-pointer items-center gap-1 rounded-md border border-line-strong/60 bg-surface px-2.5 text-sm shadow-card font-medium whitespace-nowrap text-ink hover:bg-sunken">
        {hidden.length === 0 ? t("columns:title") : t("columns:titleSome", { count: hidden.length })}
        <Icon name="chevron-down" size="sm" />
      </summary>
      {/* Boxes keep what was ticked until they are made anew. */}
      <Form
        method="post"
        action={paths.columns()}
        key={hidden.join()}
        preventScrollReset
        className="mt-1.5 flex w-60 flex-col gap-3 rounded-lg border border-line bg-raised p-3.5 shadow-float sm:absolute sm:top-full sm:right-0 sm:z-20"
      >
        <input type="hidden" name="list" value={list} />
        <input type="hidden" name="redirectTo" value={pathname + search} />
        <fieldset className="flex flex-col gap-1">
          <legend className="pb-1 text-sm font-medium">{t("columns:legend")}</legend>
          {optional.map(({ key, header }) => (
            <label key={key} className="flex min-h-7 items-center gap-2 text-sm">
              <input type="checkbox" name="show" value={key} className="tick" defaultChecked={!hidden.includes(key)} />
              {header}
            </label>
          ))}
        </fieldset>
        <p className="text-xs text-ink-muted">{t("columns:hint")}</p>
        <Button size="sm" variant="primary">
          {t("columns:save")}
        </Button>
      </Form>
    </details>
  );
}
