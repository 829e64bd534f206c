import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { type MailState, mailStates } from "#app/domain/notices/mail-attempts.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FilterSelect } from "#app/ui/filter-fields.tsx";
import { Toolbar } from "#app/ui/form-layout.tsx";
import type { StateCounts } from "#app/views/notices/delivery-text.ts";

type MailStateFilterProps = {
  readonly state: MailState | null;
  readonly counts: StateCounts;
  /** The list without a filter. */
  readonly clearTo: string;
  /** Further fields, in front. */
  readonly children?: ReactNode;
};

/** Narrows a list of what is sent to one state. Its `key` changes with what is filtered by, so that the fields show it. */
export function MailStateFilter({ state, counts, clearTo, children }: MailStateFilterProps) {
  const t = useTranslate();
  return (
    <Form method="get" role="search">
      <Toolbar>
        {children}
        <FilterSelect
          label={t("notices:outbox.filter")}
          name="state"
          defaultValue={state ?? ""}
          all={t("notices:outbox.all")}
          options={mailStates.map((one) => ({
            value: one,
            label: `${t(`notices:outbox.state.${one}`)} (${counts.find((entry) => entry.state === one)?.count.text ?? "0"})`,
          }))}
          className="w-full sm:w-60"
        />
        <div className="flex gap-2">
          <Button>{t("common:filter")}</Button>
          <ButtonLink to={clearTo} variant="quiet">
            {t("common:clear")}
          </ButtonLink>
        </div>
      </Toolbar>
    </Form>
  );
}
