import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { DecideForm } from "#app/components/upgrade-verification/decide-form.tsx";
import { DevicesList } from "#app/components/upgrade-verification/devices-table.tsx";
import { InvestigationSection } from "#app/components/upgrade-verification/investigation-section.tsx";
import { OrderHead } from "#app/components/upgrade-verification/order-head.tsx";
import { OrderSide } from "#app/components/upgrade-verification/order-side.tsx";
import { VersionsTable } from "#app/components/upgrade-verification/versions-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { deskSchema, type InstallerFields, takeInstallerStep } from "#app/http/installer-forms.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { deviceChoice, orderPage } from "#app/views/upgrade-verification/device-page.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.order.customerName]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "decide-qualifications");
  const { orderId = "" } = args.params;
  return { visitor, order: orThrow(await installationView(visitor.view, "operator", { orderId }), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const title = visitor.t("installations:order.title", { id: order.id });
  const page = orderPage(order, pageKeys(new URL(args.request.url).searchParams));
  const unknown = deviceChoice(order, ({ verdict }) => verdict.result === "unknown");
  return json({ title, ...page, unknown, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const form = await parseForm(args.request, deskSchema, visitor);
  if (!form.ok) return form.response;
  const taken = await takeInstallerStep(visitor, order.id, form.value);
  if (!taken.ok) return form.again.refused(taken.refusal);
  return redirectWithNotice(args, paths.installationToLookAt(order.id), { tone: "success", ...taken.value });
}

export default function InstallationToLookAt() {
  const { title, order, list, unknown, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<InstallerFields>({ id: "installation-desk", lastResult: actionData?.lastResult });
  return (
    <PageStack>
      <OrderHead
        order={order}
        title={title}
        list={{ to: paths.installationsToLookAt(), label: t("installations:operator.title") }}
      />
      <FormErrors form={form} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {unknown.total === 0 ? null : (
            <DecideForm unknown={unknown} fields={fields} idempotencyKey={idempotencyKey} />
          )}
          <Section title={t("installations:devices.title")} isPadded={false}>
            <DevicesList list={list} />
          </Section>
          {order.versions.length === 0 ? null : (
            <Section title={t("installations:versions.title")} isPadded={false}>
              <VersionsTable orderId={order.id} versions={order.versions} hasForms={false} />
            </Section>
          )}
          <InvestigationSection order={order} fields={fields} idempotencyKey={idempotencyKey} />
        </div>
        <OrderSide order={order} />
      </div>
    </PageStack>
  );
}
