import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExportForm } from "#app/components/export-form.tsx";
import { AccessTable } from "#app/components/keys/access-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { lineNumberOf } from "#app/http/keys-words.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { entitlementAccessesView } from "#app/views/entitlement-accesses.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ title, view }) => [title, view.product.title, view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-key-activity");
  const { customerId = "", orderId = "", lineNumber: text } = args.params;
  const lineNumber = lineNumberOf(text);
  if (lineNumber === undefined) throw refuse({ code: "not-found", what: "order" }, visitor);
  const keys = pageKeys(new URL(args.request.url).searchParams);
  const params = { customerId, orderId, lineNumber, ...keys };
  const view = orThrow(await entitlementAccessesView(visitor.view, params), visitor);
  return json({ title: visitor.t("keys:history.title"), view });
}

export default function KeyHistory() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { customer, product, orderId, lineNumber, accesses, links } = view;
  const breadcrumbs = {
    label: t("navigation:breadcrumbs"),
    items: [
      { to: paths.customers(), label: t("customers:title") },
      { to: paths.customer(customer.id), label: customer.name },
      { to: paths.customerSoftware(customer.id), label: t("customers:tabs.software") },
      { to: paths.keysAndDownloads(customer.id, orderId, lineNumber), label: t("keys:title") },
    ],
  };
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={
          <>
            <p className="font-medium text-ink">
              {t("keys:withdraw.subject", { product: product.title, customer: customer.name })}
            </p>
            <p>{t("keys:history.intro")}</p>
          </>
        }
        {...(view.maySeeSoftware ? { breadcrumbs } : {})}
        actions={
          accesses.length === 0 ? undefined : (
            <ExportForm action={paths.keyHistoryCsv(customer.id, orderId, lineNumber)} />
          )
        }
      />
      <Section isPadded={false}>
        {accesses.length === 0 ? (
          <EmptyState icon="list" title={t("keys:history.empty")}>
            {t("keys:history.emptyText")}
          </EmptyState>
        ) : (
          <AccessTable accesses={accesses} />
        )}
        <ListPages links={links} previousLabel={t("keys:history.newer")} nextLabel={t("keys:history.older")} />
      </Section>
    </PageStack>
  );
}
