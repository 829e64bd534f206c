import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SearchResults } from "#app/components/search/search-results.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { askedAction, searchGroups } from "#app/http/search-hits.ts";
import { searchText } from "#app/http/search-params.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { searchView } from "#app/views/search.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => (data.text === "" ? [data.title] : [data.text, data.title]));

/** What a text finds. The box over every page asks for the same data. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-customers");
  const { t, actor, deps } = visitor;
  const text = searchText(new URL(args.request.url).searchParams, "q") ?? "";
  const { action, customerText } = askedAction(text, t);
  const view = orThrow(await searchView(visitor.view, { text, customerText }), visitor);
  const isSandbox = deps.mode === "sandbox";
  return json({
    title: t("search:title"),
    text,
    groups: text === "" ? [] : searchGroups(view, { text, action, actor, isSandbox, t }),
  });
}

export default function Search() {
  const { title, text, groups } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const count = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  return (
    <PageStack>
      <PageHeader title={title} />
      <SearchBox
        label={t("search:label")}
        name="q"
        submitLabel={t("search:submit")}
        defaultValue={text}
        placeholder={t("search:placeholder")}
        action={paths.search()}
      />
      {text === "" ? (
        <EmptyState icon="search" title={t("search:start")}>
          {t("search:startText")}
        </EmptyState>
      ) : groups.length === 0 ? (
        <EmptyState icon="search" title={t("search:none", { text })}>
          {t("search:noneText")}
        </EmptyState>
      ) : (
        <>
          <p role="status" className="text-sm text-ink-muted">
            {t("search:found", { count })}
          </p>
          <SearchResults groups={groups} />
        </>
      )}
    </PageStack>
  );
}
