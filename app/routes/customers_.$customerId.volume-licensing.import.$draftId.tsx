import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ListOutcome } from "#app/components/migration-plan/list-outcome.tsx";
import { ListRefusals } from "#app/components/migration-plan/list-refusals.tsx";
import { PlanFrame } from "#app/components/migration-plan/plan-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission, type SignedInVisitor } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { discardDeviceList, type DraftInput } from "#app/services/migration-plan/discard-device-list.server.ts";
import { importDeviceList } from "#app/services/migration-plan/import-device-list.server.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { migrationListDraftView } from "#app/views/migration-list-draft.ts";

const schema = z.object({ intent: z.enum(["import", "discard"]), leaveOutRefused: z.literal("on").optional() });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ title, view }) => [title, view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "plan-migration");
  const params = { ...draftOf(args), ...pageKeys(new URL(args.request.url).searchParams) };
  const { refusal, refusals, ...view } = orThrow(await migrationListDraftView(visitor.view, params), visitor);
  return json({
    title: visitor.t("migration:draft.title"),
    view: {
      ...view,
      refusal: refusal === null ? null : visitor.say(refusal),
      refusals: refusals.map(({ code, ...line }) => ({ ...line, reason: visitor.t(`migration:defect.${code}`) })),
    },
  });
}

function draftOf({ params }: LoaderFunctionArgs): DraftInput {
  return { customerId: params["customerId"] ?? "", draftId: params["draftId"] ?? "" };
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) throw new Response("The body is not a form of this page.\n", { status: 422 });
  const { intent, leaveOutRefused } = form.value;
  if (intent === "discard") return discard(args, visitor);
  // The draft itself is the key of the request: taken over a second time, it answers what the first time did.
  const input = { ...draftOf(args), leaveOutRefused: leaveOutRefused === "on" };
  const imported = await importDeviceList(visitor.deps, visitor.actor, input, visitor.at);
  if (imported.ok) {
    const { addedDevices, changedDevices } = imported.value;
    const { t, format } = visitor;
    const counts = { added: format.number(addedDevices), moved: format.number(changedDevices) };
    return redirectWithNotice(args, paths.volumeLicensing(input.customerId), {
      tone: "success",
      title: t("migration:draft.doneTitle"),
      text: t("migration:draft.doneText", counts),
    });
  }
  const { refusal } = imported;
  if (refusal.code === "role-needed" || refusal.code === "not-found") throw refuse(refusal, visitor);
  return json({ problem: visitor.say(refusal).text }, { status: refusalStatus[refusal.code] });
}

async function discard(args: ActionFunctionArgs, visitor: SignedInVisitor) {
  const draft = draftOf(args);
  orThrow(await discardDeviceList(visitor.deps, visitor.actor, draft, visitor.at), visitor);
  const { t } = visitor;
  return redirectWithNotice(args, paths.volumeLicensing(draft.customerId), {
    tone: "success",
    title: t("migration:draft.discardedTitle"),
    text: t("migration:draft.discardedText"),
  });
}

export default function DeviceListDraft() {
  const { title, view } = useLoaderData<typeof loader>();
  const problem = useActionData<{ problem?: string }>()?.problem;
  const t = useTranslate();
  const description = `${view.fileName ?? t("migration:draft.pasted")} · ${t("migration:draft.facts", {
    lines: view.lines.text,
    at: view.uploadedAt.local,
  })}`;
  return (
    <PlanFrame customer={view.customer} title={title} description={description} isBelowPlan>
      <Steps
        label={t("migration:import.steps")}
        steps={[t("migration:import.stepUpload"), t("migration:import.stepCheck"), t("migration:import.stepImport")]}
        current={view.importedAt === null ? 1 : 3}
      />
      {problem === undefined ? null : (
        <ErrorSummary
          title={t("common:errorSummaryTitle", { count: 1 })}
          errors={[{ fieldId: "leave-out-refused", message: problem }]}
        />
      )}
      <ListOutcome view={view} problem={problem} />
      {view.refused.value === 0 ? null : <ListRefusals view={view} />}
    </PlanFrame>
  );
}
