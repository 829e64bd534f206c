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
import { languageNames, languages } from "#app/i18n/languages.ts";
import { changeSubscriptionContact } from "#app/services/service-activation/subscription-contact.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { contactFormView } from "#app/views/service-activation/enrollment.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  name: z.string().trim().min(1).max(150),
  email: z.email().max(254),
  language: z.enum(languages),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const view = orThrow(await contactFormView(visitor.view, args.params["enrollmentId"] ?? ""), visitor);
  return json({ title: visitor.t("activation:contact.title"), ...view, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const enrollmentId = args.params["enrollmentId"] ?? "";
  const changed = await changeSubscriptionContact(deps, actor, { ...form.value, enrollmentId }, at);
  if (!changed.ok && (changed.refusal.code === "not-found" || changed.refusal.code === "agreement-role-needed"))
    orThrow(changed, visitor);
  if (!changed.ok) return form.again.refused(changed.refusal);
  const { sent, isAttached } = changed.value;
  return redirectWithNotice(args, paths.enrollment(enrollmentId), {
    tone: "success",
    title: t("activation:contact.done", { name: form.value.name }),
    text: isAttached
      ? t("activation:contact.doneAttached")
      : sent > 0
        ? t("activation:contact.doneSent", { count: sent })
        : t("activation:contact.doneNone"),
  });
}

type Fields = { name: string; email: string; language: string };

export default function SubscriptionContact() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(view);
  const [form, fields] = useForm<Fields>({
    id: "subscription-contact",
    lastResult: reply?.lastResult,
    defaultValue: view.contact ?? { language: "de" },
  });
  return (
    <PageStack>
      <PageHeader
        title={view.title}
        description={`${view.organization}. ${t("activation:contact.intro")} ${t("activation:contact.attached")}`}
        breadcrumbs={breadcrumbs}
      />
      <PostForm
        form={form}
        idempotencyKey={view.idempotencyKey}
        submit={t("activation:contact.submit")}
        cancelTo={paths.enrollment(view.id)}
      >
        <InputField field={fields.name} label={t("activation:contact.name")} autoComplete="off" />
        <InputField
          field={fields.email}
          label={t("activation:contact.email")}
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <RadioGroup
          field={fields.language}
          label={t("activation:contact.language")}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </PostForm>
    </PageStack>
  );
}
