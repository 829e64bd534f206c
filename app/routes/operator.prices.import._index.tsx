import { setTimeout } from "node:timers/promises";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DraftBadge } from "#app/components/catalog/draft-badge.tsx";
import { UploadForm } from "#app/components/upload-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { startPriceListCheck } from "#app/services/catalog/import-price-list.server.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { waitingDraftsView } from "#app/views/catalog/price-lists.ts";
import { fileSizeText } from "#app/views/file-size.ts";

/** An upload is held in memory while it comes in; longer lists go through the command, which streams them. */
const bytesMax = 20_000_000;

/** A list that is checked within this time is shown at once, without a page in between. */
const patienceMs = 1_500;

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const { drafts } = orThrow(await waitingDraftsView(visitor.view), visitor);
  const { t, language } = visitor;
  return json({ title: t("prices:upload.title"), size: fileSizeText(bytesMax, language), drafts });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const { t, language, deps, actor, at } = visitor;
  const upload = await readUpload(args.request, "file", bytesMax);
  if (!upload.ok) {
    const error = {
      "file-needed": { message: t("prices:upload.fileNeeded"), status: 422 },
      "file-too-big": {
        message: t("prices:upload.fileTooBig", { size: fileSizeText(bytesMax, language) }),
        status: 413,
      },
      "broken-off": { message: t("prices:upload.brokenOff"), status: 400 },
    }[upload.problem];
    return json({ error: error.message }, { status: error.status });
  }
  const { file } = upload;
  const source = { fileName: file.name, bytesTotal: file.size, chunks: piecesOf(file) };
  const { logger } = args.context.portal;
  const started = await startPriceListCheck(deps, actor, source, at, (error) =>
    logger.error({ err: error, requestId: args.context.requestId }, "a price list could not be checked"),
  );
  const { draftId, finished } = orThrow(started, visitor);
  await Promise.race([finished, setTimeout(patienceMs, undefined, { ref: false })]);
  return redirect(paths.priceListDraft(draftId), { status: 303 });
}

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const pieceBytes = 65_536;
  for (let start = 0; start < file.size; start += pieceBytes)
    yield new Uint8Array(await file.slice(start, start + pieceBytes).arrayBuffer());
}

export default function ImportPrices() {
  const { title, size, drafts } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.error;
  const t = useTranslate();
  const field = { id: "price-list-file", name: "file", errors: error === undefined ? [] : [error] };
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("prices:upload.intro")}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.prices(), label: t("prices:title") }] }}
      />
      <Steps
        label={t("prices:draft.steps")}
        steps={[t("prices:draft.stepUpload"), t("prices:draft.stepCheck"), t("prices:draft.stepImport")]}
        current={0}
      />
      {error === undefined ? null : (
        <ErrorSummary
          title={t("common:errorSummaryTitle", { count: 1 })}
          errors={[{ fieldId: field.id, message: error }]}
        />
      )}
      <UploadForm
        action={`${paths.importPrices()}?index`}
        field={field}
        label={t("prices:upload.file")}
        hint={t("prices:upload.fileHint", { size })}
        accept=".csv,text/csv"
        submit={t("prices:upload.submit")}
        cancelTo={paths.prices()}
        rulesTitle={t("prices:upload.rulesTitle")}
        rules={(["allOrNothing", "newPrice", "sameAgain", "orders"] as const).map((rule) =>
          t(`prices:upload.rules.${rule}`),
        )}
      />
      {drafts.length === 0 ? null : <WaitingDrafts />}
    </PageStack>
  );
}

function WaitingDrafts() {
  const { drafts } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Section
      title={t("prices:upload.waitingTitle")}
      description={t("prices:upload.waitingDescription")}
      isPadded={false}
    >
      <Table
        caption={t("prices:upload.waitingCaption")}
        rows={drafts}
        rowKey={(draft) => draft.id}
        columns={[
          {
            key: "file",
            header: t("prices:lists.file"),
            isPrimary: true,
            cell: (draft) => (
              <TextLink to={paths.priceListDraft(draft.id)} look="plain" className="break-all">
                {draft.fileName}
              </TextLink>
            ),
          },
          {
            key: "uploaded",
            header: t("prices:upload.uploadedAt"),
            isNarrow: true,
            cell: (draft) => (
              <time dateTime={draft.uploadedAt.iso} title={draft.uploadedAt.utc}>
                {draft.uploadedAt.local}
              </time>
            ),
          },
          {
            key: "state",
            header: t("prices:upload.state"),
            isNarrow: true,
            cell: (draft) => (
              <span>
                <DraftBadge state={draft.state} />
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}
