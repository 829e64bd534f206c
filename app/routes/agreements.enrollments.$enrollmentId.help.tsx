import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { activationCaseKinds } from "#app/domain/service-activation/records.ts";
import { supportDueAt } from "#app/domain/service-activation/after-activation.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { oneOfOrNone } from "#app/http/search-params.ts";
import { askActivationHelp } from "#app/services/service-activation/activation-help.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { formatFor } from "#app/views/format.ts";
import { momentText } from "#app/views/notices/notice-text.ts";
import { helpFormView } from "#app/views/service-activation/enrollment.ts";

const schema = z
  .object({
    idempotencyKey: idempotencyKeyField,
    kind: z.enum(activationCaseKinds),
    serviceId: z.string().max(60).optional(),
    toAccountId: z.string().max(100).optional(),
    quantity: z.coerce.number().int().min(1).max(1_000_000).optional(),
    text: z.string().trim().min(1).max(8_000),
  })
  .refine(({ kind, toAccountId = "" }) => kind !== "wrong-account" || toAccountId !== "", {
    path: ["toAccountId"],
    message: fieldProblem("chooseOne"),
  });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const view = orThrow(await helpFormView(visitor.view, args.params["enrollmentId"] ?? ""), visitor);
  const { searchParams } = new URL(args.request.url);
  const kind = oneOfOrNone(searchParams, "kind", activationCaseKinds) ?? "other";
  const service = searchParams.get("service") ?? "";
  const serviceId = view.services.some(({ id }) => id === service) ? service : "";
  return json({
    title: visitor.t("activation:help.title"),
    ...view,
    values: { kind, serviceId },
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { deps, actor, at, t, view } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { serviceId = "", toAccountId = "", quantity, ...rest } = form.value;
  const enrollmentId = args.params["enrollmentId"] ?? "";
  const wish = {
    ...rest,
    enrollmentId,
    serviceId: serviceId === "" ? null : serviceId,
    toAccountId: toAccountId === "" ? null : toAccountId,
    quantity: quantity ?? null,
  };
  const asked = await askActivationHelp(deps, actor, wish, at);
  if (!asked.ok && asked.refusal.code === "not-found" && asked.refusal.what === "enrollment") orThrow(asked, visitor);
  if (!asked.ok && asked.refusal.code === "agreement-role-needed") orThrow(asked, visitor);
  if (!asked.ok)
    return form.again.refused(asked.refusal, asked.refusal.code === "invalid-field" ? asked.refusal.field : undefined);
  const due = momentText(formatFor(view.reader), supportDueAt(at).epochMilliseconds);
  return redirectWithNotice(args, paths.enrollment(enrollmentId), {
    tone: "success",
    title: t("activation:help.done", { id: asked.value.requestId }),
    text: t("activation:help.doneText", { at: due }),
  });
}

type Fields = { kind: string; serviceId: string; toAccountId: string; quantity: string; text: string };

export default function ActivationHelp() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(view);
  const [form, fields] = useForm<Fields>({
    id: "activation-help",
    lastResult: reply?.lastResult,
    defaultValue: view.values,
  });
  const optionalWord = t("support:form.optional");
  return (
    <PageStack>
      <PageHeader
        title={view.title}
        description={t("activation:help.intro", { enrollment: view.number })}
        breadcrumbs={breadcrumbs}
      />
      <PostForm
        form={form}
        idempotencyKey={view.idempotencyKey}
        submit={t("activation:help.submit")}
        cancelTo={paths.enrollment(view.id)}
      >
        <RadioGroup
          field={fields.kind}
          label={t("activation:help.kind")}
          options={activationCaseKinds.map((value) => ({ value, label: t(`activation:help.kinds.${value}`) }))}
        />
        <SelectField
          field={fields.serviceId}
          label={t("activation:help.service")}
          optionalWord={optionalWord}
          placeholder={t("activation:help.allServices")}
          options={view.services.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <SelectField
          field={fields.toAccountId}
          label={t("activation:help.account")}
          optionalWord={optionalWord}
          placeholder={t("activation:help.noAccount")}
          hint={view.accounts.length === 0 ? t("activation:help.noOtherAccount") : undefined}
          options={view.accounts.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <InputField
          field={fields.quantity}
          label={t("activation:help.quantity")}
          optionalWord={optionalWord}
          hint={t("activation:help.quantityHint")}
          type="number"
          min={1}
        />
        <TextareaField field={fields.text} label={t("activation:help.text")} rows={6} />
      </PostForm>
    </PageStack>
  );
}
