import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListFrame } from "#app/components/product-list/list-frame.tsx";
import { LineLink, Printed } from "#app/components/product-list/names.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { legendNames } from "#app/domain/licensing/product-list/product-list.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { editionParam } from "#app/http/product-list-params.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { meaningOfCode } from "#app/i18n/product-list-words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { productListGlossaryView } from "#app/views/product-list/reference.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.list]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const view = orThrow(
    await productListGlossaryView(visitor.view, { edition: editionParam(new URL(args.request.url).searchParams) }),
    visitor,
  );
  const other = translateTo(visitor.language === "de" ? "en" : "de");
  const entries = view.entries.map((entry) => ({
    ...entry,
    meaning: meaningOfCode(entry, t),
    otherMeaning: meaningOfCode(entry, other),
  }));
  return json({ title: t("productList:glossary.title"), list: t("productList:title"), edition: view.edition, entries });
}

export default function Glossary() {
  const { edition, entries } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <ListFrame tab="glossary" edition={edition}>
      {entries.length === 0 ? (
        <Section>
          <EmptyState icon="file" title={t("productList:emptyTitle")}>
            {t("productList:emptyText")}
          </EmptyState>
        </Section>
      ) : (
        <p className="text-ink-muted">{t("productList:glossary.intro")}</p>
      )}
      {legendNames
        .filter((legend) => entries.some((entry) => entry.legend === legend))
        .map((legend) => (
          <Section key={legend} title={t(`productList:glossary.legend.${legend}`)} isPadded={false}>
            <Table
              caption={t(`productList:glossary.legend.${legend}`)}
              rows={entries.filter((entry) => entry.legend === legend)}
              rowKey={({ code }) => code}
              columns={[
                {
                  key: "code",
                  header: t("productList:glossary.code"),
                  isPrimary: true,
                  cell: ({ code }) => <Printed>{code}</Printed>,
                },
                { key: "meaning", header: t("productList:glossary.meaning"), cell: ({ meaning }) => meaning ?? "–" },
                {
                  key: "other",
                  header: t("productList:glossary.otherLanguage"),
                  cell: ({ otherMeaning }) => <span className="text-sm text-ink-muted">{otherMeaning ?? "–"}</span>,
                },
                {
                  key: "printed",
                  header: t("productList:glossary.printed"),
                  cell: ({ printed }) => (
                    <span lang="de" className="text-sm text-ink-muted">
                      {printed}
                    </span>
                  ),
                },
                {
                  key: "line",
                  header: t("productList:source.line"),
                  isNarrow: true,
                  cell: ({ line }) => <LineLink line={line} edition={edition?.asOf ?? null} />,
                },
              ]}
            />
          </Section>
        ))}
    </ListFrame>
  );
}
