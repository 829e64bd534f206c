import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { DraftBadge } from "#app/components/catalog/draft-badge.tsx";
import { DraftOutcome } from "#app/components/catalog/draft-outcome.tsx";
import { DraftProgress } from "#app/components/catalog/draft-progress.tsx";
import { DraftRefusals } from "#app/components/catalog/draft-refusals.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission, type SignedInVisitor } from "#app/http/auth.server.ts";
import { factFormatOf } from "#app/http/fact-format.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { priceListColumnName, priceListDefectReason, priceListDefectValue } from "#app/i18n/price-list-words.ts";
import { discardPriceList } from "#app/services/catalog/discard-price-list.server.ts";
import { importPriceListDraft } from "#app/services/catalog/import-price-list.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { priceListDraftView } from "#app/views/catalog/price-lists.ts";

const schema = z.object({ intent: z.enum(["import", "discard"]) });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const { searchParams } = new URL(args.request.url);
  const page = { after: searchParams.get("after"), before: searchParams.get("before") };
  const view = orThrow(await priceListDraftView(visitor.view, args.params["draftId"] ?? "", page), visitor);
  const { t, format } = visitor;
  const facts = factFormatOf(format);
  return json({
    title: view.draft.fileName,
    ...view,
    refusalRows: view.refusalRows.map((refusal) => ({
      ordinal: refusal.ordinal,
      lineText: format.number(refusal.line),
      column: refusal.column,
      columnName: priceListColumnName(refusal),
      value: priceListDefectValue(refusal),
      reason: priceListDefectReason(refusal, t, facts),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const draftId = args.params["draftId"] ?? "";
  return form.value.intent === "import" ? importNow(args, visitor, draftId) : discard(args, visitor, draftId);
}

async function importNow(args: ActionFunctionArgs, visitor: SignedInVisitor, draftId: string) {
  const { t, format } = visitor;
  // The draft itself is the key of the request: imported a second time, it answers what the first time did.
  const imported = await importPriceListDraft(visitor.deps, visitor.actor, draftId, visitor.at);
  if (!imported.ok && imported.refusal.code === "changed-meanwhile")
    return redirectWithNotice(args, paths.priceListDraft(draftId), {
      tone: "warning",
      title: t("prices:draft.movedTitle"),
      text: t("prices:draft.movedText"),
    });
  const { added, changed, ended, unchanged } = orThrow(imported, visitor);
  return redirectWithNotice(args, paths.priceLists(), {
    tone: "success",
    title: t("prices:draft.importedTitle"),
    text: t("prices:draft.importedText", {
      added: format.number(added),
      changed: format.number(changed),
      ended: format.number(ended),
      unchanged: format.number(unchanged),
    }),
  });
}

async function discard(args: ActionFunctionArgs, visitor: SignedInVisitor, draftId: string) {
  const { fileName } = orThrow(await discardPriceList(visitor.deps, visitor.actor, draftId), visitor);
  const title = visitor.t("prices:draft.discardedTitle", { fileName });
  return redirectWithNotice(args, paths.importPrices(), { tone: "success", title });
}

export default function PriceListDraft() {
  const view = useLoaderData<typeof loader>();
  const { draft, progress } = view;
  const t = useTranslate();
  const isImported = draft.state === "imported";
  return (
    <PageStack>
      <PageHeader
        title={<span className="break-all">{draft.fileName}</span>}
        badge={<DraftBadge state={draft.state} />}
        description={t("prices:draft.fileFacts", {
          lines: draft.lines.text,
          size: draft.size,
          uploadedAt: draft.uploadedAt.local,
        })}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.prices(), label: t("prices:title") },
            { to: paths.importPrices(), label: t("prices:upload.title") },
          ],
        }}
      />
      <Steps
        label={t("prices:draft.steps")}
        steps={[t("prices:draft.stepUpload"), t("prices:draft.stepCheck"), t("prices:draft.stepImport")]}
        current={isImported ? 3 : draft.state === "checked" ? 2 : 1}
      />
      {draft.isAtWork && progress !== null ? <DraftProgress progress={progress} /> : null}
      {draft.state === "failed" || draft.state === "interrupted" ? <Stopped state={draft.state} /> : null}
      {draft.state === "checked" || draft.state === "refused" || isImported ? <DraftOutcome view={view} /> : null}
      {draft.state === "refused" ? <DraftRefusals view={view} /> : null}
    </PageStack>
  );
}

function Stopped({ state }: { state: "failed" | "interrupted" }) {
  const t = useTranslate();
  return (
    <Notice
      tone="danger"
      title={t(`prices:draft.${state}Title`)}
      actions={
        <ButtonLink to={paths.importPrices()} icon="upload">
          {t("prices:draft.uploadAgain")}
        </ButtonLink>
      }
    >
      {t(`prices:draft.${state}Text`)}
    </Notice>
  );
}
