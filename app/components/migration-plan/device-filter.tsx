import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { deviceStates } from "#app/domain/migration-plan/device-states.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FilterInput, FilterSelect } from "#app/ui/filter-fields.tsx";
import type { MigrationPlanView } from "#app/views/migration-plan.ts";

/** State and search, as a form of the address. */
export function DeviceFilter({ customer, state, search }: Pick<MigrationPlanView, "customer" | "state" | "search">) {
  const t = useTranslate();
  return (
    <Form
      method="get"
      action={paths.volumeLicensing(customer.id)}
      role="search"
      className="flex w-full flex-wrap items-end gap-3"
      // Another address shows its own words in the fields.
      key={`${state ?? ""} ${search}`}
    >
      <FilterSelect
        label={t("migration:list.filterState")}
        name="state"
        defaultValue={state ?? ""}
        all={t("migration:list.allStates")}
        options={deviceStates.map((value) => ({ value, label: t(`migration:state.${value}`) }))}
        className="min-w-40"
      />
      <FilterInput
        label={t("migration:list.search")}
        name="search"
        type="search"
        defaultValue={search}
        className="min-w-52"
      />
      <Button icon="search">{t("migration:list.show")}</Button>
      {state === null && search === "" ? null : (
        <ButtonLink to={paths.volumeLicensing(customer.id)} variant="quiet">
          {t("migration:list.reset")}
        </ButtonLink>
      )}
    </Form>
  );
}
