import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ChooseCustomer } from "#app/components/upgrade-verification/choose-customer.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { situations, targetNames, targets } from "#app/domain/upgrade-verification/verdict.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys, searchText } from "#app/http/search-params.ts";
import { prepareInstallation } from "#app/services/upgrade-verification/prepare-installation.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { newInstallationView } from "#app/views/upgrade-verification/installations.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  customerId: z.string().min(1).max(100),
  enrollmentId: z.string().min(1).max(100),
  situation: z.enum(situations),
  target: z.enum(targets),
  productLanguage: z.string().trim().min(1).max(60),
  installerId: z.string().min(1).max(100),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-installations");
  const parameters = new URL(args.request.url).searchParams;
  const params = {
    customerId: parameters.get("customer") ?? "",
    search: searchText(parameters) ?? "",
    ...pageKeys(parameters),
  };
  const view = orThrow(await newInstallationView(visitor.view, params), visitor);
  const title = visitor.t("installations:form.title");
  return json({ title, view, isCustomer: visitor.actor.kind === "customer", idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-installations");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const prepared = await prepareInstallation(deps, actor, form.value, at);
  if (!prepared.ok) return form.again.refused(prepared.refusal);
  return redirectWithNotice(args, paths.installationDevices(prepared.value.orderId), {
    tone: "success",
    title: t("installations:form.done"),
    text: t("installations:form.doneText"),
  });
}

export default function NewInstallation() {
  const { title, view, isCustomer, idempotencyKey } = useLoaderData<typeof loader>();
  const { customer, choice, enrollments, installers } = view;
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={customer?.name ?? t("installations:form.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.installations(), label: t("installations:title") }],
        }}
      />
      {choice !== null ? <ChooseCustomer choice={choice} /> : null}
      {customer === null ? null : enrollments.length === 0 || installers.length === 0 ? (
        <Section>
          <EmptyState
            icon="info"
            title={t(enrollments.length === 0 ? "installations:form.noEnrollment" : "installations:form.noInstaller")}
            action={
              isCustomer ? undefined : <ButtonLink to={paths.agreements()}>{t("installations:agreements")}</ButtonLink>
            }
          >
            {t(enrollments.length === 0 ? "installations:form.noEnrollmentText" : "installations:form.noInstallerText")}
          </EmptyState>
        </Section>
      ) : (
        <PrepareForm view={view} customerId={customer.id} idempotencyKey={idempotencyKey} />
      )}
    </PageStack>
  );
}

type PrepareFormProps = {
  readonly view: Pick<ReturnType<typeof useLoaderData<typeof loader>>["view"], "enrollments" | "installers">;
  readonly customerId: string;
  readonly idempotencyKey: string;
};

function PrepareForm({ view: { enrollments, installers }, customerId, idempotencyKey }: PrepareFormProps) {
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: "prepare-installation",
    lastResult: actionData?.lastResult,
    defaultValue: { situation: "new", target: "windows-8.1-enterprise" },
  });
  const placeholder = t("installations:form.choose");
  return (
    <>
      <FormErrors
        form={form}
        labels={{
          enrollmentId: t("installations:form.enrollment"),
          situation: t("installations:form.situation"),
          target: t("installations:form.target"),
          productLanguage: t("installations:form.language"),
          installerId: t("installations:form.installer"),
        }}
      />
      <Section className="max-w-3xl">
        <Form method="post" id={form.id} noValidate className="flex flex-col gap-5">
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="customerId" value={customerId} />
          <SelectField
            field={fields.enrollmentId}
            label={t("installations:form.enrollment")}
            placeholder={placeholder}
            options={enrollments.map(({ id, number, organizationName, programme }) => ({
              value: id,
              label: `${number} · ${organizationName} · ${t(`trade:programme.${programme}`)}`,
            }))}
          />
          <RadioGroup
            field={fields.situation}
            label={t("installations:form.situation")}
            options={situations.map((value) => ({ value, label: t(`installations:situation.${value}`) }))}
          />
          <SelectField
            field={fields.target}
            label={t("installations:form.target")}
            options={targets.map((value) => ({ value, label: targetNames[value] }))}
          />
          <InputField field={fields.productLanguage} label={t("installations:form.language")} autoComplete="off" />
          <SelectField
            field={fields.installerId}
            label={t("installations:form.installer")}
            placeholder={placeholder}
            options={installers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <FormActions>
            <Button variant="primary">{t("installations:form.submit")}</Button>
            <ButtonLink to={paths.installations()} variant="quiet">
              {t("installations:form.back")}
            </ButtonLink>
          </FormActions>
        </Form>
      </Section>
    </>
  );
}
