import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InstallationsPage } from "#app/components/upgrade-verification/list-page.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { installationsView } from "#app/views/upgrade-verification/installations.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-imaging");
  const { searchParams } = new URL(args.request.url);
  const params = { state: searchParams.get("state") ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await installationsView(visitor.view, "installer", params), visitor);
  return json({ title: visitor.t("installations:imaging.title"), view });
}

export default function ImagingOrders() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <InstallationsPage
      isOfInstaller
      view={view}
      title={title}
      intro={t("installations:imaging.intro")}
      listPath={paths.imagingOrders}
      pathOf={paths.imaging}
      csv={paths.imagingOrdersCsv()}
      empty={{ title: t("installations:imaging.empty"), text: t("installations:imaging.emptyText") }}
    />
  );
}
