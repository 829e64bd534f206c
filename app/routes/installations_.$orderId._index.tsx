import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { DevicesList } from "#app/components/upgrade-verification/devices-table.tsx";
import { CancelOrder, NextStep } from "#app/components/upgrade-verification/next-step.tsx";
import { OrderHead } from "#app/components/upgrade-verification/order-head.tsx";
import { OrderSide } from "#app/components/upgrade-verification/order-side.tsx";
import { VersionsTable } from "#app/components/upgrade-verification/versions-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { proofKinds } from "#app/domain/upgrade-verification/installation-order.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import {
  cancelInstallation,
  submitInstallation,
} from "#app/services/upgrade-verification/prepare-installation.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { orderPage } from "#app/views/upgrade-verification/device-page.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

const text = (max: number) => z.string().trim().min(1).max(max);
const schema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("submit"),
    idempotencyKey: idempotencyKeyField,
    customerName: text(150),
    customerAddress: text(300),
    contactName: text(150),
    contactEmail: z.email().max(254),
    language: z.enum(["de", "en"]),
    proof: z.enum(proofKinds),
  }),
  z.object({ intent: z.literal("cancel"), idempotencyKey: idempotencyKeyField, isConfirmed: z.literal("on") }),
]);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.order.customerName]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-installations");
  const { orderId = "" } = args.params;
  return { visitor, order: orThrow(await installationView(visitor.view, "customer", { orderId }), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const { t, language } = visitor;
  const why = (refusal: Parameters<typeof visitor.say>[0] | null | undefined) =>
    refusal === null || refusal === undefined ? null : visitor.say(refusal).text;
  const { change, submit, sign, cancel } = order.actions;
  return json({
    title: t("installations:order.title", { id: order.id }),
    ...orderPage(order, pageKeys(new URL(args.request.url).searchParams)),
    language,
    reasons: { change: why(change), submit: why(submit), sign: why(sign), cancel: why(cancel) },
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { idempotencyKey } = form.value;
  const done = (title: string, textBelow: string) =>
    redirectWithNotice(args, paths.installation(order.id), { tone: "success", title, text: textBelow });
  if (form.value.intent === "cancel") {
    const cancelled = await cancelInstallation(deps, actor, { idempotencyKey, orderId: order.id }, at);
    if (!cancelled.ok) return form.again.refused(cancelled.refusal);
    return done(t("installations:order.cancelled"), t("installations:order.cancelledText"));
  }
  const { customerName, customerAddress, contactName, contactEmail, language, proof } = form.value;
  const filled = { customerName, customerAddress, contactName, contactEmail };
  const wish = { idempotencyKey, orderId: order.id, form: filled, language, proof };
  const submitted = await submitInstallation(deps, actor, wish, at);
  if (!submitted.ok) return form.again.refused(submitted.refusal);
  const { number } = submitted.value;
  return done(t("installations:submit.done", { number }), t("installations:submit.doneText"));
}

type Fields = {
  intent: string;
  customerName: string;
  customerAddress: string;
  contactName: string;
  contactEmail: string;
  language: string;
  proof: string;
  isConfirmed: string;
};

export default function InstallationPage() {
  const { title, order, list, language, reasons, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const last = order.versions.at(-1)?.form;
  const [form, fields] = useForm<Fields>({
    id: "installation",
    lastResult: actionData?.lastResult,
    defaultValue: { customerName: order.customerName, language, proof: "verification-form", ...last },
  });
  const uncovered = order.versions.length > 0 && order.toVerify > 0;
  return (
    <PageStack>
      <OrderHead order={order} title={title} list={{ to: paths.installations(), label: t("installations:title") }} />
      <FormErrors form={form} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <NextStep
            order={order}
            reasons={reasons}
            formId={form.id}
            fields={fields}
            idempotencyKey={idempotencyKey}
            isUncovered={uncovered}
          />
          <Section title={t("installations:devices.title")} isPadded={false}>
            {list.total === 0 ? (
              <EmptyState icon="info" title={t("installations:devices.none")}>
                {t("installations:devices.noneText")}
              </EmptyState>
            ) : (
              <DevicesList list={list} />
            )}
          </Section>
          {order.versions.length === 0 ? null : (
            <Section title={t("installations:versions.title")} isPadded={false}>
              <VersionsTable orderId={order.id} versions={order.versions} hasForms />
            </Section>
          )}
          {reasons.cancel === null ? <CancelOrder fields={fields} idempotencyKey={idempotencyKey} /> : null}
        </div>
        <OrderSide order={order} />
      </div>
    </PageStack>
  );
}
