import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InvoicesFrame } from "#app/components/invoices/invoices-frame.tsx";
import { LineTable } from "#app/components/invoices/line-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { unbilledView } from "#app/views/invoice-unbilled.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.section]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const { searchParams } = new URL(args.request.url);
  const params = { currency: searchParams.get("currency") ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await unbilledView(visitor.view, params), visitor);
  const { t } = visitor;
  return json({ title: t("invoices:unbilled.title"), section: t("invoices:title"), ...view });
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Unbilled() {
  const { next, currency, currencies, ahead, lines, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <InvoicesFrame
      tab="unbilled"
      hasOwn
      description={t("invoices:unbilled.intro", { month: next.month, on: next.on.text })}
    >
      {currencies.length < 2 ? null : (
        <Tabs
          label={t("invoices:unbilled.currencies")}
          tabs={currencies.map((own) => ({
            to: paths.unbilled({ currency: own }),
            label: own,
            isCurrent: own === currency,
          }))}
        />
      )}
      {ahead.map((invoice) => (
        <Ahead key={invoice.period} invoice={invoice} />
      ))}
      <Section isPadded={false}>
        {lines.length === 0 ? (
          <EmptyState icon="circle-check" title={t("invoices:unbilled.emptyTitle")}>
            {t("invoices:unbilled.emptyText")}
          </EmptyState>
        ) : (
          <LineTable
            caption={t("invoices:unbilled.caption")}
            lines={lines}
            maySeeOrders
            hasTax={false}
            customerOf={({ customer }) => (
              <TextLink to={paths.customer(customer.id)} look="plain">
                {customer.name}
              </TextLink>
            )}
          />
        )}
        <ListPages
          links={links}
          csv={lines.length === 0 ? undefined : paths.unbilledCsv()}
          previousLabel={t("invoices:table.newer")}
          nextLabel={t("invoices:table.older")}
          summary={lines.length === 0 ? undefined : t("invoices:unbilled.noTax")}
        />
      </Section>
    </InvoicesFrame>
  );
}

function Ahead({ invoice }: { invoice: Data["ahead"][number] }) {
  const t = useTranslate();
  return (
    <StatRow>
      <Stat
        label={t("invoices:unbilled.ahead", { month: invoice.month })}
        value={invoice.total.text}
        remark={t("invoices:unbilled.issuedOn", { on: invoice.issuedOn.text })}
        icon="file"
      />
      <Stat label={t("invoices:unbilled.charged")} value={invoice.charged.text} />
      <Stat label={t("invoices:unbilled.credited")} value={invoice.credited.text} />
      <Stat label={t("invoices:unbilled.lines")} value={invoice.countText} icon="list" />
    </StatRow>
  );
}
