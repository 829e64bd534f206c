import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { referenceSections } from "#app/api/openapi/reference.ts";
import { DocsFrame } from "#app/components/api-docs/docs-frame.tsx";
import { MethodBadge } from "#app/components/api-docs/method-badge.tsx";
import { Words } from "#app/components/api-docs/words.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { plainPage as handle } from "#app/components/plain-page.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await requireUser(args);
  return json({ title: t("apiDocs:title"), sections: referenceSections() });
}

export default function ApiReference() {
  const { sections } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <DocsFrame tab="reference">
      <p className="max-w-prose text-ink-muted">{t("apiDocs:referenceIntro")}</p>
      <nav aria-label={t("apiDocs:sections")}>
        <ul className="flex flex-wrap gap-x-4 gap-y-1" lang="en">
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} className="inline-flex min-h-6 items-center rounded-sm text-link underline">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ id, title, description, operations }) => (
        <div key={id} id={id} className="scroll-mt-4">
          <Section title={<span lang="en">{title}</span>} description={<Words text={description} />} isPadded={false}>
            <Table
              caption={title}
              rows={operations}
              rowKey={(operation) => operation.id}
              columns={[
                {
                  key: "method",
                  header: t("apiDocs:method"),
                  isNarrow: true,
                  cell: ({ method }) => <MethodBadge method={method} />,
                },
                {
                  key: "path",
                  header: t("apiDocs:path"),
                  isPrimary: true,
                  cell: (operation) => (
                    <TextLink to={paths.apiOperation(operation.id)} look="plain">
                      <span className="font-mono text-sm font-normal break-all" translate="no">
                        {operation.path}
                      </span>
                    </TextLink>
                  ),
                },
                {
                  key: "summary",
                  header: t("apiDocs:what"),
                  cell: ({ summary }) => <span lang="en">{summary}</span>,
                },
              ]}
            />
          </Section>
        </div>
      ))}
    </DocsFrame>
  );
}
