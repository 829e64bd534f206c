import { Form } from "@remix-run/react";
import { Consequences } from "#app/components/subscription/consequences.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, TextareaField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { WithdrawKeyView } from "#app/views/entitlement-withdrawal.ts";

/** The view of withdrawing a key, with its refusal said. */
export type WithdrawData = Omit<WithdrawKeyView, "refusal"> & {
  readonly refusal: { readonly title: string; readonly text: string } | null;
  readonly idempotencyKey: string;
};

type WithdrawFormProps = {
  readonly data: WithdrawData;
  readonly formId: string;
  readonly reasonField: FieldState;
  readonly confirmField: FieldState;
  /** The same page for another version. */
  readonly pageOf: (version: string) => string;
  readonly back: string;
};

/** What withdrawing a key brings and takes, then the reason, the tick and the button. */
export function WithdrawForm({ data, formId, reasonField, confirmField, pageOf, back }: WithdrawFormProps) {
  const t = useTranslate();
  const { key, refusal, needsReplacement, idempotencyKey } = data;
  if (refusal !== null || key === null)
    return (
      <Notice
        tone="info"
        title={refusal?.title ?? t("keys:withdraw.nothing")}
        actions={<ButtonLink to={back}>{t("common:back")}</ButtonLink>}
      >
        <p>{refusal?.text}</p>
        <Others data={data} pageOf={pageOf} />
      </Notice>
    );
  return (
    <Section isPadded={false} className="max-w-3xl">
      <div className="flex flex-col gap-4 p-4">
        <h2 className="text-md font-semibold">
          {key.version === "" ? t("keys:key.only") : t("keys:key.chosen", { version: key.version })}
          <span className="block text-sm font-normal text-ink-muted">
            {t("keys:key.since", { at: key.issuedAt.local })}
          </span>
        </h2>
        <Others data={data} pageOf={pageOf} />
        <h3 className="font-semibold">{t("keys:withdraw.what")}</h3>
        <Consequences
          points={[
            { key: "revoked", icon: "ban", text: t("keys:withdraw.revoked"), isWarning: true },
            ...(needsReplacement
              ? [
                  { key: "fresh", icon: "key" as const, text: t("keys:withdraw.fresh") },
                  { key: "devices", icon: "refresh" as const, text: t("keys:withdraw.devices") },
                  { key: "empty", icon: "package" as const, text: t("keys:withdraw.empty") },
                ]
              : [{ key: "none", icon: "info" as const, text: t("keys:withdraw.noFresh") }]),
            { key: "told", icon: "users", text: t("keys:withdraw.told") },
            { key: "final", icon: "triangle-alert", text: t("keys:withdraw.final"), isWarning: true },
          ]}
        />
        <Form method="post" id={formId} noValidate className="flex flex-col gap-4 border-t border-line pt-4">
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="version" value={key.version} />
          <input type="hidden" name="keyId" value={key.keyId} />
          <TextareaField
            field={reasonField}
            label={t("keys:withdraw.reason")}
            hint={t("keys:withdraw.reasonHint")}
            rows={3}
            autoComplete="off"
          />
          <CheckboxField field={confirmField} label={t("keys:withdraw.confirm")} required />
          <FormActions>
            <Button variant="danger">{t("keys:withdraw.submit")}</Button>
            <ButtonLink to={back} variant="quiet">
              {t("keys:withdraw.keep")}
            </ButtonLink>
          </FormActions>
        </Form>
      </div>
    </Section>
  );
}

function Others({ data: { others }, pageOf }: Pick<WithdrawFormProps, "data" | "pageOf">) {
  const t = useTranslate();
  if (others.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {others.map(({ version }) => (
        <li key={version} className="flex min-h-6 items-center">
          <TextLink to={pageOf(version)}>{t("keys:key.chosen", { version })}</TextLink>
        </li>
      ))}
    </ul>
  );
}
