import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { apiDifferences } from "#app/api/openapi/differences.ts";
import { DocsFrame } from "#app/components/api-docs/docs-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { plainPage as handle } from "#app/components/plain-page.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.tab, data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await requireUser(args);
  return json({ title: t("apiDocs:title"), tab: t("apiDocs:tab.differences") });
}

export default function ApiDifferences() {
  const t = useTranslate();
  return (
    <DocsFrame tab="differences">
      <p className="max-w-prose text-ink-muted">{t("apiDocs:differences.intro")}</p>
      <Section isPadded={false}>
        <Table
          caption={t("apiDocs:tab.differences")}
          rows={apiDifferences}
          rowKey={(difference) => difference}
          columns={[
            {
              key: "what",
              header: t("apiDocs:differences.what"),
              isPrimary: true,
              cell: (difference) => t(`apiDocs:difference.${difference}.what`),
            },
            {
              key: "vendor",
              header: t("apiDocs:differences.vendor"),
              cell: (difference) => t(`apiDocs:difference.${difference}.vendor`),
            },
            {
              key: "ours",
              header: t("apiDocs:differences.ours"),
              cell: (difference) => t(`apiDocs:difference.${difference}.ours`),
            },
          ]}
        />
      </Section>
    </DocsFrame>
  );
}
