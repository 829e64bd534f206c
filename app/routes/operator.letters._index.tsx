import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExportForm } from "#app/components/export-form.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { LetterTable } from "#app/components/notices/letter-table.tsx";
import { MailStateFilter } from "#app/components/notices/mail-state-filter.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterInput } from "#app/ui/filter-fields.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { lettersView } from "#app/views/notices/letters.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "operate-mail");
  const { searchParams } = new URL(args.request.url);
  const params = {
    state: searchParams.get("state") ?? "",
    address: searchParams.get("address") ?? "",
    ...pageKeys(searchParams),
  };
  const view = orThrow(await lettersView(visitor.view, params), visitor);
  return json({ title: visitor.t("notices:letters.title"), ...view });
}

export default function Letters() {
  const { title, letters, links, state, address, counts } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const isFiltered = state !== null || address !== "";
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("notices:letters.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.mails(), label: t("notices:outbox.title") }],
        }}
        actions={
          letters.length === 0 ? undefined : (
            <ExportForm action={paths.lettersCsv()} search={{ state, address: address === "" ? null : address }} />
          )
        }
      />
      <Section isPadded={false}>
        <MailStateFilter key={`${state ?? ""} ${address}`} state={state} counts={counts} clearTo={paths.letters()}>
          <FilterInput
            label={t("notices:letters.address")}
            name="address"
            type="search"
            defaultValue={address}
            className="w-full sm:w-72"
          />
        </MailStateFilter>
        {letters.length > 0 ? (
          <LetterTable letters={letters} />
        ) : isFiltered ? (
          <EmptyState icon="search" title={t("notices:letters.noneTitle")}>
            {t("notices:letters.noneText")}
          </EmptyState>
        ) : (
          <EmptyState icon="mail" title={t("notices:letters.emptyTitle")}>
            {t("notices:letters.emptyText")}
          </EmptyState>
        )}
        <ListPages links={links} previousLabel={t("notices:outbox.newer")} nextLabel={t("notices:outbox.older")} />
      </Section>
    </PageStack>
  );
}
