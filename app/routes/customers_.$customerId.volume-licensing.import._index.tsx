import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ListRules } from "#app/components/migration-plan/list-rules.tsx";
import { PlanFrame } from "#app/components/migration-plan/plan-frame.tsx";
import { type UploadProblem, UploadForms } from "#app/components/migration-plan/upload-forms.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { devicesMax } from "#app/domain/migration-plan/device-list.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { deviceListBytesMax, readDeviceListForm } from "#app/http/device-list-form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { receiveDeviceList } from "#app/services/migration-plan/receive-device-list.server.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { customerFrameView } from "#app/views/customer-frame.ts";
import { fileSizeText } from "#app/views/file-size.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ title, customer }) => [title, customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "plan-migration");
  const customerId = args.params["customerId"] ?? "";
  const { customer } = orThrow(await customerFrameView(visitor.view, { customerId }), visitor);
  const { t, language, format } = visitor;
  return json({
    title: t("migration:import.title"),
    customer: { id: customer.id, name: customer.name },
    size: fileSizeText(deviceListBytesMax, language),
    devicesMax: format.number(devicesMax),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const customerId = args.params["customerId"] ?? "";
  const form = await readDeviceListForm(args.request, visitor);
  if (!form.ok) return json(form.problem, { status: form.status });
  const { list } = form;
  const received = await receiveDeviceList(visitor.deps, visitor.actor, { customerId, ...list }, visitor.at);
  if (received.ok) return redirect(paths.deviceListDraft(customerId, received.value.draftId), { status: 303 });
  const { refusal } = received;
  if (!isAboutList(refusal)) throw refuse(refusal, visitor);
  const problem: UploadProblem = {
    field: list.fileName === null ? "pasted" : "file",
    message: visitor.say(refusal).text,
    pasted: form.pasted,
  };
  return json(problem, { status: refusalStatus[refusal.code] });
}

function isAboutList({ code }: Refusal): boolean {
  return code === "device-list-unreadable" || code === "device-list-too-long";
}

export default function ImportDevices() {
  const { title, customer, size, devicesMax: limit } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTranslate();
  return (
    <PlanFrame customer={customer} title={title} description={t("migration:import.intro")} isBelowPlan>
      <Steps
        label={t("migration:import.steps")}
        steps={[t("migration:import.stepUpload"), t("migration:import.stepCheck"), t("migration:import.stepImport")]}
        current={0}
      />
      {problem === undefined ? null : (
        <ErrorSummary
          title={t("common:errorSummaryTitle", { count: 1 })}
          errors={[{ fieldId: `devices-${problem.field}`, message: problem.message }]}
        />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <UploadForms
          action={`${paths.importDevices(customer.id)}?index`}
          back={paths.volumeLicensing(customer.id)}
          size={size}
          problem={problem}
        />
        <ListRules devicesMax={limit} />
      </div>
    </PlanFrame>
  );
}
