import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { NameDoubt, Printed } from "#app/components/product-list/names.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { productListWarning } from "#app/i18n/product-list-words.ts";
import { discardProductListDraft, importProductListDraft } from "#app/services/product-list/list-drafts.server.ts";
import { Button } from "#app/ui/button.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { Table } from "#app/ui/table.tsx";
import { productListDraftView } from "#app/views/product-list/draft.ts";

const schema = z.object({ intent: z.enum(["import", "discard"]) });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const { t } = visitor;
  const view = orThrow(await productListDraftView(visitor.view, args.params["draftId"] ?? ""), visitor);
  const warnings = view.warnings.map((warning) => ({ line: warning.line, reason: productListWarning(warning, t) }));
  return json({ ...view, title: t("productList:upload.checkTitle", { file: view.fileName }), warnings });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const { t, deps, actor, at } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const draftId = args.params["draftId"] ?? "";
  if (form.value.intent === "discard") {
    orThrow(await discardProductListDraft(deps, actor, draftId), visitor);
    return redirectWithNotice(args, paths.importProductList(), {
      tone: "success",
      title: t("productList:upload.discarded"),
    });
  }
  const answer = await importProductListDraft(deps, actor, draftId, at);
  if (!answer.ok) {
    // What was uploaded was read before; a refusal is a missing role or a file that was thrown away.
    throw refuse("refusal" in answer ? answer.refusal : { code: "not-found", what: "page" }, visitor);
  }
  const { editionNumber: number, isNew } = answer.value;
  return redirectWithNotice(args, paths.productListEdition(number), {
    tone: "success",
    title: t(isNew ? "productList:upload.imported" : "productList:upload.importedAgain", { number }),
  });
}

export default function ProductListDraft() {
  const { title, knownAs, nextNumber } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={<span className="break-all">{title}</span>}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.productList(), label: t("productList:title") },
            { to: paths.importProductList(), label: t("productList:import") },
          ],
        }}
      />
      <Steps
        label={t("productList:upload.steps")}
        steps={[
          t("productList:upload.stepUpload"),
          t("productList:upload.stepCheck"),
          t("productList:upload.stepImport"),
        ]}
        current={1}
      />
      <Section>
        <p className="mb-4 max-w-prose">
          {knownAs === null
            ? t("productList:upload.confirmText", { number: nextNumber })
            : t("productList:upload.known", { number: knownAs })}
        </p>
        <FormActions>
          <Form method="post">
            <input type="hidden" name="intent" value="import" />
            <Button variant="primary">{t("productList:upload.confirm")}</Button>
          </Form>
          <Form method="post">
            <input type="hidden" name="intent" value="discard" />
            <Button variant="quiet">{t("productList:upload.discard")}</Button>
          </Form>
        </FormActions>
      </Section>
      <Warnings />
      <Figures />
      <Groups />
    </PageStack>
  );
}

function Warnings() {
  const { warnings } = useLoaderData<typeof loader>();
  const t = useTranslate();
  if (warnings.length === 0)
    return <Section title={t("productList:upload.warnings")}>{t("productList:upload.noWarnings")}</Section>;
  return (
    <Section
      title={t("productList:upload.warnings")}
      description={t("productList:upload.warningsNote")}
      isPadded={false}
    >
      <Table
        caption={t("productList:upload.warnings")}
        rows={warnings.map((warning, index) => ({ ...warning, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            key: "line",
            header: t("productList:source.line"),
            isPrimary: true,
            isNarrow: true,
            cell: ({ line }) => line,
          },
          {
            key: "reason",
            header: t("productList:upload.reason"),
            cell: ({ reason }) => <span className="break-words">{reason}</span>,
          },
        ]}
      />
    </Section>
  );
}

function Figures() {
  const { figures } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Section title={t("productList:upload.figures")} isPadded={false}>
      <Table
        caption={t("productList:upload.figures")}
        rows={figures}
        rowKey={({ name }) => name}
        columns={[
          {
            key: "figure",
            header: t("productList:upload.figure"),
            isPrimary: true,
            cell: ({ name }) => <code className="break-all text-sm">{name}</code>,
          },
          {
            key: "value",
            header: t("productList:upload.value"),
            cell: ({ value, before }) => (
              <span
                className={
                  before === null || before === value ? "break-words tabular" : "break-words font-medium tabular"
                }
              >
                {value}
              </span>
            ),
          },
          {
            key: "before",
            header: t("productList:upload.before"),
            cell: ({ before }) => <span className="break-words text-ink-muted tabular">{before ?? "–"}</span>,
          },
        ]}
      />
    </Section>
  );
}

function Groups() {
  const { groups } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Section title={t("productList:upload.groupsRead")} isPadded={false}>
      <Table
        caption={t("productList:upload.groupsRead")}
        rows={groups}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "name",
            header: t("productList:groups.name"),
            isPrimary: true,
            cell: (group) => (
              <span className="inline-flex flex-wrap items-center gap-2">
                {group.name === null ? (
                  t("productList:groups.noName", { line: group.line })
                ) : (
                  <Printed>{group.name}</Printed>
                )}
                <NameDoubt group={group} />
              </span>
            ),
          },
          {
            key: "source",
            header: t("productList:upload.reason"),
            cell: ({ nameSource }) => t(`productList:nameSource.${nameSource}`),
          },
          { key: "line", header: t("productList:source.line"), align: "end", isNarrow: true, cell: ({ line }) => line },
          {
            key: "attributes",
            header: t("productList:group.attributes"),
            align: "end",
            isNarrow: true,
            cell: ({ attributes }) => attributes,
          },
          {
            key: "notes",
            header: t("productList:group.notes"),
            align: "end",
            isNarrow: true,
            cell: ({ notes }) => notes,
          },
        ]}
      />
    </Section>
  );
}
