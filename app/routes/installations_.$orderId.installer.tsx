import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { DevicesList } from "#app/components/upgrade-verification/devices-table.tsx";
import { AnswerForm, FinishForm, RecordForm } from "#app/components/upgrade-verification/installer-forms.tsx";
import { OrderSide } from "#app/components/upgrade-verification/order-side.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { newIdempotencyKey } from "#app/http/form.server.ts";
import { type ForInstallerFields, forInstallerSchema, takeInstallerStep } from "#app/http/installer-forms.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { receiveMessage } from "#app/http/support-form.server.ts";
import { discardAttachments } from "#app/services/support/attachments.server.ts";
import { recordInstallerAnswer } from "#app/services/upgrade-verification/answer-verification.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { deviceChoice, isReady, orderPage } from "#app/views/upgrade-verification/device-page.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";
import type { DeviceText } from "#app/views/upgrade-verification/installation-texts.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.heading]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "speak-for-installers");
  const { orderId = "" } = args.params;
  const order = orThrow(await installationView(visitor.view, "customer", { orderId }), visitor);
  // One with access answers on its own page.
  if (order.installer.hasAccess)
    throw refuse({ code: "installer-has-access", installer: order.installer.name }, visitor);
  return { visitor, order };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const { t, at } = visitor;
  return json({
    title: t("installations:onPaper.title"),
    heading: t("installations:order.title", { id: order.id }),
    today: at.toZonedDateTimeISO("UTC").toPlainDate().toString(),
    ...orderPage(order, pageKeys(new URL(args.request.url).searchParams), isCovered),
    ready: deviceChoice(order, isReady),
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const { deps, actor, at, t } = visitor;
  const message = await receiveMessage(args.request, forInstallerSchema, visitor);
  if (!message.ok) return message.response;
  const { value, files, again } = message;
  const done = (to: string, title: string, text: string) =>
    redirectWithNotice(args, to, { tone: "success", title, text });
  if (value.intent !== "answer") {
    await discardAttachments(files);
    const taken = await takeInstallerStep(visitor, order.id, value, true);
    if (!taken.ok) return again.refused(taken.refusal);
    return done(
      paths.forInstaller(order.id, pageKeys(new URL(args.request.url).searchParams)),
      taken.value.title,
      taken.value.text,
    );
  }
  const [file = null, ...others] = files;
  await discardAttachments(others);
  const { idempotencyKey, number, text, name, answeredOn } = value;
  const isAccepted = value.decision === "accept";
  const wish = { idempotencyKey, orderId: order.id, number, isAccepted, text, name, answeredOn, file };
  const answered = await recordInstallerAnswer(deps, actor, wish, at);
  if (!answered.ok) return again.refused(answered.refusal, fieldOf[answered.refusal.code]);
  const what = isAccepted ? "accepted" : "rejected";
  return done(
    paths.installation(order.id),
    t(`installations:imaging.${what}`, { number }),
    t(`installations:onPaper.${what}`, { installer: order.installer.name }),
  );
}

/** What the page lists: what the installer works on, or has. */
function isCovered({ coveredBy, imaging }: DeviceText): boolean {
  return coveredBy !== null || imaging !== null;
}

const fieldOf: Readonly<Record<string, string>> = {
  "answer-day-wrong": "answeredOn",
  "answer-evidence-needed": "attachments",
  "signed-file-refused": "attachments",
};

export default function ForInstaller() {
  const { title, heading, today, order, list, ready, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<ForInstallerFields>({
    id: "for-installer",
    lastResult: actionData?.lastResult,
    defaultValue: { isFinished: "on", answeredOn: today },
  });
  const { name: installer } = order.installer;
  const waiting = order.pending?.state === "sent" ? order.pending : null;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("installations:onPaper.intro", { installer })}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.installations(), label: t("installations:title") },
            { to: paths.installation(order.id), label: heading },
          ],
        }}
        actions={
          ready.total === 0 ? undefined : (
            <ButtonLink to={paths.releasedDevicesCsv(order.id)} icon="download" isDownload>
              {t("installations:imaging.csv")}
            </ButtonLink>
          )
        }
      />
      <FormErrors form={form} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {waiting === null ? null : (
            <AnswerForm
              version={waiting}
              fields={fields}
              onPaper={{ installer, fields }}
              idempotencyKey={idempotencyKey}
            />
          )}
          {ready.total === 0 ? null : <RecordForm ready={ready} fields={fields} idempotencyKey={idempotencyKey} />}
          {waiting === null && list.total === 0 ? (
            <Section>
              <EmptyState icon="info" title={t("installations:onPaper.nothing")}>
                {t("installations:onPaper.nothingText")}
              </EmptyState>
            </Section>
          ) : null}
          {list.total === 0 ? null : (
            <Section title={t("installations:devices.title")} isPadded={false}>
              <DevicesList
                list={list}
                actionOf={(device) => <FinishForm device={device} idempotencyKey={idempotencyKey} />}
              />
            </Section>
          )}
        </div>
        <OrderSide order={order} />
      </div>
    </PageStack>
  );
}
