import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OrderKeys } from "#app/components/keys/order-keys.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { searchText } from "#app/http/search-params.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { orderKeysView } from "#app/views/entitlement-withdrawal.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, ({ title }) => [title]);

/** Finds the keys of an order, for whoever is told of a leak without being of the partner. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const orderId = searchText(new URL(args.request.url).searchParams, "order") ?? "";
  const found = orderId === "" ? undefined : await orderKeysView(visitor.view, { orderId });
  if (found?.ok === false && found.refusal.code !== "not-found") orThrow(found, visitor);
  return json({ title: visitor.t("keys:operator.title"), orderId, order: found?.ok === true ? found.value : null });
}

export default function FindLeakedKey() {
  const { title, orderId, order } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("keys:operator.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.keyPools(), label: t("pools:title") }],
        }}
      />
      <Section isPadded={false}>
        <Toolbar>
          <SearchBox
            label={t("keys:operator.search")}
            name="order"
            submitLabel={t("keys:operator.find")}
            defaultValue={orderId}
            placeholder={t("keys:operator.search")}
            action={paths.operatorWithdrawKey()}
          />
        </Toolbar>
        {order !== null ? (
          <OrderKeys order={order} />
        ) : orderId === "" ? null : (
          <EmptyState icon="search" title={t("keys:operator.notFound")}>
            {t("keys:operator.notFoundText")}
          </EmptyState>
        )}
      </Section>
    </PageStack>
  );
}
