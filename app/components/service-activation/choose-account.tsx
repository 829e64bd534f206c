import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, type Option, RadioGroup, SelectField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";

type ChooseAccountProps = {
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly country: string;
    readonly domains: string;
    readonly subscriptions: string;
  }[];
  readonly countries: readonly Option[];
  readonly organization: string;
  readonly existingKey: string;
  readonly newKey: string;
  readonly lastResult: SubmissionResult<string[]> | undefined;
};

/** The two choices behind an activation link, each with what it means. */
export function ChooseAccount(props: ChooseAccountProps) {
  const { accounts, countries, organization, existingKey, newKey, lastResult } = props;
  const t = useTranslate();
  const triedNew = lastResult?.initialValue?.["choice"] === "new";
  const [existing, existingFields] = useForm<{ accountId: string; domain: string }>({
    id: "existing-account",
    lastResult: triedNew ? undefined : lastResult,
    defaultValue: { accountId: accounts.length === 1 ? accounts[0]?.id : undefined },
  });
  const [made, madeFields] = useForm<{ name: string; domain: string; country: string; isSecondConfirmed: string }>({
    id: "new-account",
    lastResult: triedNew ? lastResult : undefined,
    defaultValue: { name: organization },
  });
  return (
    <>
      <FormErrors form={triedNew ? made : existing} />
      <Section title={t("activation:activate.existing")} description={t("activation:activate.existingText")}>
        {accounts.length === 0 ? (
          <p>{t("activation:activate.noAccounts")}</p>
        ) : (
          <Form method="post" id={existing.id} noValidate>
            <input type="hidden" name="idempotencyKey" value={existingKey} />
            <input type="hidden" name="choice" value="existing" />
            <FieldStack>
              <RadioGroup
                field={existingFields.accountId}
                label={t("activation:activate.which")}
                look="cards"
                options={accounts.map(({ id, name, country, domains, subscriptions }) => ({
                  value: id,
                  label: name,
                  hint: (
                    <>
                      {domains} · {country}
                      <br />
                      {t("activation:activate.subscriptions")}:{" "}
                      {subscriptions === "" ? t("activation:none") : subscriptions}
                    </>
                  ),
                }))}
              />
              <InputField
                field={existingFields.domain}
                label={t("activation:activate.domain")}
                hint={t("activation:activate.domainHint")}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
              />
              <p className="text-sm text-ink-muted">{t("activation:activate.cannotUndo")}</p>
              <FormActions>
                <Button variant="primary">{t("activation:activate.submitExisting")}</Button>
              </FormActions>
            </FieldStack>
          </Form>
        )}
      </Section>
      <Section title={t("activation:activate.new")} description={t("activation:activate.newText")}>
        <Form method="post" id={made.id} noValidate>
          <input type="hidden" name="idempotencyKey" value={newKey} />
          <input type="hidden" name="choice" value="new" />
          <FieldStack>
            <InputField field={madeFields.name} label={t("activation:activate.name")} autoComplete="off" />
            <InputField
              field={madeFields.domain}
              label={t("activation:activate.newDomain")}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <SelectField
              field={madeFields.country}
              label={t("activation:activate.country")}
              placeholder={t("activation:activate.countryNone")}
              autoComplete="off"
              options={countries}
            />
            {/* Asked once more, and only of those who were told that there is one. */}
            {triedNew ? (
              <CheckboxField field={madeFields.isSecondConfirmed} label={t("activation:activate.second")} />
            ) : null}
            <p className="text-sm text-ink-muted">{t("activation:activate.cannotUndo")}</p>
            <FormActions>
              <Button variant={accounts.length === 0 ? "primary" : "secondary"}>
                {t("activation:activate.submitNew")}
              </Button>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </>
  );
}
