import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { licensingProgrammes, numberLengthMax, organizationNameLengthMax } from "#app/domain/agreements/agreement.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { addEnrollment } from "#app/services/service-activation/agreements.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { InputField, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { agreementView } from "#app/views/service-activation/agreements.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  number: z.string().trim().min(1).max(numberLengthMax),
  organizationName: z.string().trim().min(1).max(organizationNameLengthMax),
  programme: z.enum(licensingProgrammes),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  predecessorId: z.string().max(100).optional(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-agreements");
  const view = orThrow(await agreementView(visitor.view, args.params["agreementId"] ?? ""), visitor);
  return json({ title: visitor.t("activation:enrollment.addTitle"), ...view, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { predecessorId = "", ...rest } = form.value;
  const agreementId = args.params["agreementId"] ?? "";
  const wish = { ...rest, agreementId, predecessorId: predecessorId === "" ? null : predecessorId };
  const added = await addEnrollment(deps, actor, wish, at);
  if (!added.ok && added.refusal.code === "not-found") orThrow(added, visitor);
  if (!added.ok)
    return form.again.refused(added.refusal, added.refusal.code === "invalid-field" ? added.refusal.field : undefined);
  return redirectWithNotice(args, paths.enrollment(added.value.enrollmentId), {
    tone: "success",
    title: t("activation:enrollment.added", { number: form.value.number.toUpperCase() }),
    text: t("activation:enrollment.addedText"),
  });
}

type Fields = z.input<typeof schema>;

export default function NewEnrollment() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(null, view);
  const [form, fields] = useForm<Fields>({
    id: "new-enrollment",
    lastResult: reply?.lastResult,
    defaultValue: { programme: view.programme },
  });
  return (
    <PageStack>
      <PageHeader title={view.title} description={t("activation:enrollment.addIntro")} breadcrumbs={breadcrumbs} />
      <PostForm
        form={form}
        idempotencyKey={view.idempotencyKey}
        submit={t("activation:enrollment.add")}
        cancelTo={paths.agreement(view.id)}
      >
        <InputField field={fields.number} label={t("activation:fact.number")} autoComplete="off" />
        <InputField field={fields.organizationName} label={t("activation:fact.organization")} autoComplete="off" />
        <SelectField
          field={fields.programme}
          label={t("activation:fact.programme")}
          options={licensingProgrammes.map((value) => ({ value, label: t(`trade:programme.${value}`) }))}
        />
        <InputField field={fields.startsOn} label={t("activation:enrollment.startsOn")} type="date" />
        <InputField field={fields.endsOn} label={t("activation:enrollment.endsOn")} type="date" />
        <SelectField
          field={fields.predecessorId}
          label={t("activation:enrollment.predecessor")}
          optionalWord={t("support:form.optional")}
          placeholder={t("activation:enrollment.noPredecessor")}
          options={view.enrollments.map(({ id, number, organization }) => ({
            value: id,
            label: `${number}, ${organization}`,
          }))}
        />
      </PostForm>
    </PageStack>
  );
}
