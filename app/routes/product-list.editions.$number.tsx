import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DoubtfulMatches } from "#app/components/product-list/group-match.tsx";
import { LineLink, Printed } from "#app/components/product-list/names.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { editionNumber, sinceParam } from "#app/http/product-list-params.ts";
import { changedPart, productListWarning } from "#app/i18n/product-list-words.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { productListChangesView } from "#app/views/product-list/reference.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.list]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const number = editionNumber(args.params["number"]);
  const since = sinceParam(new URL(args.request.url).searchParams);
  const view = orThrow(await productListChangesView(visitor.view, { edition: number, since }), visitor);
  return json({
    title:
      view.since === null || view.since === number - 1
        ? t("productList:editions.changesTitle", { number })
        : t("productList:editions.sinceTitle", { number, since: view.since }),
    list: t("productList:title"),
    ...view,
    // Only the newest edition is worked on.
    maySettle: mayDo(visitor.actor, "manage-catalogue") && view.edition.isNewest,
    warnings: view.warnings.map((warning) => ({ line: warning.line, reason: productListWarning(warning, t) })),
    changes: view.changes.map((change) => ({ ...change, partText: changedPart(change.part, t) })),
  });
}

const tones: Readonly<Record<string, Tone>> = {
  added: "success",
  removed: "danger",
  changed: "warning",
  clarified: "info",
};

export default function EditionChanges() {
  const { title, edition, isFirst, hasPrinted, changes, since, earlier, matches, maySettle } =
    useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.productList(), label: t("productList:title") },
            { to: paths.productListEditions(), label: t("productList:tabEditions") },
          ],
        }}
      />
      {earlier.length < 2 ? null : (
        <Tabs
          label={t("productList:editions.since")}
          tabs={earlier.slice(0, 12).map((number) => ({
            to: paths.productListEdition(edition.number, { since: number }),
            label: t("productList:editions.sinceEdition", { number }),
            isCurrent: since === number,
          }))}
        />
      )}
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <a
          href={paths.productListChangesFile(edition.number, { since })}
          download
          className="inline-flex min-h-6 items-center text-link underline"
        >
          {t("productList:editions.changesFile")}
        </a>
        <a
          href={paths.productListEditionFile(edition.number)}
          download
          className="inline-flex min-h-6 items-center text-link underline"
        >
          {t("productList:editions.editionFile")}
        </a>
      </p>
      {hasPrinted ? null : <Notice tone="info" title={t("productList:editions.noPrinted")} />}
      <DoubtfulMatches matches={matches} maySettle={maySettle} />
      <Section isPadded={false}>
        {changes.length === 0 ? (
          <EmptyState icon="file" title={t("productList:editions.noChanges")}>
            {isFirst ? t("productList:editions.first") : null}
          </EmptyState>
        ) : (
          <Table
            caption={t("productList:editions.changesCaption")}
            rows={changes.map((change, index) => ({ ...change, index }))}
            rowKey={({ index }) => String(index)}
            columns={[
              {
                key: "subject",
                header: t("productList:editions.subject"),
                isPrimary: true,
                cell: ({ subject }) => <Printed>{subject}</Printed>,
              },
              {
                key: "kind",
                header: t("productList:editions.part"),
                cell: ({ kind, partText, origin }) => (
                  <span className="flex flex-wrap items-center gap-2">
                    <Badge tone={tones[kind]}>{t(`productList:change.${kind}`)}</Badge>
                    <span className="text-sm">{partText}</span>
                    <small>
                      {t(origin === "printed" ? "productList:editions.printedOrigin" : "productList:editions.computed")}
                    </small>
                  </span>
                ),
              },
              {
                key: "before",
                header: t("productList:editions.before"),
                cell: ({ before }) => (
                  <span lang="de" className="break-words text-sm">
                    {before ?? "–"}
                  </span>
                ),
              },
              {
                key: "after",
                header: t("productList:editions.after"),
                cell: ({ after }) => (
                  <span lang="de" className="break-words text-sm">
                    {after ?? "–"}
                  </span>
                ),
              },
              {
                key: "line",
                header: t("productList:source.line"),
                isNarrow: true,
                cell: ({ line, kind }) =>
                  kind === "removed" ? (
                    <span className="text-ink-muted">–</span>
                  ) : (
                    <LineLink line={line} edition={edition.asOf} />
                  ),
              },
            ]}
          />
        )}
      </Section>
      <Report />
    </PageStack>
  );
}

/** What the import read: its figures, and what it could read only in part. */
function Report() {
  const { figures, warnings, edition } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Section title={t("productList:editions.report")} isPadded={false}>
      <details className="px-4 py-3">
        <summary className="cursor-pointer font-medium">{t("productList:upload.warnings")}</summary>
        {warnings.length === 0 ? (
          <p className="mt-2">{t("productList:upload.noWarnings")}</p>
        ) : (
          <ul className="mt-2 flex flex-col gap-1.5">
            {warnings.map(({ line, reason }, index) => (
              <li key={index} className="flex flex-wrap justify-between gap-x-4">
                <span className="min-w-0 break-words">{reason}</span>
                <LineLink line={line} edition={edition.asOf} />
              </li>
            ))}
          </ul>
        )}
      </details>
      <details className="border-t border-line px-4 py-3">
        <summary className="cursor-pointer font-medium">{t("productList:upload.figures")}</summary>
        <dl className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {figures.map(({ name, value }) => (
            <div key={name} className="flex min-w-0 flex-wrap justify-between gap-x-4">
              <dt className="break-all text-sm text-ink-muted">{name}</dt>
              <dd className="min-w-0 break-words tabular">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Section>
  );
}
