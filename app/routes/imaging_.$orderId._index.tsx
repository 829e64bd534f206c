import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { DevicesList } from "#app/components/upgrade-verification/devices-table.tsx";
import { AnswerForm, FinishForm, RecordForm } from "#app/components/upgrade-verification/installer-forms.tsx";
import { InvestigationSection } from "#app/components/upgrade-verification/investigation-section.tsx";
import { OrderHead } from "#app/components/upgrade-verification/order-head.tsx";
import { OrderSide } from "#app/components/upgrade-verification/order-side.tsx";
import { VersionsTable } from "#app/components/upgrade-verification/versions-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { installerSchema, takeInstallerStep, type InstallerFields } from "#app/http/installer-forms.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { deviceChoice, isReady, orderPage } from "#app/views/upgrade-verification/device-page.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.order.customerName]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-imaging");
  const { orderId = "" } = args.params;
  return { visitor, order: orThrow(await installationView(visitor.view, "installer", { orderId }), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const title = visitor.t("installations:order.title", { id: order.id });
  const page = orderPage(order, pageKeys(new URL(args.request.url).searchParams));
  return json({ title, ...page, ready: deviceChoice(order, isReady), idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const form = await parseForm(args.request, installerSchema, visitor);
  if (!form.ok) return form.response;
  const taken = await takeInstallerStep(visitor, order.id, form.value);
  if (!taken.ok) return form.again.refused(taken.refusal);
  return redirectWithNotice(args, paths.imaging(order.id, pageKeys(new URL(args.request.url).searchParams)), {
    tone: "success",
    ...taken.value,
  });
}

export default function ImagingOrder() {
  const { title, order, list, ready, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<InstallerFields>({
    id: "installer",
    lastResult: actionData?.lastResult,
    defaultValue: { isFinished: "on" },
  });
  const waiting = order.pending?.state === "sent" ? order.pending : null;
  return (
    <PageStack>
      <OrderHead
        order={order}
        title={title}
        list={{ to: paths.imagingOrders(), label: t("installations:imaging.title") }}
        actions={
          <ButtonLink to={paths.imagingDevicesCsv(order.id)} icon="download" isDownload>
            {t("installations:imaging.csv")}
          </ButtonLink>
        }
      />
      <FormErrors
        form={form}
        labels={{ decision: t("installations:imaging.decision"), text: t("installations:imaging.text") }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {waiting !== null && order.mayAnswer ? (
            <AnswerForm version={waiting} fields={fields} idempotencyKey={idempotencyKey} />
          ) : null}
          {order.mayAnswer && ready.total > 0 ? (
            <RecordForm ready={ready} fields={fields} idempotencyKey={idempotencyKey} />
          ) : null}
          <Section title={t("installations:devices.title")} isPadded={false}>
            <DevicesList
              list={list}
              actionOf={(device) =>
                order.mayAnswer ? <FinishForm device={device} idempotencyKey={idempotencyKey} /> : null
              }
            />
          </Section>
          <Section title={t("installations:versions.title")} isPadded={false}>
            <VersionsTable orderId={order.id} versions={order.versions} hasForms />
          </Section>
          <InvestigationSection order={order} fields={fields} idempotencyKey={idempotencyKey} />
        </div>
        <OrderSide order={order} />
      </div>
    </PageStack>
  );
}
