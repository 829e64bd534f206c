import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { enterServiceAccount } from "#app/services/service-activation/enter-account.server.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { InputField, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { enterAccountView } from "#app/views/service-activation/enter-account.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  name: z.string().trim().min(1).max(200),
  country: z.string().regex(/^[A-Z]{2}$/),
  domains: z.string().trim().min(1).max(2_000),
  adminName: z.string().trim().min(1).max(150),
  adminEmail: z.email().max(254),
  billingEmail: z.email().max(254).optional(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-agreements");
  const view = orThrow(await enterAccountView(visitor.view, args.params["enrollmentId"] ?? ""), visitor);
  return json({ title: visitor.t("activation:enterAccount.title"), ...view, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const enrollmentId = args.params["enrollmentId"] ?? "";
  const { billingEmail = "", ...rest } = form.value;
  const entered = await enterServiceAccount(deps, actor, { ...rest, billingEmail, enrollmentId }, at);
  if (!entered.ok && (entered.refusal.code === "not-found" || entered.refusal.code === "role-needed"))
    orThrow(entered, visitor);
  if (!entered.ok) {
    const { refusal } = entered;
    if (refusal.code === "account-domain-taken") return form.again.refused(refusal, "domains");
    return form.again.refused(refusal, refusal.code === "invalid-field" ? refusal.field : undefined);
  }
  const { number } = orThrow(await enterAccountView(visitor.view, enrollmentId), visitor);
  const { account, isAttached } = entered.value;
  return redirectWithNotice(args, paths.enrollment(enrollmentId), {
    tone: "success",
    title: t("activation:enterAccount.done", { account }),
    text: isAttached ? t("activation:enterAccount.doneAttached", { number }) : t("activation:enterAccount.doneText"),
  });
}

type Fields = {
  name: string;
  country: string;
  domains: string;
  adminName: string;
  adminEmail: string;
  billingEmail: string;
};

const plain = { autoComplete: "off", autoCapitalize: "none", spellCheck: false } as const;

export default function EnterAccount() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(view);
  const [form, fields] = useForm<Fields>({
    id: "enter-account",
    lastResult: reply?.lastResult,
    defaultValue: { name: view.organization },
  });
  return (
    <PageStack>
      <PageHeader
        title={view.title}
        description={`${t("activation:enterAccount.intro", { customer: view.organization })} ${t("activation:enterAccount.follows")}`}
        breadcrumbs={breadcrumbs}
      />
      {view.accounts.length === 0 ? null : (
        <Section title={t("activation:enterAccount.known")}>
          <DescriptionList
            items={view.accounts.map(({ id, name, domains }) => ({
              term: name,
              value: <TextLink to={paths.serviceAccount(id)}>{domains}</TextLink>,
            }))}
          />
        </Section>
      )}
      <PostForm
        form={form}
        idempotencyKey={view.idempotencyKey}
        submit={t("activation:enterAccount.submit")}
        cancelTo={paths.enrollment(view.id)}
      >
        <InputField field={fields.name} label={t("activation:enterAccount.name")} autoComplete="off" />
        <InputField
          field={fields.domains}
          label={t("activation:enterAccount.domains")}
          hint={t("activation:enterAccount.domainsHint")}
          {...plain}
        />
        <SelectField
          field={fields.country}
          label={t("activation:activate.country")}
          placeholder={t("activation:activate.countryNone")}
          autoComplete="off"
          options={view.countries}
        />
        <InputField field={fields.adminName} label={t("activation:enterAccount.adminName")} autoComplete="off" />
        <InputField field={fields.adminEmail} label={t("activation:enterAccount.adminEmail")} type="email" {...plain} />
        <InputField
          field={fields.billingEmail}
          label={t("activation:enterAccount.billingEmail")}
          optionalWord={t("support:form.optional")}
          type="email"
          {...plain}
        />
      </PostForm>
    </PageStack>
  );
}
