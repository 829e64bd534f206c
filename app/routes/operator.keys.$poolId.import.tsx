import { setTimeout } from "node:timers/promises";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { poolTitle } from "#app/components/operator-keys/pool-words.ts";
import { UploadKeys } from "#app/components/operator-keys/upload-keys.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { keyFileLinesMax } from "#app/domain/entitlement/limits.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { startKeyFileCheck } from "#app/services/keys/stage-key-file.server.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { fileSizeText } from "#app/views/file-size.ts";
import { keyPoolView } from "#app/views/shelf/key-pool.ts";

/** As many lines as a file may have, with room to spare. Held in memory while it comes in, and nowhere else. */
const bytesMax = 10_000_000;

/** A file that is checked within this time is shown at once, without a page in between. */
const patienceMs = 1_500;

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.poolTitle]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const { pool, open } = orThrow(await keyPoolView(visitor.view, args.params["poolId"] ?? ""), visitor);
  const { t, language, format } = visitor;
  return json({
    title: t("pools:upload.title"),
    poolTitle: poolTitle(pool, t),
    poolId: pool.poolId,
    keyFormat: pool.keyFormat,
    open,
    limits: { size: fileSizeText(bytesMax, language), lines: format.number(keyFileLinesMax) },
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const { t, language, deps, actor, at } = visitor;
  const poolId = args.params["poolId"] ?? "";
  const say = (error: string, status: number) => json({ error }, { status });
  const upload = await readUpload(args.request, "file", bytesMax);
  if (!upload.ok) {
    if (upload.problem === "file-needed") return say(t("pools:upload.fileNeeded"), 422);
    if (upload.problem === "broken-off") return say(t("pools:upload.brokenOff"), 400);
    return say(t("pools:upload.fileTooBig", { size: fileSizeText(bytesMax, language) }), 413);
  }
  const { file } = upload;
  const source = { poolId, fileName: file.name, bytesTotal: file.size, content: piecesOf(file) };
  const { logger } = args.context.portal;
  const started = await startKeyFileCheck(deps, actor, source, at, (error) =>
    // What was thrown while keys were at hand is named, and not repeated.
    logger.error({ errorName: nameOf(error), requestId: args.context.requestId }, "a key file could not be checked"),
  );
  if (!started.ok && started.refusal.code === "key-import-running")
    return say(visitor.say(started.refusal).text, refusalStatus["key-import-running"]);
  const { importId, finished } = orThrow(started, visitor);
  const early = await Promise.race([finished, setTimeout(patienceMs, "at work" as const, { ref: false })]);
  if (early === null) return say(t("pools:upload.failed"), 500);
  if (early !== "at work" && !early.ok) return say(visitor.say(early.refusal).text, refusalStatus[early.refusal.code]);
  return redirect(paths.keyImport(poolId, importId), { status: 303 });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const pieceBytes = 65_536;
  for (let start = 0; start < file.size; start += pieceBytes)
    yield new Uint8Array(await file.slice(start, start + pieceBytes).arrayBuffer());
}

export default function ImportKeys() {
  const { title, poolTitle: ofPool, poolId, open, limits } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.error;
  const t = useTranslate();
  const field = { id: "key-file", name: "file", errors: error === undefined ? [] : [error] };
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("pools:upload.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.keyPools(), label: t("pools:title") },
            { to: paths.keyPool(poolId), label: ofPool },
          ],
        }}
      />
      <Steps
        label={t("pools:draft.steps")}
        steps={[t("pools:draft.stepUpload"), t("pools:draft.stepCheck"), t("pools:draft.stepImport")]}
        current={0}
      />
      {error === undefined ? null : (
        <ErrorSummary
          title={t("common:errorSummaryTitle", { count: 1 })}
          errors={[{ fieldId: field.id, message: error }]}
        />
      )}
      <UploadKeys poolId={poolId} open={open} limits={limits} field={field} />
    </PageStack>
  );
}
