import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ForecastChart } from "#app/components/invoices/forecast-chart.tsx";
import { InvoicesFrame } from "#app/components/invoices/invoices-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { forecastView } from "#app/views/invoice-forecast.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.section]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const view = orThrow(await forecastView(visitor.view), visitor);
  const { t } = visitor;
  return json({ title: t("invoices:forecast.title"), section: t("invoices:title"), ...view });
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Forecast() {
  const { months, currencies } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <InvoicesFrame tab="forecast" hasOwn description={t("invoices:forecast.intro", { count: months })}>
      {currencies.length === 0 ? (
        <Section>
          <EmptyState icon="calendar-clock" title={t("invoices:forecast.emptyTitle")}>
            {t("invoices:forecast.emptyText")}
          </EmptyState>
        </Section>
      ) : (
        currencies.map((forecast) => <CurrencySection key={forecast.currency} forecast={forecast} />)
      )}
    </InvoicesFrame>
  );
}

function CurrencySection({ forecast }: { forecast: Data["currencies"][number] }) {
  const t = useTranslate();
  const { currency, months, scheduled, renewals, total } = forecast;
  return (
    <Section
      title={t("invoices:forecast.of", { currency })}
      description={t("invoices:forecast.toCome")}
      isPadded={false}
    >
      <div className="p-4">
        <ForecastChart forecast={forecast} />
      </div>
      <Table
        caption={t("invoices:forecast.caption", { currency })}
        rows={months}
        rowKey={({ period }) => period}
        columns={[
          {
            key: "month",
            header: t("invoices:forecast.month"),
            isPrimary: true,
            cell: ({ month }) => month,
            footer: t("invoices:forecast.total"),
          },
          {
            key: "scheduled",
            header: t("invoices:forecast.scheduled"),
            align: "end",
            cell: (month) => month.scheduled.text,
            footer: scheduled.text,
          },
          {
            key: "renewals",
            header: t("invoices:forecast.renewals"),
            align: "end",
            cell: (month) => month.renewals.text,
            footer: renewals.text,
          },
          {
            key: "total",
            header: t("invoices:forecast.total"),
            align: "end",
            cell: (month) => <span className="font-medium">{month.total.text}</span>,
            footer: total.text,
          },
        ]}
      />
    </Section>
  );
}
