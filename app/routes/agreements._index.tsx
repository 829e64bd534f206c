import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys, searchText } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { agreementsView } from "#app/views/service-activation/agreements.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { searchParams } = new URL(args.request.url);
  const params = { search: searchText(searchParams) ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await agreementsView(visitor.view, params), visitor);
  return json({ title: visitor.t("activation:title"), ...view, search: params.search });
}

export default function Agreements() {
  const { title, agreements, links, search, mayAdd, isOfCustomer } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const add = mayAdd ? (
    <ButtonLink to={paths.newAgreement()} variant="primary" icon="plus">
      {t("activation:agreement.add")}
    </ButtonLink>
  ) : undefined;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("activation:intro")}
        actions={
          <>
            <ButtonLink to={paths.installations()}>{t("installations:title")}</ButtonLink>
            {add}
          </>
        }
      />
      <Section isPadded={false}>
        <Toolbar>
          <SearchBox
            label={t("activation:list.search")}
            name="search"
            submitLabel={t("activation:list.find")}
            defaultValue={search}
            placeholder={t("activation:list.search")}
          />
        </Toolbar>
        {agreements.length > 0 ? (
          <Table
            caption={title}
            rows={agreements}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "number",
                header: t("activation:list.number"),
                isPrimary: true,
                cell: ({ id, number }) => <TextLink to={paths.agreement(id)}>{number}</TextLink>,
              },
              ...(isOfCustomer
                ? []
                : [
                    {
                      key: "customer",
                      header: t("activation:list.customer"),
                      cell: (row: { customer: string }) => row.customer,
                    },
                  ]),
              {
                key: "programme",
                header: t("activation:list.programme"),
                cell: ({ programme }) => t(`trade:programme.${programme}`),
              },
              {
                key: "enrollments",
                header: t("activation:list.enrollments"),
                align: "end" as const,
                cell: ({ enrollments }) => enrollments,
              },
            ]}
          />
        ) : search !== "" ? (
          <EmptyState icon="search" title={t("activation:list.noneTitle")}>
            {t("activation:list.noneText")}
          </EmptyState>
        ) : (
          <EmptyState icon="file" title={t("activation:list.emptyTitle")} action={add}>
            {t(isOfCustomer ? "activation:list.emptyOwn" : "activation:list.emptyText")}
          </EmptyState>
        )}
        <ListPages
          links={links}
          csv={agreements.length === 0 ? undefined : paths.agreementsCsv()}
          previousLabel={t("activation:list.previous")}
          nextLabel={t("activation:list.next")}
        />
      </Section>
    </PageStack>
  );
}
