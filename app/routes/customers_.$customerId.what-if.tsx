import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { WhatIfRows } from "#app/components/customer/what-if-rows.tsx";
import { planText, subscriptionBreadcrumbs } from "#app/components/subscription/subject.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterSelect } from "#app/ui/filter-fields.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { customerWhatIfView } from "#app/views/customer-what-if.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const choice = new URL(args.request.url).searchParams.get("choice") ?? "";
  const params = { customerId: args.params["customerId"] ?? "", choice };
  const view = orThrow(await customerWhatIfView(visitor.view, params), visitor);
  const { t, say } = visitor;
  return json({
    title: t("whatIf:customer.title", { customer: view.customer.name }),
    ...view,
    maySeeForecast: mayDo(visitor.actor, "see-invoices"),
    rows: view.rows.map(({ reason, ...row }) => ({ ...row, reason: reason === null ? null : say(reason).text })),
  });
}

export default function CustomerWhatIf() {
  const { title, customer, choices, chosen, rows, totals, isCut, shownMax, maySeeForecast } =
    useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("whatIf:customer.intro")}
        breadcrumbs={subscriptionBreadcrumbs(t, customer, {})}
        actions={
          <>
            {maySeeForecast ? (
              <ButtonLink to={paths.forecast({ customer: customer.id })} icon="calendar-clock">
                {t("forecast:title")}
              </ButtonLink>
            ) : null}
            <ButtonLink to={paths.whatIfCustomers()} icon="building">
              {t("whatIf:choose.other")}
            </ButtonLink>
          </>
        }
      />
      <Section isPadded={false}>
        <Toolbar>
          <Form method="get" className="flex flex-wrap items-end gap-3">
            <FilterSelect
              label={t("whatIf:customer.choose")}
              name="choice"
              defaultValue={chosen === null ? "" : `${chosen.termDuration}.${chosen.billingPlan}`}
              all={t("whatIf:customer.keep")}
              options={choices.map(({ termDuration, billingPlan }) => ({
                value: `${termDuration}.${billingPlan}`,
                label: planText(t, termDuration, billingPlan),
              }))}
            />
            <Button>{t("whatIf:customer.submit")}</Button>
          </Form>
        </Toolbar>
        {rows.length === 0 ? (
          <EmptyState icon="package" title={t("whatIf:customer.empty")}>
            {t("whatIf:customer.emptyText")}
          </EmptyState>
        ) : (
          <WhatIfRows customerId={customer.id} rows={rows} totals={totals} hasChoice={chosen !== null} />
        )}
        {isCut ? (
          <p className="border-t border-line px-4 py-3 text-sm text-ink-muted">
            {t("whatIf:customer.cut", { max: shownMax })}
          </p>
        ) : null}
      </Section>
    </PageStack>
  );
}
