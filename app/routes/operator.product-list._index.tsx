import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { UploadForm } from "#app/components/upload-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { productListProblem } from "#app/i18n/product-list-words.ts";
import { uploadProductList } from "#app/services/product-list/list-drafts.server.ts";
import { listFileOf, productListBytesMax } from "#app/services/product-list/read-list-file.server.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { Table } from "#app/ui/table.tsx";
import { fileSizeText } from "#app/views/file-size.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { t, language } = await requirePermission(args, "manage-catalogue");
  return json({ title: t("productList:upload.title"), size: fileSizeText(productListBytesMax, language) });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const { t, language, deps, actor, at } = visitor;
  const upload = await readUpload(args.request, "file", productListBytesMax);
  if (!upload.ok) {
    const size = fileSizeText(productListBytesMax, language);
    const error = {
      "file-needed": { message: t("productList:upload.fileNeeded"), status: 422 },
      "file-too-big": { message: t("productList:upload.fileTooBig", { size }), status: 413 },
      "broken-off": { message: t("productList:upload.brokenOff"), status: 400 },
    }[upload.problem];
    return json({ error: error.message, fileName: null, problems: [] }, { status: error.status });
  }
  const { file } = upload;
  const answer = orThrow(
    await uploadProductList(deps, actor, listFileOf(file.name, new Uint8Array(await file.arrayBuffer())), at),
    visitor,
  );
  if ("draftId" in answer) return redirect(paths.productListDraft(answer.draftId), { status: 303 });
  const problems = answer.problems.map((problem) => ({ line: problem.line, reason: productListProblem(problem, t) }));
  const error = t("productList:upload.refusedText", { count: problems.length });
  return json({ error, fileName: file.name, problems }, { status: 422 });
}

export default function ImportProductList() {
  const { title, size } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslate();
  const field = { id: "product-list-file", name: "file", errors: answer === undefined ? [] : [answer.error] };
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("productList:upload.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.productList(), label: t("productList:title") }],
        }}
      />
      <Steps
        label={t("productList:upload.steps")}
        steps={[
          t("productList:upload.stepUpload"),
          t("productList:upload.stepCheck"),
          t("productList:upload.stepImport"),
        ]}
        current={0}
      />
      {answer === undefined ? null : (
        <ErrorSummary
          title={
            answer.fileName === null
              ? t("common:errorSummaryTitle", { count: 1 })
              : t("productList:upload.refusedTitle", { file: answer.fileName })
          }
          errors={[{ fieldId: field.id, message: answer.error }]}
        />
      )}
      {answer === undefined || answer.problems.length === 0 ? null : (
        <Section title={t("productList:upload.problems")} isPadded={false}>
          <Table
            caption={t("productList:upload.problems")}
            rows={answer.problems.map((problem, index) => ({ ...problem, index }))}
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
      )}
      <UploadForm
        action={`${paths.importProductList()}?index`}
        field={field}
        label={t("productList:upload.file")}
        hint={t("productList:upload.fileHint", { size })}
        accept=".txt,text/plain"
        submit={t("productList:upload.submit")}
        cancelTo={paths.productList()}
        rulesTitle={t("productList:upload.rulesTitle")}
        rules={(["allOrNothing", "unknown", "again", "compare"] as const).map((rule) =>
          t(`productList:upload.rules.${rule}`),
        )}
      />
    </PageStack>
  );
}
