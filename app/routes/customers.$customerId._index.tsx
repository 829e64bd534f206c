import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CustomerMoney } from "#app/components/customer/customer-money.tsx";
import { ClosingWindows } from "#app/components/home/closing-windows.tsx";
import { Ending } from "#app/components/home/ending.tsx";
import { RenewalsAhead } from "#app/components/home/renewals-ahead.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayEnding } from "#app/http/subscription-words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import { customerView } from "#app/views/customer.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.view.customer.name, data.section]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-customers");
  const customerId = args.params["customerId"] ?? "";
  const view = orThrow(await customerView(visitor.view, { customerId }), visitor);
  return json({
    section: visitor.t("customers:title"),
    view: {
      ...view,
      renewalsAhead: view.renewalsAhead.map((line) => ({
        ...line,
        customer: null,
        reason: line.reason === null ? null : visitor.say(line.reason).text,
      })),
      willNotRenew: view.willNotRenew.map((line) => ({
        ...line,
        customer: null,
        reason: sayEnding(line.reason, visitor),
      })),
    },
  });
}

export default function CustomerOverview() {
  const { view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { counts, daysAhead, customer } = view;
  if (counts.orders.count === 0) {
    return (
      <Section>
        <EmptyState icon="package" title={t("customers:overview.emptyTitle")}>
          {t("customers:overview.emptyText")}
        </EmptyState>
      </Section>
    );
  }
  return (
    <PageStack>
      <StatRow>
        <Stat
          label={t("customers:overview.active")}
          value={counts.activeSubscriptions.text}
          to={paths.customerSubscriptions(customer.id, { filter: "active" })}
          icon="package"
        />
        <Stat
          label={t("customers:overview.windows")}
          value={counts.windowsOpen.text}
          remark={t("customers:overview.stillCancellable")}
          icon="clock"
          tone={counts.windowsOpen.count > 0 ? "warning" : "neutral"}
        />
        <Stat
          label={t("customers:overview.renewals")}
          value={counts.renewalsAhead.text}
          remark={t("customers:overview.inDays", { days: daysAhead })}
          icon="refresh"
          tone="info"
        />
        <Stat
          label={t("customers:overview.ending")}
          value={counts.willNotRenew.text}
          remark={t("customers:overview.inDays", { days: daysAhead })}
          icon="ban"
          tone={counts.willNotRenew.count > 0 ? "danger" : "neutral"}
        />
      </StatRow>
      <div className="grid items-start gap-5 xl:grid-cols-[2fr_1fr]">
        <ClosingWindows windows={view.windowsClosing} />
        <CustomerMoney view={view} />
      </div>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <RenewalsAhead renewals={view.renewalsAhead} days={daysAhead} />
        <Ending endings={view.willNotRenew} days={daysAhead} />
      </div>
    </PageStack>
  );
}
