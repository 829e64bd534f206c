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
import { orderService, reserveLicences } from "#app/services/service-activation/order-services.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { orderFormView } from "#app/views/service-activation/enrollment.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  kind: z.enum(["order", "reservation"]),
  serviceId: z.string().min(1).max(60),
  quantity: z.coerce.number().int().min(1).max(1_000_000),
  usageFromOn: z.iso.date(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const view = orThrow(await orderFormView(visitor.view, args.params["enrollmentId"] ?? ""), visitor);
  const orderReason = view.mayOrder
    ? null
    : visitor.say({ code: "role-needed", action: "manage-agreements", roles: ["admin-agent", "global-admin"] }).text;
  return json({
    title: visitor.t("activation:order.title"),
    ...view,
    orderReason,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { kind, ...wish } = form.value;
  const enrollmentId = args.params["enrollmentId"] ?? "";
  const place = kind === "order" ? orderService : reserveLicences;
  const placed = await place(deps, actor, { ...wish, enrollmentId }, at);
  if (!placed.ok && placed.refusal.code === "not-found" && placed.refusal.what === "enrollment")
    orThrow(placed, visitor);
  if (!placed.ok)
    return form.again.refused(
      placed.refusal,
      placed.refusal.code === "invalid-field" ? placed.refusal.field : undefined,
    );
  return redirectWithNotice(args, paths.enrollmentService(enrollmentId, placed.value.serviceId), {
    tone: "success",
    title: kind === "order" ? t("activation:order.doneOrder") : t("activation:order.doneReserve"),
    text: t("activation:order.doneText"),
  });
}

type Fields = { kind: string; serviceId: string; quantity: string; usageFromOn: string };

export default function AddServices() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(view);
  const { orderReason } = view;
  const [form, fields] = useForm<Fields>({
    id: "add-services",
    lastResult: reply?.lastResult,
    defaultValue: { kind: view.mayOrder ? "order" : "reservation", usageFromOn: view.today },
  });
  return (
    <PageStack>
      <PageHeader
        title={view.title}
        description={`${view.organization}. ${t("activation:order.intro")}`}
        breadcrumbs={breadcrumbs}
      />
      <PostForm
        form={form}
        idempotencyKey={view.idempotencyKey}
        submit={t("activation:order.submit")}
        cancelTo={paths.enrollment(view.id)}
      >
        <RadioGroup
          field={fields.kind}
          label={t("activation:order.what")}
          options={[
            {
              value: "order",
              label: t("activation:order.order"),
              ...(orderReason === null ? {} : { disabledReason: orderReason }),
            },
            { value: "reservation", label: t("activation:order.reserve") },
          ]}
        />
        <SelectField
          field={fields.serviceId}
          label={t("activation:order.service")}
          options={view.services.map(({ id, title, isGovernment }) => ({
            value: id,
            label: isGovernment ? t("activation:order.government", { title }) : title,
          }))}
        />
        <InputField field={fields.quantity} label={t("activation:order.quantity")} type="number" min={1} />
        <InputField
          field={fields.usageFromOn}
          label={t("activation:order.usageFrom")}
          hint={t("activation:order.usageHint")}
          type="date"
        />
      </PostForm>
    </PageStack>
  );
}
