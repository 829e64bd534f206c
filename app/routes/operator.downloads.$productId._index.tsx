import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Coverage } from "#app/components/operator-downloads/coverage.tsx";
import { FileActivity } from "#app/components/operator-downloads/file-activity.tsx";
import { FileTable } from "#app/components/operator-downloads/file-table.tsx";
import { FormerFiles } from "#app/components/operator-downloads/former-files.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { productFilesView } from "#app/views/shelf/download-files.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.product.title, data.section]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-downloads");
  const view = orThrow(await productFilesView(visitor.view, args.params["productId"] ?? ""), visitor);
  return json({ section: visitor.t("files:title"), ...view });
}

export default function FilesOfProduct() {
  const { product, files, coverage, former, activity } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={product.title}
        description={product.id}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.downloadFiles(), label: t("files:title") }],
        }}
        actions={
          <>
            <ButtonLink to={paths.addFile(product.id)} variant="primary" icon="plus">
              {t("files:product.add")}
            </ButtonLink>
            <ButtonLink to={paths.keyPools({ search: product.id })} icon="key">
              {t("files:product.pools")}
            </ButtonLink>
            <ButtonLink to={paths.product(product.id)} icon="package">
              {t("files:product.product")}
            </ButtonLink>
          </>
        }
      />
      <FileTable productId={product.id} files={files} />
      <Coverage productId={product.id} rows={coverage} />
      <FormerFiles productId={product.id} files={former} />
      <FileActivity lines={activity} />
    </PageStack>
  );
}
