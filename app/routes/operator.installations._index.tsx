import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InstallationsPage } from "#app/components/upgrade-verification/list-page.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { installationsView } from "#app/views/upgrade-verification/installations.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "decide-qualifications");
  const { searchParams } = new URL(args.request.url);
  const params = { state: searchParams.get("state") ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await installationsView(visitor.view, "operator", params), visitor);
  return json({ title: visitor.t("installations:operator.title"), view });
}

export default function InstallationsToLookAt() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <InstallationsPage
      view={view}
      title={title}
      intro={t("installations:operator.intro")}
      actions={<ButtonLink to={paths.installers()}>{t("installations:operator.installers")}</ButtonLink>}
      listPath={paths.installationsToLookAt}
      pathOf={paths.installationToLookAt}
      csv={paths.installationsToLookAtCsv()}
      empty={{ title: t("installations:operator.empty"), text: t("installations:operator.emptyText") }}
    />
  );
}
