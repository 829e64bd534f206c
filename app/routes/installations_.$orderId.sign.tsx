import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { DevicesList } from "#app/components/upgrade-verification/devices-table.tsx";
import { OrderSide } from "#app/components/upgrade-verification/order-side.tsx";
import { RejectedBefore } from "#app/components/upgrade-verification/rejected-before.tsx";
import { SignForm } from "#app/components/upgrade-verification/sign-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { receiveMessage } from "#app/http/support-form.server.ts";
import { signVerification } from "#app/services/upgrade-verification/sign-verification.server.ts";
import { discardAttachments } from "#app/services/support/attachments.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { orderPage } from "#app/views/upgrade-verification/device-page.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

const text = (max: number) => z.string().trim().min(1).max(max);
const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  customerName: text(150),
  customerAddress: text(300),
  contactName: text(150),
  contactEmail: z.email().max(254),
  name: text(150),
  role: text(150),
  signedOn: z.iso.date(),
  isAcknowledged: z.literal("on"),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.heading]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "sign-verifications");
  const { orderId = "" } = args.params;
  const order = orThrow(await installationView(visitor.view, "customer", { orderId }), visitor);
  return { visitor, order };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const refusal = order.actions.sign ?? null;
  // Whoever comes too early or too late is told why.
  if (refusal !== null) throw refuse(refusal, visitor);
  const { t, at } = visitor;
  return json({
    title: t("installations:sign.title"),
    heading: t("installations:order.title", { id: order.id }),
    ...orderPage(order, pageKeys(new URL(args.request.url).searchParams), ({ coveredBy }) => coveredBy === null),
    today: at.toZonedDateTimeISO("UTC").toPlainDate().toString(),
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const { deps, actor, at, t } = visitor;
  const message = await receiveMessage(args.request, schema, visitor);
  if (!message.ok) return message.response;
  const { value, files, again } = message;
  const { idempotencyKey, customerName, customerAddress, contactName, contactEmail } = value;
  const [file = null, ...others] = files;
  await discardAttachments(others);
  const signed = await signVerification(
    deps,
    actor,
    {
      idempotencyKey,
      orderId: order.id,
      form: { customerName, customerAddress, contactName, contactEmail },
      signature: { name: value.name, title: value.role, signedOn: value.signedOn, isAcknowledged: true },
      file,
    },
    at,
  );
  if (!signed.ok)
    return again.refused(signed.refusal, signed.refusal.code === "signed-in-future" ? "signedOn" : undefined);
  return redirectWithNotice(args, paths.installation(order.id), {
    tone: "success",
    title: t("installations:sign.done", { number: signed.value.number }),
    text: t("installations:sign.doneText", { installer: order.installer.name }),
  });
}

type Fields = z.input<typeof schema> & { attachments?: string };

export default function SignInstallation() {
  const { title, heading, order, list, today, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<Fields>({
    id: "sign-verification",
    lastResult: actionData?.lastResult,
    defaultValue: { ...order.pending?.form, signedOn: today },
  });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("installations:sign.intro", { count: order.toVerify, installer: order.installer.name })}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.installations(), label: t("installations:title") },
            { to: paths.installation(order.id), label: heading },
          ],
        }}
      />
      <FormErrors
        form={form}
        labels={{
          customerName: t("installations:submit.customerName"),
          customerAddress: t("installations:submit.customerAddress"),
          contactName: t("installations:submit.contactName"),
          contactEmail: t("installations:submit.contactEmail"),
          name: t("installations:sign.name"),
          role: t("installations:sign.role"),
          signedOn: t("installations:sign.signedOn"),
        }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <RejectedBefore order={order} />
          <SignForm
            formId={form.id}
            fields={fields}
            idempotencyKey={idempotencyKey}
            backTo={paths.installation(order.id)}
          />
          <Section title={t("installations:sign.listed")} isPadded={false}>
            <DevicesList list={list} isForm />
          </Section>
        </div>
        <OrderSide order={order} />
      </div>
    </PageStack>
  );
}
