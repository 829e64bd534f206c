import type { SerializeFrom } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { useId } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { FilterInput, FilterSelect } from "#app/ui/filter-fields.tsx";
import type { ActivityView } from "#app/views/activity/activity.ts";

type FilterProps = {
  readonly view: Pick<SerializeFrom<ActivityView>, "chosen" | "topics" | "users" | "partners" | "timeZone">;
};

/** Range and filters above the log: a form that asks for the same page, so that every choice has an address. */
export function ActivityFilterForm({ view }: FilterProps) {
  const t = useTranslate();
  const { chosen, users, partners, timeZone } = view;
  const zoneId = useId();
  const options = (list: readonly { readonly id: string; readonly name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form
      method="get"
      action={paths.activity()}
      className="grid w-full grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:flex lg:flex-wrap"
      key={keyOf(view)}
    >
      <fieldset aria-describedby={zoneId} className="col-span-2 grid grid-cols-2 items-end gap-3 lg:flex">
        <legend className="sr-only">{t("activity:range")}</legend>
        <FilterInput label={t("activity:filter.from")} name="from" type="date" defaultValue={chosen.fromOn} />
        <FilterInput label={t("activity:filter.to")} name="to" type="date" defaultValue={chosen.toOn} />
      </fieldset>
      {partners === null ? null : (
        <FilterSelect
          label={t("activity:filter.partner")}
          name="partner"
          defaultValue={chosen.partner ?? ""}
          all={t("activity:filter.allPartners")}
          options={[{ value: "portal", label: t("activity:filter.portal") }, ...options(partners)]}
        />
      )}
      <FilterInput
        label={t("activity:filter.customer")}
        name="customer"
        placeholder={t("activity:filter.customerHint")}
        defaultValue={chosen.customer?.name ?? chosen.customerText}
      />
      <ActionSelect view={view} />
      <FilterSelect
        label={t("activity:filter.user")}
        name="user"
        defaultValue={chosen.user?.id ?? ""}
        all={t("activity:filter.allUsers")}
        options={options(users)}
      />
      <Button icon="search" className="justify-self-start">
        {t("activity:filter.show")}
      </Button>
      <p id={zoneId} className="col-span-2 self-center text-sm text-ink-muted sm:col-span-3">
        {t("activity:rangeIn", { zone: timeZone })}
      </p>
    </Form>
  );
}

/** The actions that the reader may read of, by what they are about. */
function ActionSelect({ view: { topics, chosen } }: FilterProps) {
  const t = useTranslate();
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {t("activity:filter.action")}
      </label>
      <select id={id} name="action" defaultValue={chosen.action ?? ""} className="input">
        <option value="">{t("activity:filter.allActions")}</option>
        {topics.map(({ topic, actions }) => (
          <optgroup key={topic} label={t(`activity:topic.${topic}`)}>
            {actions.map((action) => (
              <option key={action} value={action}>
                {t(`subscriptions:activity.action.${action}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** Fields keep what was typed until they are made anew; another address makes them anew. */
function keyOf({ chosen }: FilterProps["view"]): string {
  const { fromOn, toOn, partner, customer, customerText, action, user } = chosen;
  return JSON.stringify([fromOn, toOn, partner, customer?.id ?? customerText, action, user?.id]);
}
