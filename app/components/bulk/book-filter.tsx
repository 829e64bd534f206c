import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { FilterInput, FilterSelect } from "#app/ui/filter-fields.tsx";
import { type BookParams, bookStatuses } from "#app/views/subscriptions/book-params.ts";

/** Filters above the list of all subscriptions: a form that asks for the same page, so that every choice has an address. */
export function BookFilterForm({ params }: { readonly params: BookParams }) {
  const t = useTranslate();
  return (
    <Form
      method="get"
      action={paths.subscriptions()}
      className="grid w-full grid-cols-2 items-end gap-3 max-sm:[&>:nth-child(-n+2)]:col-span-2 sm:grid-cols-3 lg:grid-cols-4"
      // Fields keep what was typed until they are made anew; another address makes them anew.
      key={JSON.stringify(params)}
    >
      <FilterInput
        label={t("bulk:list.customer")}
        name="customer"
        placeholder={t("bulk:list.customerHint")}
        defaultValue={params.customer}
      />
      <FilterInput
        label={t("bulk:list.product")}
        name="product"
        placeholder={t("bulk:list.productHint")}
        defaultValue={params.product}
      />
      <FilterSelect
        label={t("bulk:list.autoRenew")}
        name="autoRenew"
        defaultValue={params.autoRenew ?? ""}
        all={t("bulk:list.autoRenewAll")}
        options={[
          { value: "on", label: t("bulk:list.on") },
          { value: "off", label: t("bulk:list.off") },
        ]}
      />
      <FilterSelect
        label={t("bulk:list.window")}
        name="window"
        defaultValue={params.isWindowOpen ? "open" : ""}
        all={t("bulk:list.windowAll")}
        options={[{ value: "open", label: t("bulk:list.windowOpen") }]}
      />
      <FilterSelect
        label={t("bulk:list.status")}
        name="status"
        defaultValue={params.status === "active" ? "" : params.status}
        all={t("bulk:list.statuses.active")}
        options={bookStatuses
          .filter((status) => status !== "active")
          .map((status) => ({ value: status, label: t(`bulk:list.statuses.${status}`) }))}
      />
      <FilterInput label={t("bulk:list.from")} name="from" type="date" defaultValue={params.from ?? ""} />
      <FilterInput label={t("bulk:list.to")} name="to" type="date" defaultValue={params.to ?? ""} />
      <Button icon="search" className="justify-self-start">
        {t("bulk:list.show")}
      </Button>
    </Form>
  );
}
