import { setTimeout } from "node:timers/promises";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ImportBadge } from "#app/components/operator-keys/import-badge.tsx";
import { ImportOutcome } from "#app/components/operator-keys/import-outcome.tsx";
import { ImportProgress, ImportStopped } from "#app/components/operator-keys/import-progress.tsx";
import { ImportRefusals } from "#app/components/operator-keys/import-refusals.tsx";
import { poolTitle } from "#app/components/operator-keys/pool-words.ts";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { orThrow, requirePermission, type SignedInVisitor } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { discardKeyImport } from "#app/services/keys/discard-key-import.server.ts";
import { finishKeyImport } from "#app/services/keys/finish-key-import.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { keyImportView } from "#app/views/shelf/key-pool.ts";

const schema = z.object({ intent: z.enum(["import", "import-rest", "discard"]) });

/** An import that is through within this time is said to be at once; a longer one goes on behind the page. */
const patienceMs = 1_500;

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.poolTitle]);

function placeOf({ params }: Pick<LoaderFunctionArgs, "params">) {
  return { poolId: params["poolId"] ?? "", importId: params["importId"] ?? "" };
}

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const page = pageKeys(new URL(args.request.url).searchParams);
  const view = orThrow(await keyImportView(visitor.view, { ...placeOf(args), ...page }), visitor);
  return json({ title: view.file.fileName, poolTitle: poolTitle(view.pool, visitor.t), view });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const place = placeOf(args);
  const { file } = orThrow(await keyImportView(visitor.view, place), visitor);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { intent } = form.value;
  if (intent !== "discard") return importNow(args, visitor, intent === "import-rest");
  const discarded = await discardKeyImport(visitor.deps, visitor.actor, place, visitor.at);
  if (!discarded.ok && discarded.refusal.code === "key-import-closed")
    return lookAgain(args, visitor, discarded.refusal);
  orThrow(discarded, visitor);
  return redirectWithNotice(args, paths.keyPool(place.poolId), {
    tone: "success",
    title: visitor.t("pools:draft.discardedTitle", { fileName: file.fileName }),
    text: visitor.t("pools:draft.discardedText"),
  });
}

async function importNow(args: ActionFunctionArgs, visitor: SignedInVisitor, leaveOutRefused: boolean) {
  const { t, deps, actor, at } = visitor;
  const { poolId, importId } = placeOf(args);
  const { logger } = args.context.portal;
  // The file itself is the key of the request: imported a second time, it answers what the first time did.
  const finished = finishKeyImport(deps, actor, { importId, leaveOutRefused }, at);
  // An import that goes on behind the page has nobody else to tell.
  finished.catch((error: unknown) =>
    logger.error({ errorName: nameOf(error), requestId: args.context.requestId }, "keys could not be imported"),
  );
  const early = await Promise.race([finished, setTimeout(patienceMs, null, { ref: false })]);
  if (early === null) return redirect(paths.keyImport(poolId, importId), { status: 303 });
  if (!early.ok && (early.refusal.code === "key-import-closed" || early.refusal.code === "key-file-refused"))
    return lookAgain(args, visitor, early.refusal);
  const { keys } = orThrow(early, visitor);
  return redirectWithNotice(args, paths.keyPool(poolId), {
    tone: "success",
    title: t("pools:draft.importedTitle", { count: keys }),
    text: t("pools:draft.importedText"),
  });
}

/** Somebody else decided about the file meanwhile; its page says what. */
function lookAgain(args: ActionFunctionArgs, { t, say }: SignedInVisitor, refusal: Refusal) {
  const { poolId, importId } = placeOf(args);
  return redirectWithNotice(args, paths.keyImport(poolId, importId), {
    tone: "warning",
    title: t("pools:draft.movedTitle"),
    text: say(refusal).text,
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

export default function KeyImport() {
  const { view, poolTitle: ofPool } = useLoaderData<typeof loader>();
  const { pool, file } = view;
  const t = useTranslate();
  const isAtWork = file.state === "reading" || file.state === "importing";
  const isDecided = file.state === "checked" || file.state === "imported" || file.state === "discarded";
  return (
    <PageStack>
      <PageHeader
        title={<span className="break-all">{file.fileName}</span>}
        badge={<ImportBadge state={file.state} />}
        description={t("pools:draft.facts", { size: file.size, at: file.startedAt.local })}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.keyPools(), label: t("pools:title") },
            { to: paths.keyPool(pool.poolId), label: ofPool },
          ],
        }}
      />
      <Steps
        label={t("pools:draft.steps")}
        steps={[t("pools:draft.stepUpload"), t("pools:draft.stepCheck"), t("pools:draft.stepImport")]}
        current={file.state === "imported" ? 3 : file.state === "checked" || file.state === "importing" ? 2 : 1}
      />
      {isAtWork ? <ImportProgress view={view} /> : null}
      {file.state === "interrupted" ? <ImportStopped view={view} /> : null}
      {isDecided ? <ImportOutcome view={view} /> : null}
      <ImportRefusals view={view} />
    </PageStack>
  );
}
