import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { InputField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { InstallationFacts } from "#app/views/upgrade-verification/device-page.ts";

type InvestigationSectionProps = {
  readonly order: InstallationFacts;
  readonly fields: Readonly<Record<"reason" | "serialNumber", FieldState>>;
  readonly idempotencyKey: string;
};

/** Investigations of an order with their exports, and the form that opens or lifts one. */
export function InvestigationSection({ order, fields, idempotencyKey }: InvestigationSectionProps) {
  const t = useTranslate();
  const isHeld = order.heldAt !== null;
  return (
    <Section title={t("installations:investigation.title")} description={t("installations:investigation.text")}>
      <div className="flex flex-col gap-4">
        {order.investigations.map(({ id, reason, openedAt, openedBy, liftedAt, liftReason }) => (
          <div key={id} className="text-sm">
            <p className="font-medium break-words">{reason}</p>
            <p className="text-ink-muted">
              {t("installations:investigation.since", { at: openedAt.local, by: openedBy })}
            </p>
            {liftedAt === null ? null : (
              <p className="text-ink-muted">
                {t("installations:investigation.until", { at: liftedAt.local, reason: liftReason })}
              </p>
            )}
          </div>
        ))}
        {order.exports.length === 0 ? null : (
          <div className="text-sm">
            <h3 className="mb-1 font-semibold">{t("installations:investigation.exports")}</h3>
            <ul className="flex list-disc flex-col gap-1 pl-4">
              {order.exports.map(({ id, at, by, reason, sha256 }) => (
                <li key={id}>
                  {t("installations:investigation.exported", { at: at.local, by, reason })}
                  <div className="break-all text-ink-muted tabular">{sha256}</div>
                </li>
              ))}
            </ul>
          </div>
        )}
        {order.mayInvestigate ? (
          <>
            <Form
              method="post"
              noValidate
              className="flex flex-col gap-4 border-line not-first:border-t not-first:pt-4"
            >
              <input type="hidden" name="intent" value={isHeld ? "lift" : "hold"} />
              <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
              <TextareaField
                field={fields.reason}
                label={t("installations:investigation.reason")}
                rows={2}
                autoComplete="off"
              />
              {isHeld ? null : (
                <InputField
                  field={fields.serialNumber}
                  label={t("installations:investigation.serial")}
                  optionalWord={t("installations:devices.optional")}
                  autoComplete="off"
                />
              )}
              <FormActions>
                <Button variant={isHeld ? "primary" : "danger"}>
                  {t(isHeld ? "installations:investigation.lift" : "installations:investigation.open")}
                </Button>
                <ButtonLink to={paths.exportEvidence(order.id)}>{t("installations:investigation.evidence")}</ButtonLink>
              </FormActions>
            </Form>
          </>
        ) : null}
      </div>
    </Section>
  );
}
