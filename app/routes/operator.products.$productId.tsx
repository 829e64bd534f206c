import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { SkuSection } from "#app/components/catalog/sku-section.tsx";
import { GroupsOfProduct } from "#app/components/product-list/groups-of-product.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { setNeedsReview } from "#app/services/catalog/set-needs-review.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { productView } from "#app/views/catalog/products.ts";
import { groupsOfProduct } from "#app/views/product-list/product-groups.ts";

const schema = z.object({
  skuId: z.string().max(40),
  needsReview: z.enum(["yes", "no"]).transform((word) => word === "yes"),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.product.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const view = orThrow(await productView(visitor.view, args.params["productId"] ?? ""), visitor);
  return json({ ...view, listGroups: await groupsOfProduct(visitor.view, view.product.id) });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const productId = args.params["productId"] ?? "";
  // The form says which state is wanted, so that sending it twice has one effect.
  const set = await setNeedsReview(visitor.deps, visitor.actor, { productId, ...form.value }, visitor.at);
  const { title, needsReview } = orThrow(set, visitor);
  return redirectWithNotice(args, paths.product(productId), {
    tone: "success",
    title: visitor.t(needsReview ? "products:page.switchedOn" : "products:page.switchedOff", { title }),
  });
}

export default function Product() {
  const { product, skus, at, listGroups } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={product.title}
        badge={<Badge>{t(`trade:kind.${product.kind}`)}</Badge>}
        description={`${product.publisher} · ${t("products:page.productId")} ${product.id}`}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.products(), label: t("products:title") }],
        }}
        actions={
          <>
            <ButtonLink to={paths.prices({ search: product.id })} icon="tag">
              {t("products:page.prices")}
            </ButtonLink>
            {skus.some(({ needsKey }) => needsKey) ? (
              <ButtonLink to={paths.keyPools({ search: product.id })} icon="key">
                {t("products:page.pools")}
              </ButtonLink>
            ) : null}
            {skus.some(({ needsDownload }) => needsDownload) ? (
              <ButtonLink to={paths.filesOfProduct(product.id)} icon="download">
                {t("products:page.files")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {skus.map((sku) => (
        <SkuSection key={sku.skuId} sku={sku} kind={product.kind} at={at} />
      ))}
      <GroupsOfProduct groups={listGroups} />
    </PageStack>
  );
}
