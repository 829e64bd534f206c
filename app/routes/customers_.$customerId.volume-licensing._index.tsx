import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { ChangeBar } from "#app/components/migration-plan/change-bar.tsx";
import { DeviceFilter } from "#app/components/migration-plan/device-filter.tsx";
import { DeviceTable } from "#app/components/migration-plan/device-table.tsx";
import { PlanCounts } from "#app/components/migration-plan/plan-counts.tsx";
import { PlanFrame } from "#app/components/migration-plan/plan-frame.tsx";
import { WeekChart } from "#app/components/migration-plan/week-chart.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { answerDevicesForm } from "#app/http/devices-form.server.ts";
import { newIdempotencyKey } from "#app/http/form.server.ts";
import { deviceFilterOf } from "#app/http/device-filter.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Toolbar } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { migrationPlanView } from "#app/views/migration-plan.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ title, view }) => [title, view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const { searchParams } = new URL(args.request.url);
  const params = {
    customerId: args.params["customerId"] ?? "",
    ...deviceFilterOf(searchParams),
    ...pageKeys(searchParams),
  };
  const { planRefusal, ...view } = orThrow(await migrationPlanView(visitor.view, params), visitor);
  return json({
    title: visitor.t("migration:title"),
    idempotencyKey: newIdempotencyKey(),
    planReason: planRefusal === null ? null : visitor.say(planRefusal).text,
    view,
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  return answerDevicesForm(args, visitor, args.params["customerId"] ?? "");
}

export default function MigrationPlan() {
  const { view, planReason } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { customer, state, search } = view;
  const uploadReason = planReason === null ? {} : { disabledReason: planReason };
  const isEmpty = view.total.value === 0;
  return (
    <PlanFrame
      customer={customer}
      title={t("migration:title")}
      description={t("migration:intro")}
      actions={
        <>
          <ButtonLink
            to={paths.importDevices(customer.id)}
            icon="upload"
            variant={isEmpty ? "primary" : "secondary"}
            reasonPlace="bubble"
            {...uploadReason}
          >
            {t("migration:upload")}
          </ButtonLink>
          <ButtonLink to={paths.deviceScript(customer.id)} icon="key">
            {t("migration:script")}
          </ButtonLink>
          {isEmpty ? null : (
            <ButtonLink to={paths.devicesCsv(customer.id, { state, search })} icon="download" isDownload>
              {t("migration:export")}
            </ButtonLink>
          )}
        </>
      }
    >
      {isEmpty ? (
        <Section isPadded={false}>
          <EmptyState icon="calendar-clock" title={t("migration:empty")}>
            {t("migration:emptyText")}
          </EmptyState>
        </Section>
      ) : (
        <>
          <PlanCounts customer={customer} counts={view.counts} total={view.total} />
          <WeekChart weeks={view.weeks} earlier={view.earlier} counts={view.counts} />
          <Devices />
        </>
      )}
    </PlanFrame>
  );
}

function Devices() {
  const { view, planReason, idempotencyKey } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { customer, state, search, rows, found, links } = view;
  return (
    <Section title={t("migration:list.title")} description={t("migration:list.intro")} isPadded={false}>
      <Toolbar>
        <DeviceFilter customer={customer} state={state} search={search} />
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState icon="search" title={t("migration:list.none")}>
          {t("migration:list.noneText")}
        </EmptyState>
      ) : (
        // The key: boxes that were ticked are empty again after the form was answered.
        <Form
          method="post"
          action={`${paths.volumeLicensing(customer.id)}?index`}
          key={idempotencyKey}
          preventScrollReset
        >
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="state" value={state ?? ""} />
          <input type="hidden" name="search" value={search} />
          <ChangeBar found={found} reason={planReason} />
          <DeviceTable rows={rows} mayChange={planReason === null} />
        </Form>
      )}
      <ListPages
        links={links}
        previousLabel={t("migration:list.previous")}
        nextLabel={t("migration:list.next")}
        summary={t("migration:list.found", { count: found.value, text: found.text })}
      />
    </Section>
  );
}
