import { Form } from "@remix-run/react";
import { Button } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Stock } from "#app/views/shelf/key-pools.ts";
import { useTranslate } from "../use-translate.ts";
import { StockBar } from "./stock-level.tsx";

type MarkFormProps = { readonly stock: Stock; readonly formId: string; readonly field: FieldState };

/** The low-stock mark, where it stands against what is free, and the form that moves it. */
export function MarkForm({ stock, formId, field }: MarkFormProps) {
  const t = useTranslate();
  const facts = { available: stock.available.text, mark: stock.lowStockMark.text };
  return (
    <Section title={t("pools:pool.mark")}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1.5">
          <StockBar stock={stock} label={t("pools:pool.picture", facts)} isWide />
          <p className="text-sm text-ink-muted">{t("pools:table.availableHint", facts)}</p>
        </div>
        <Form method="post" id={formId} noValidate className="flex flex-wrap items-end gap-2">
          <InputField
            field={field}
            label={t("pools:pool.changeMark")}
            type="number"
            min={0}
            max={1_000_000}
            className="w-full sm:w-56"
          />
          <Button>{t("pools:pool.changeMarkSubmit")}</Button>
        </Form>
      </div>
    </Section>
  );
}
