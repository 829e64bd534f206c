import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { licensingProgrammes, numberLengthMax } from "#app/domain/agreements/agreement.ts";
import { requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { addAgreement } from "#app/services/service-activation/agreements.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { InputField, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  customer: z.string().trim().min(1).max(253),
  number: z.string().trim().min(1).max(numberLengthMax),
  programme: z.enum(licensingProgrammes),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-agreements");
  return json({ title: visitor.t("activation:agreement.addTitle"), idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const added = await addAgreement(deps, actor, form.value, at);
  if (!added.ok) return form.again.refused(added.refusal, added.refusal.code === "not-found" ? "customer" : undefined);
  return redirectWithNotice(args, paths.agreement(added.value.agreementId), {
    tone: "success",
    title: t("activation:agreement.added", { number: form.value.number.toUpperCase() }),
    text: t("activation:agreement.addedText"),
  });
}

export default function NewAgreement() {
  const { title, idempotencyKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(null);
  const [form, fields] = useForm<{ customer: string; number: string; programme: string }>({
    id: "new-agreement",
    lastResult: reply?.lastResult,
    defaultValue: { programme: "enterprise" },
  });
  return (
    <PageStack>
      <PageHeader title={title} description={t("activation:agreement.addIntro")} breadcrumbs={breadcrumbs} />
      <PostForm
        form={form}
        idempotencyKey={idempotencyKey}
        submit={t("activation:agreement.add")}
        cancelTo={paths.agreements()}
      >
        <InputField
          field={fields.customer}
          label={t("activation:agreement.customer")}
          hint={t("activation:agreement.customerHint")}
          autoComplete="off"
          spellCheck={false}
        />
        <InputField
          field={fields.number}
          label={t("activation:list.number")}
          hint={t("activation:agreement.numberHint")}
          autoComplete="off"
        />
        <SelectField
          field={fields.programme}
          label={t("activation:fact.programme")}
          options={licensingProgrammes.map((value) => ({ value, label: t(`trade:programme.${value}`) }))}
        />
      </PostForm>
    </PageStack>
  );
}
