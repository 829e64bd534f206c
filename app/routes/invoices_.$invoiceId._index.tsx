import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InvoiceSums } from "#app/components/invoices/invoice-sums.tsx";
import { LineTable } from "#app/components/invoices/line-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { invoiceView } from "#app/views/invoice.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.section]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const params = { invoiceId: args.params["invoiceId"] ?? "", ...pageKeys(new URL(args.request.url).searchParams) };
  const view = orThrow(await invoiceView(visitor.view, params), visitor);
  const { t } = visitor;
  const { kind, number } = view.invoice;
  return json({
    title: t("invoices:invoice.title", { kind: t(`invoices:kind.${kind}`), number }),
    section: t("invoices:title"),
    ...view,
  });
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function InvoicePage() {
  const { title, section, invoice, customers, links, maySeeOrders } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("invoices:invoice.unchanged")}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.invoices(), label: section }] }}
        actions={
          <>
            <ButtonLink to={paths.invoiceStatement(invoice.id)} icon="file" isDownload>
              {t("invoices:invoice.statement")}
            </ButtonLink>
            <ButtonLink to={paths.reconciliationFile(invoice.id)} icon="download" isDownload>
              {t("invoices:invoice.reconciliation")}
            </ButtonLink>
          </>
        }
      />
      {invoice.kind === "credit-note" ? <Notice tone="info" title={t("invoices:invoice.creditNote")} /> : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Section title={t("invoices:invoice.about")}>
          <DescriptionList
            items={[
              { term: t("invoices:invoice.to"), value: invoice.partnerName, remark: invoice.partnerCountry },
              {
                term: t("invoices:invoice.month"),
                value: invoice.month,
                remark: t("invoices:line.period", { from: invoice.from.text, to: invoice.to.text }),
              },
              { term: t("invoices:invoice.issued"), value: <Moment instant={invoice.issuedAt} withUtc /> },
              { term: t("invoices:invoice.lines"), value: invoice.lineCountText },
            ]}
          />
        </Section>
        <InvoiceSums invoice={invoice} />
      </div>
      {customers.map((customer) => (
        <CustomerSection
          key={customer.customerId}
          customer={customer}
          maySeeOrders={maySeeOrders}
          hasTax={invoice.taxes.length > 0}
        />
      ))}
      {links.previous === null && links.next === null ? null : (
        <Section isPadded={false}>
          <ListPages
            links={links}
            previousLabel={t("invoices:invoice.previous")}
            nextLabel={t("invoices:invoice.following")}
          />
        </Section>
      )}
    </PageStack>
  );
}

type CustomerSectionProps = {
  readonly customer: Data["customers"][number];
  readonly maySeeOrders: boolean;
  readonly hasTax: boolean;
};

function CustomerSection({ customer, maySeeOrders, hasTax }: CustomerSectionProps) {
  const t = useTranslate();
  const { customerId, name, domain, country, lines, lineCount, subtotal, taxIncluded } = customer;
  const isWhole = lines.length === lineCount;
  return (
    <Section
      title={
        maySeeOrders ? (
          <TextLink to={paths.customer(customerId)} look="plain">
            {name}
          </TextLink>
        ) : (
          name
        )
      }
      description={`${domain} · ${country}${taxIncluded ? ` · ${t("invoices:taxInAmounts.included")}` : ""}`}
      actions={
        <span className="flex flex-col sm:items-end">
          <span className="font-semibold tabular">{subtotal.text}</span>
          <span className="text-sm text-ink-muted">{t("invoices:invoice.customerSum")}</span>
        </span>
      }
      isPadded={false}
    >
      <LineTable
        caption={t("invoices:invoice.linesCaption", { customer: name })}
        lines={lines}
        maySeeOrders={maySeeOrders}
        hasTax={hasTax}
      />
      {isWhole ? null : (
        <p className="border-t border-line px-4 py-2 text-sm text-ink-muted">
          {t("invoices:invoice.continued", { count: lineCount })}
        </p>
      )}
    </Section>
  );
}
