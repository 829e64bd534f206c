import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { operationPage } from "#app/api/openapi/reference.ts";
import { CodeBlock } from "#app/components/api-docs/code-block.tsx";
import { MethodBadge } from "#app/components/api-docs/method-badge.tsx";
import { OperationErrors, ParameterTable } from "#app/components/api-docs/operation-parts.tsx";
import { PropertyTable } from "#app/components/api-docs/property-table.tsx";
import { Words } from "#app/components/api-docs/words.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { refuse, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.operation.summary, data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const origin = args.context.portal.env.origin ?? new URL(args.request.url).origin;
  const operation = operationPage(args.params["operationId"] ?? "", origin);
  if (operation === undefined) throw refuse({ code: "not-found", what: "page" }, visitor);
  return json({ title: visitor.t("apiDocs:title"), operation });
}

export default function ApiOperation() {
  const { operation } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { method, path, summary, description, section, caller, roles, parameters, body, answer, errors } = operation;
  const who = roles === null ? t(caller === "nobody" ? "apiDocs:noToken" : "apiDocs:asBody") : roles.join(", ");
  return (
    <PageStack>
      <PageHeader
        title={<span lang="en">{summary}</span>}
        description={description === null ? undefined : <Words text={description} />}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.apiDocs(), label: t("apiDocs:title") },
            { to: `${paths.apiDocs()}#${section.id}`, label: section.title },
          ],
        }}
      />
      <Section>
        <div className="flex flex-wrap items-center gap-2 pb-3">
          <MethodBadge method={method} />
          <span className="min-w-0 font-mono text-sm break-all" translate="no">
            {path}
          </span>
        </div>
        <DescriptionList
          items={[
            { term: t("apiDocs:caller"), value: t(`apiDocs:callerName.${caller}`) },
            { term: t("apiDocs:roles"), value: <span className="font-mono text-sm font-normal">{who}</span> },
          ]}
        />
      </Section>
      <Section title={t("apiDocs:call")}>
        <CodeBlock text={operation.call} label={t("apiDocs:call")} isCopied />
      </Section>
      {parameters.length === 0 ? null : (
        <Section title={t("apiDocs:parameters")} isPadded={false}>
          <ParameterTable caption={t("apiDocs:parameters")} rows={parameters} />
        </Section>
      )}
      {body === null ? null : (
        <Section title={t("apiDocs:body")} description={`${body.media}. ${t("apiDocs:bodyHint")}`} isPadded={false}>
          <PropertyTable caption={t("apiDocs:body")} rows={body.properties} />
        </Section>
      )}
      <Section title={t("apiDocs:answer")} isPadded={false}>
        {answer === null ? (
          <p className="p-4">{t("apiDocs:noAnswer")}</p>
        ) : (
          <div className="flex flex-col">
            <p className="flex flex-wrap items-center gap-x-2 px-4 py-3">
              <span className="font-mono font-medium">{answer.status}</span>
              <Words text={answer.description} />
              {answer.media === null ? null : <span className="font-mono text-sm text-ink-muted">{answer.media}</span>}
            </p>
            {answer.properties.length === 0 ? null : (
              <PropertyTable caption={t("apiDocs:answer")} rows={answer.properties} />
            )}
            {answer.example === null ? null : (
              <div className="flex flex-col gap-2 p-4">
                <h3 className="font-medium">{t("apiDocs:example")}</h3>
                <CodeBlock text={answer.example} label={t("apiDocs:example")} />
              </div>
            )}
          </div>
        )}
      </Section>
      <OperationErrors errors={errors} isTokenEndpoint={caller === "nobody"} />
    </PageStack>
  );
}
