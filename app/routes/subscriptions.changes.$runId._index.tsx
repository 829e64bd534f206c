import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { RunRows } from "#app/components/bulk/run-rows.tsx";
import { ConfirmRun, RunFinished, RunUnderWay } from "#app/components/bulk/run-state.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { planText } from "#app/components/subscription/subject.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { oneOfOrNone, pageKeys } from "#app/http/search-params.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { startBulkRuns } from "#app/services/bulk/carry-out-bulk-runs.server.ts";
import { confirmBulk } from "#app/services/bulk/confirm-bulk-run.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { bulkRunView, type BulkRunView } from "#app/views/bulk/bulk-run.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const rowStates = ["will", "done", "refused", "will-not"] as const;

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const parameters = new URL(args.request.url).searchParams;
  const params = {
    runId: args.params["runId"] ?? "",
    show: oneOfOrNone(parameters, "show", rowStates) ?? null,
    ...pageKeys(parameters),
  };
  const view = orThrow(await bulkRunView(visitor.view, params), visitor);
  const { run, counts, refusal } = view;
  const { t, say, format } = visitor;
  return json({
    ...view,
    title: titleOf(view.run, t),
    reason: refusal === null ? null : say(refusal).text,
    counts: counts.map(({ state, rows, amounts }) => ({
      state,
      rows,
      text: format.number(rows),
      money: amounts.map((amount) => amount.text).join(" + "),
    })),
    progress: { done: format.number(run.doneRows + run.refusedRows), total: format.number(run.willRows) },
    rows: view.rows.map(({ refusal: rowRefusal, remark, endsOn, amount, ...row }) => ({
      ...row,
      endsOn: endsOn.text,
      amount: amount?.text ?? null,
      reason: rowRefusal === null ? null : say(rowRefusal).text,
      remark: remark === null ? null : say(remark).text,
    })),
  });
}

/** What is done, and to how many: in a dry run those that can be, afterwards those that were chosen. */
function titleOf({ action, willRows }: BulkRunView["run"], t: Translate): string {
  const count = willRows;
  if (action.kind !== "next-term") return t(`bulk:title.${action.kind}`, { count });
  return t("bulk:title.next-term", { count, term: planText(t, action.termDuration, action.billingPlan) });
}

const schema = z.object({ isConfirmed: z.literal("on", fieldProblem("mustTick")) });

/** Confirms the dry run and starts it. Confirmed again, it leads to the same run. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { deps, actor, at } = visitor;
  const confirmed = await confirmBulk(deps, actor, { runId: args.params["runId"] ?? "" }, at);
  if (!confirmed.ok) return form.again.refused(confirmed.refusal);
  if (confirmed.value.isNew) await startBulkRuns(deps, at);
  // The page itself says how far it has come, or what became of it.
  return redirect(paths.bulkRun(confirmed.value.runId), { status: 303 });
}

export default function BulkRun() {
  const data = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ isConfirmed: string }>({ id: "confirm", lastResult: actionData?.lastResult });
  const { run, title, reason, rows, links, shown, counts, progress } = data;
  const { kind } = run.action;
  const state = { kind, title, will: run.willRows, done: run.doneRows, refused: run.refusedRows, progress };
  const present = counts.filter((count) => count.rows > 0);
  return (
    <PageStack>
      <PageHeader
        title={title}
        badge={<StateBadge state={run.state} />}
        description={
          <>
            <p>{t(`bulk:what.${kind}`)}</p>
            {run.state === "dry-run" ? <p>{t("bulk:dry.none", { at: run.madeAt.local })}</p> : null}
          </>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.subscriptions(), label: t("bulk:list.title") },
            { to: paths.bulkRuns(), label: t("bulk:runs.title") },
          ],
        }}
        actions={
          <ButtonLink to={paths.bulkRowsCsv(run.id)} icon="download" isDownload>
            {t("bulk:export")}
          </ButtonLink>
        }
      />
      <FormErrors form={form} />
      {run.state === "confirmed" ? <RunUnderWay run={state} /> : null}
      {run.state === "done" ? (
        <RunFinished run={state} confirmedBy={run.confirmedBy} confirmedAt={run.confirmedAt?.local ?? ""} />
      ) : null}
      <StatRow>
        {present.map((count) => (
          <Stat
            key={count.state}
            label={t(`bulk:state.${count.state}`)}
            value={count.text}
            remark={remarkOf(count, kind, t)}
          />
        ))}
      </StatRow>
      {run.state === "dry-run" ? (
        <ConfirmRun run={state} reason={reason} form={{ id: form.id, errors: fields.isConfirmed.errors }} />
      ) : null}
      <Tabs
        label={t("common:filter")}
        tabs={[
          { to: paths.bulkRun(run.id), label: t("bulk:tab.all"), isCurrent: shown === null },
          ...present.map((count) => ({
            to: paths.bulkRun(run.id, { show: count.state }),
            label: t(`bulk:state.${count.state}`),
            isCurrent: shown === count.state,
            count: count.text,
          })),
        ]}
      />
      <Section isPadded={false}>
        {rows.length === 0 ? (
          <EmptyState icon="list" title={t("bulk:rows.empty")}>
            {t("bulk:rows.emptyText")}
          </EmptyState>
        ) : (
          <RunRows kind={kind} rows={rows} />
        )}
        <ListPages links={links} />
      </Section>
    </PageStack>
  );
}

type Count = { readonly state: (typeof rowStates)[number]; readonly money: string };

function remarkOf({ state, money }: Count, kind: keyof typeof amounts, t: Translate): string | undefined {
  if (state === "will-not") return undefined;
  return money === "" ? t("bulk:sum.none") : `${t(amounts[kind])}: ${money}`;
}

const amounts = {
  "auto-renew-off": "bulk:amount.auto-renew-off",
  "auto-renew-on": "bulk:amount.auto-renew-on",
  "next-term": "bulk:amount.next-term",
  cancel: "bulk:amount.cancel",
} as const;

function StateBadge({ state }: { readonly state: BulkRunView["run"]["state"] }) {
  const t = useTranslate();
  if (state === "dry-run") return <Badge>{t("bulk:dry.badge")}</Badge>;
  if (state === "confirmed") return <Badge tone="info">{t("bulk:running.badge")}</Badge>;
  return <Badge tone="success">{t("bulk:finished.badge")}</Badge>;
}
