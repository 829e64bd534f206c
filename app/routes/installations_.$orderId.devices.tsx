import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { DeviceForms } from "#app/components/upgrade-verification/device-forms.tsx";
import { DevicesList } from "#app/components/upgrade-verification/devices-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { deviceTextMax, serialLengthMax } from "#app/domain/upgrade-verification/installation-order.ts";
import { makerInstalledAnswers } from "#app/domain/upgrade-verification/verdict.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseFields } from "#app/http/form.server.ts";
import { readDevicesOfForm } from "#app/http/installation-devices-form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { readUploadForm } from "#app/http/upload.server.ts";
import { putDevices, removeDevice } from "#app/services/upgrade-verification/change-installation-devices.server.ts";
import { Button } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { orderPage } from "#app/views/upgrade-verification/device-page.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

const optional = z.string().trim().max(deviceTextMax).optional();
const schema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("one"),
    idempotencyKey: idempotencyKeyField,
    serial: z.string().trim().min(1).max(serialLengthMax),
    base: z.string().trim().min(1).max(deviceTextMax),
    proof: optional,
    maker: optional,
    model: optional,
    coaSerial: optional,
    coa: z.literal("on").optional(),
    sa: z.literal("on").optional(),
    makerInstalled: z.enum(makerInstalledAnswers),
  }),
  z.object({ intent: z.literal("list"), idempotencyKey: idempotencyKeyField, pasted: z.string().optional() }),
  z.object({ intent: z.literal("remove"), idempotencyKey: idempotencyKeyField, deviceId: z.string().min(1).max(100) }),
]);

const listBytesMax = 1_000_000;

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.heading]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-installations");
  const { orderId = "" } = args.params;
  return { visitor, order: orThrow(await installationView(visitor.view, "customer", { orderId }), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const refusal = order.actions.change ?? null;
  return json({
    title: visitor.t("installations:devices.addTitle"),
    heading: visitor.t("installations:order.title", { id: order.id }),
    ...orderPage(order, pageKeys(new URL(args.request.url).searchParams)),
    reason: refusal === null ? null : visitor.say(refusal).text,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, order } = await readPage(args);
  const { deps, actor, at, t } = visitor;
  const read = await readUploadForm(args.request, listBytesMax);
  if (!read.ok)
    throw new Response(`${t("installations:devices.fileBroken")}\n`, {
      status: read.problem === "file-too-big" ? 413 : 400,
    });
  const form = parseFields(read.form, schema, visitor);
  if (!form.ok) return form.response;
  const { value, again } = form;
  const { idempotencyKey } = value;
  const orderId = order.id;
  if (value.intent === "remove") {
    const removed = await removeDevice(deps, actor, { idempotencyKey, orderId, deviceId: value.deviceId }, at);
    if (!removed.ok) return again.refused(removed.refusal);
    return redirectWithNotice(
      args,
      paths.installationDevices(orderId, pageKeys(new URL(args.request.url).searchParams)),
      {
        tone: "success",
        title: t("installations:devices.removed", { serial: removed.value.serialNumber }),
        text: t("installations:devices.removedText"),
      },
    );
  }
  const devices = await readDevicesOfForm(value, read.form, t);
  if (!devices.ok && "problems" in devices)
    return json({ lastResult: null, problems: devices.problems }, { status: 422 });
  if (!devices.ok) return again.refused(devices.refusal, value.intent === "one" ? "serial" : "pasted");
  const put = await putDevices(deps, actor, { idempotencyKey, orderId, devices: devices.value }, at);
  if (!put.ok) return again.refused(put.refusal);
  const { added, changed } = put.value;
  return redirectWithNotice(args, paths.installation(orderId), {
    tone: "success",
    title: t("installations:devices.done"),
    text: t("installations:devices.doneText", { added, changed }),
  });
}

type Fields = {
  serial: string;
  base: string;
  proof: string;
  maker: string;
  model: string;
  coaSerial: string;
  coa: string;
  sa: string;
  makerInstalled: string;
  pasted: string;
  file: string;
};

export default function InstallationDevices() {
  const { title, heading, order, list, reason, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const problems: readonly string[] = actionData !== undefined && "problems" in actionData ? actionData.problems : [];
  const [form, fields] = useForm<Fields>({
    id: "installation-devices",
    lastResult: actionData?.lastResult ?? null,
    defaultValue: { makerInstalled: "unknown" },
  });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("installations:devices.addIntro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.installations(), label: t("installations:title") },
            { to: paths.installation(order.id), label: heading },
          ],
        }}
      />
      <FormErrors form={form} />
      {problems.length === 0 ? null : (
        <Notice tone="danger" title={t("installations:devices.problems")} isAnnounced>
          <ul className="list-disc pl-4">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <DeviceForms
        fields={fields}
        idempotencyKey={idempotencyKey}
        reason={reason}
        backTo={paths.installation(order.id)}
      />
      {list.total === 0 ? null : (
        <Section title={t("installations:devices.title")} isPadded={false}>
          <DevicesList
            list={list}
            actionOf={({ id, serialNumber, imaging }) =>
              imaging !== null || reason !== null ? null : (
                <Form method="post" encType="multipart/form-data">
                  <input type="hidden" name="intent" value="remove" />
                  <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
                  <input type="hidden" name="deviceId" value={id} />
                  <Button
                    size="sm"
                    variant="quiet"
                    aria-label={t("installations:devices.removeNamed", { serial: serialNumber })}
                  >
                    {t("installations:devices.remove")}
                  </Button>
                </Form>
              )
            }
          />
        </Section>
      )}
    </PageStack>
  );
}
