import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OldEdition } from "#app/components/product-list/list-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { LineKind } from "#app/domain/licensing/product-list/product-list.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { editionParam } from "#app/http/product-list-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { productListSourceView } from "#app/views/product-list/reference.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.list]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const text = args.params["line"] ?? "";
  const line = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  const edition = editionParam(new URL(args.request.url).searchParams);
  const view = orThrow(await productListSourceView(visitor.view, { edition, line }), visitor);
  return json({ title: t("productList:source.title", { line }), list: t("productList:title"), ...view });
}

export default function Source() {
  const { title, edition, line, lines, earlier, later } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const asOf = { edition: edition.asOf };
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("productList:source.intro", { number: edition.number })}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.productList(asOf), label: t("productList:title") }],
        }}
      />
      <OldEdition edition={edition} />
      <Section isPadded={false}>
        <ol aria-label={t("productList:source.caption")} className="divide-y divide-line">
          {lines.map((one) => (
            <li
              key={one.line}
              aria-current={one.line === line ? "true" : undefined}
              className={classNames(
                "grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-3 px-4 py-1.5 sm:grid-cols-[3.5rem_8rem_minmax(0,1fr)]",
                one.line === line && "bg-accent-soft font-medium",
              )}
            >
              <span className="text-end text-sm text-ink-muted tabular">{one.line}</span>
              <span className="text-sm text-ink-muted">{t(`productList:lineKind.${one.kind as LineKind}`)}</span>
              <span lang="de" className="col-span-2 break-words sm:col-span-1">
                {one.text.replaceAll("\uF0FC", "✓")}
              </span>
            </li>
          ))}
        </ol>
      </Section>
      <nav aria-label={t("productList:source.caption")} className="flex justify-between gap-3">
        {earlier === null ? (
          <span />
        ) : (
          <ButtonLink to={paths.productListSource(earlier, asOf)}>{t("productList:source.earlier")}</ButtonLink>
        )}
        {later === null ? null : (
          <ButtonLink to={paths.productListSource(later, asOf)}>{t("productList:source.later")}</ButtonLink>
        )}
      </nav>
    </PageStack>
  );
}
