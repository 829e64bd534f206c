import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { proofKinds } from "#app/domain/upgrade-verification/installation-order.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, SelectField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { InstallationFacts } from "#app/views/upgrade-verification/device-page.ts";
import { CustomerFields } from "./customer-fields.tsx";
import { RejectedBefore } from "./rejected-before.tsx";

type NextStepProps = {
  readonly order: InstallationFacts;
  /** Why something cannot be done, in words; null where it can. */
  readonly reasons: Readonly<Record<"change" | "submit" | "sign" | "cancel", string | null>>;
  readonly formId: string;
  readonly fields: Readonly<
    Record<
      "customerName" | "customerAddress" | "contactName" | "contactEmail" | "language" | "proof" | "isConfirmed",
      FieldState
    >
  >;
  readonly idempotencyKey: string;
  /** Devices came or changed after a signature. */
  readonly isUncovered: boolean;
};

/** Where the order stands, what comes next, and the forms for it. */
export function NextStep(props: NextStepProps) {
  const { order, reasons, isUncovered } = props;
  const t = useTranslate();
  const facts = {
    number: order.pending?.number ?? order.versions.length,
    installer: order.installer.name,
    released: order.released,
    count: order.released,
    imaged: order.imaged,
    devices: order.deviceCount,
  };
  const isOver = order.state === "done" || order.state === "cancelled";
  const isRunning = order.state === "confirmed" || order.state === "imaging";
  const hasForm = order.pending !== null;
  const reasonOf = (reason: string | null) => (reason === null ? {} : { disabledReason: reason });
  return (
    <Section title={t("installations:order.next")}>
      <div className="flex flex-col gap-4">
        <p>{t(`installations:next.${order.state}`, facts)}</p>
        <RejectedBefore order={order} />
        <HandOver order={order} />
        {isUncovered && isRunning ? <p>{t("installations:next.uncovered", { count: order.toVerify })}</p> : null}
        {isOver ? null : (
          <FormActions>
            {order.pending?.state === "open" ? (
              <ButtonLink to={paths.signInstallation(order.id)} variant="primary" {...reasonOf(reasons.sign)}>
                {t("installations:order.sign")}
              </ButtonLink>
            ) : null}
            {order.maySpeak && (order.pending?.state === "sent" || isRunning) ? (
              <ButtonLink
                to={paths.forInstaller(order.id)}
                variant={order.pending?.state === "open" ? "secondary" : "primary"}
              >
                {t(
                  order.pending?.state === "sent" ? "installations:onPaper.toAnswer" : "installations:onPaper.toImages",
                )}
              </ButtonLink>
            ) : null}
            <ButtonLink to={paths.installationDevices(order.id)} {...reasonOf(reasons.change)}>
              {t("installations:order.addDevices")}
            </ButtonLink>
          </FormActions>
        )}
        {order.pending?.state === "open" ? (
          <FormActions>
            <ButtonLink
              to={paths.installationForm(order.id, { language: "de" })}
              variant="quiet"
              icon="download"
              isDownload
            >
              {t("installations:order.formDe")}
            </ButtonLink>
            <ButtonLink
              to={paths.installationForm(order.id, { language: "en" })}
              variant="quiet"
              icon="download"
              isDownload
            >
              {t("installations:order.formEn")}
            </ButtonLink>
          </FormActions>
        ) : null}
        {order.state === "draft" || (isRunning && isUncovered && !hasForm) ? <SubmitForm {...props} /> : null}
      </div>
    </Section>
  );
}

/** What became of the mail that the last form went to an installer without access with, and what to do about it. */
function HandOver({ order: { handOver, installer, pending } }: Pick<NextStepProps, "order">) {
  const t = useTranslate();
  if (handOver === null || pending?.state !== "sent") return null;
  const { at, reply } = handOver;
  const facts = { at: at.local, address: installer.returnAddress, reply };
  const what =
    handOver.state === "sent"
      ? "sent"
      : handOver.state === "dead" || handOver.state === "dropped"
        ? "lost"
        : "underWay";
  return (
    <p className={what === "lost" ? "text-sm text-danger-ink" : "text-sm text-ink-muted"}>
      {t(`installations:onPaper.mail.${what}`, facts)}
    </p>
  );
}

function SubmitForm({ order, reasons, formId, fields, idempotencyKey }: NextStepProps) {
  const t = useTranslate();
  return (
    <Form method="post" id={formId} noValidate className="flex flex-col gap-4 border-t border-line pt-4">
      <input type="hidden" name="intent" value="submit" />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <h3 className="text-md font-semibold">{t("installations:submit.title")}</h3>
      <p className="text-sm text-ink-muted">{t("installations:submit.text", { count: order.toVerify })}</p>
      <CustomerFields fields={fields}>
        <SelectField
          field={fields.language}
          label={t("installations:submit.language")}
          options={(["de", "en"] as const).map((value) => ({ value, label: t(`installations:formLanguage.${value}`) }))}
        />
        <SelectField
          field={fields.proof}
          label={t("installations:submit.proof")}
          options={proofKinds.map((value) => ({ value, label: t(`installations:proof.${value}`) }))}
        />
      </CustomerFields>
      <FormActions>
        <Button variant="primary" {...(reasons.submit === null ? {} : { disabledReason: reasons.submit })}>
          {t("installations:submit.button")}
        </Button>
      </FormActions>
    </Form>
  );
}

/** Giving the order up: below everything else, so that nobody takes it for the next step. */
export function CancelOrder({ fields, idempotencyKey }: Pick<NextStepProps, "fields" | "idempotencyKey">) {
  const t = useTranslate();
  return (
    <Section title={t("installations:order.cancel")} description={t("installations:order.cancelText")}>
      <Form method="post" noValidate className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="cancel" />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <CheckboxField field={fields.isConfirmed} label={t("installations:order.cancelConfirm")} required />
        <FormActions>
          <Button variant="danger">{t("installations:order.cancel")}</Button>
        </FormActions>
      </Form>
    </Section>
  );
}
