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
  const visitor = await requirePermission(args, "see-installations");
  const { searchParams } = new URL(args.request.url);
  const params = { state: searchParams.get("state") ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await installationsView(visitor.view, "customer", params), visitor);
  return json({ title: visitor.t("installations:title"), view });
}

export default function Installations() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const add = view.mayPrepare ? (
    <ButtonLink to={paths.newInstallation()} variant="primary" icon="plus">
      {t("installations:new")}
    </ButtonLink>
  ) : undefined;
  return (
    <InstallationsPage
      view={view}
      title={title}
      intro={t("installations:intro")}
      actions={add}
      listPath={paths.installations}
      pathOf={paths.installation}
      csv={paths.installationsCsv()}
      empty={{ title: t("installations:empty.title"), text: t("installations:empty.text"), action: add }}
    />
  );
}
