import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { markets } from "#app/domain/catalog/markets.ts";
import { validationStatuses } from "#app/domain/order/order.ts";
import { requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { addCustomer, customerNameLengthMax } from "#app/services/customers/add-customer.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { InputField, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  name: z.string().trim().max(customerNameLengthMax),
  domain: z.string().trim().max(253),
  country: z.string().length(2),
  validationStatus: z.enum(validationStatuses).optional(),
});

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { t, format, language } = await requirePermission(args, "add-customers");
  const countries = markets
    .map(({ iso2 }) => ({ value: iso2, label: format.country(iso2) }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  return json({ title: t("customers:new.title"), countries, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "add-customers");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { validationStatus = null, ...wish } = form.value;
  const added = await addCustomer(visitor.deps, visitor.actor, { ...wish, validationStatus }, visitor.at);
  if (!added.ok) {
    return form.again.refused(added.refusal, added.refusal.code === "invalid-field" ? added.refusal.field : undefined);
  }
  return redirectWithNotice(args, paths.customer(added.value.customerId), {
    tone: "success",
    title: visitor.t("customers:new.done", { name: wish.name }),
    text: visitor.t("customers:new.doneText"),
  });
}

export default function NewCustomer() {
  const { title, countries, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({ id: "customer", lastResult: actionData?.lastResult });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("customers:new.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.customers(), label: t("customers:title") }],
        }}
      />
      <FormErrors
        form={form}
        labels={{
          name: t("customers:name"),
          domain: t("customers:domain"),
          country: t("customers:country"),
          validationStatus: t("customers:validation"),
        }}
      />
      <Section>
        <Form method="post" id={form.id} noValidate>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <FieldStack>
            <InputField
              field={fields.name}
              label={t("customers:name")}
              hint={t("customers:new.nameHint")}
              autoComplete="off"
            />
            <InputField
              field={fields.domain}
              label={t("customers:domain")}
              hint={t("customers:new.domainHint")}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <SelectField
              field={fields.country}
              label={t("customers:country")}
              placeholder={t("customers:new.choose")}
              options={countries}
            />
            <SelectField
              field={fields.validationStatus}
              label={t("customers:validation")}
              hint={t("customers:new.validationHint")}
              placeholder={t("customers:new.validationNone")}
              options={validationStatuses.map((value) => ({ value, label: t(`trade:validation.${value}`) }))}
            />
            <FormActions>
              <Button variant="primary">{t("customers:new.submit")}</Button>
              <ButtonLink to={paths.customers()} variant="quiet">
                {t("common:cancel")}
              </ButtonLink>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </PageStack>
  );
}
