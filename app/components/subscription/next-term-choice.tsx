import { Form } from "@remix-run/react";
import { RuleLink } from "#app/components/rule-link.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { choiceOf } from "#app/http/next-term-wish.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import type { NextTermOption } from "#app/views/next-term.ts";
import type { NextTermData, WantedData } from "./next-term-data.ts";
import { planText } from "./subject.tsx";

type NextTermChoiceProps = { readonly data: NextTermData & { readonly wanted: WantedData | null } };

/** Every term and plan of the renewal day with its price, and the quantity. A form by GET: what is looked at has an address. */
export function NextTermChoice({ data }: NextTermChoiceProps) {
  const t = useTranslate();
  const { customer, subscription, options, planned, wanted, quantityMin, quantityMax } = data;
  if (options.length === 0)
    return (
      <Section>
        <EmptyState icon="tag" title={t("subscriptions:change.noOptions")}>
          {t("subscriptions:change.noOptionsText")}
        </EmptyState>
      </Section>
    );
  const shown = wanted?.wish ?? planned;
  const chosen = choiceOf(shown);
  return (
    <Section
      title={t("subscriptions:change.choose")}
      description={t("subscriptions:change.chooseHint", {
        day: data.renewsOn.text,
        quantity: data.quantityShown,
      })}
    >
      <div className="mb-3 flex flex-wrap gap-x-5 gap-y-1">
        <RuleLink rule="next-term" />
        <RuleLink rule="term-dates" />
      </div>
      {/* Built anew for another wish, so that the fields show it. */}
      <Form method="get" key={`${chosen} ${shown.quantity}`} className="flex flex-col gap-4" preventScrollReset>
        <fieldset>
          <legend className="sr-only">{t("subscriptions:change.choose")}</legend>
          <div className="grid gap-2 md:grid-cols-2 xl:grid-cols-3">
            {options.map((option) => (
              <Choice key={choiceOf(option)} option={option} isChosen={choiceOf(option) === chosen} />
            ))}
          </div>
        </fieldset>
        <div className="flex max-w-xs flex-col gap-1">
          <label htmlFor="next-quantity" className="text-sm font-medium">
            {t("subscriptions:change.quantity")}
          </label>
          <p id="next-quantity-hint" className="text-sm text-ink-muted">
            {t("subscriptions:change.quantityHint", {
              min: quantityMin,
              max: quantityMax,
              now: subscription.quantityText,
            })}
          </p>
          <input
            id="next-quantity"
            name="quantity"
            type="number"
            inputMode="numeric"
            min={quantityMin}
            max={quantityMax}
            required
            defaultValue={shown.quantity}
            aria-describedby="next-quantity-hint"
            className="input tabular"
          />
        </div>
        <FormActions>
          <Button variant={wanted === null ? "primary" : "secondary"}>{t("subscriptions:change.preview")}</Button>
          <ButtonLink to={paths.subscription(customer.id, subscription.id)} variant="quiet">
            {t("subscriptions:unchangedBack")}
          </ButtonLink>
        </FormActions>
      </Form>
    </Section>
  );
}

function Choice({ option, isChosen }: { readonly option: NextTermOption; readonly isChosen: boolean }) {
  const t = useTranslate();
  const value = choiceOf(option);
  const { charge, total, unitPrice, perYear, chargesPerTerm: count } = option;
  return (
    <label
      htmlFor={`choice-${value}`}
      className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line bg-surface px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft"
    >
      <input
        id={`choice-${value}`}
        type="radio"
        name="choice"
        value={value}
        defaultChecked={isChosen}
        required
        className="tick"
        aria-describedby={`choice-${value}-price`}
      />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
          {planText(t, option.termDuration, option.billingPlan)}
          {option.isPresent ? <Badge>{t("subscriptions:change.present")}</Badge> : null}
          {option.isPlanned && !option.isPresent ? (
            <Badge tone="info">{t("subscriptions:change.planned")}</Badge>
          ) : null}
        </span>
        <span id={`choice-${value}-price`} className="text-sm text-ink-muted tabular">
          {t("subscriptions:change.optionCharges", { count, charge: charge.text, total: total.text })}
          <br />
          {t("subscriptions:change.optionUnit", { unitPrice: unitPrice.text, perYear: perYear.text })}
        </span>
      </span>
    </label>
  );
}
