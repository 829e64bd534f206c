import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import type { ConsentPage, ReturnForm } from "#app/http/authorize-request.ts";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Asks whether an application may act for the reader, or brings the answer back to it. */
export function Consent({ page }: { readonly page: ConsentPage }) {
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col gap-5 pt-4 sm:pt-10">
      <h1 className="text-2xl font-semibold tracking-tight break-words">{page.title}</h1>
      {page.kind === "ask" ? <Question page={page} /> : <Return name={page.name} form={page.form} />}
    </div>
  );
}

function Question({ page: { consent, email } }: { readonly page: Extract<ConsentPage, { kind: "ask" }> }) {
  const t = useTranslate();
  const { name, clientId, partnerName, host, roles, mayDo } = consent;
  return (
    <>
      <p>{t("consent:intro", { name, email })}</p>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold">{t("consent:may")}</h2>
        <ul className="list-disc pl-5">
          {mayDo.map((action) => (
            <li key={action}>{t(`trade:action.${action}`)}</li>
          ))}
          <li>{t(mayDo.length === 0 ? "consent:rolesOnly" : "consent:andRest")}</li>
        </ul>
        <p className="text-ink-muted">
          {roles.length === 0
            ? t("consent:noRoles")
            : t("consent:roles", { roles: roles.map((role) => t(`trade:role.${role}`)).join(", ") })}
        </p>
      </section>
      <Notice tone="info">{t("consent:howLong")}</Notice>
      <DescriptionList
        items={[
          { term: t("consent:application"), value: name },
          { term: t("consent:registeredBy"), value: partnerName },
          { term: t("consent:clientId"), value: <span className="font-mono text-sm break-all">{clientId}</span> },
          { term: t("consent:answerTo"), value: <span className="break-all">{host}</span> },
        ]}
      />
      {/* The answer may lead to another site, so the browser is asked to load it as a page. */}
      <Form method="post" reloadDocument>
        <FormActions>
          <Button variant="primary" name="intent" value="allow">
            {t("consent:allow")}
          </Button>
          <Button variant="quiet" name="intent" value="deny">
            {t("consent:deny")}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}

/** Posts itself where scripts run; else there is a button. */
function Return({ name, form }: { readonly name: string; readonly form: ReturnForm }) {
  const t = useTranslate();
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => ref.current?.submit(), []);
  return (
    <>
      <p>{t("consent:returnText", { name })}</p>
      <form ref={ref} method="post" action={form.to}>
        {form.fields.map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <Button variant="primary">{t("consent:goOn", { name })}</Button>
      </form>
    </>
  );
}
