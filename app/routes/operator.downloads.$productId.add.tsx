import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ChooseForm } from "#app/components/operator-downloads/choose-form.tsx";
import { choiceWords } from "#app/components/operator-downloads/file-words.ts";
import { Replaces, UploadFile } from "#app/components/operator-downloads/upload-file.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { FileChoice } from "#app/domain/entitlement/download.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { receiveFile } from "#app/http/file-stream.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { addDownloadFile } from "#app/services/downloads/manage-download-files.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { fileSizeText } from "#app/views/file-size.ts";
import { addFileView } from "#app/views/shelf/download-file.ts";

/** As `body-limit.ts` has it, with the form around the file. */
const bytesMax = 16_000_000_000;
const routeId = "routes/operator.downloads.$productId.add";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.product.title]);

function choiceIn(valueOf: (field: keyof FileChoice) => string | null | undefined): FileChoice {
  return {
    version: valueOf("version") ?? "",
    language: valueOf("language") ?? "",
    fileType: valueOf("fileType") ?? "",
    operatingSystem: valueOf("operatingSystem") ?? "",
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-downloads");
  const { searchParams } = new URL(args.request.url);
  const wish = choiceIn((field) => searchParams.get(field));
  const view = orThrow(await addFileView(visitor.view, args.params["productId"] ?? "", wish), visitor);
  const { t, language } = visitor;
  return json({
    ...view,
    title: t(view.current === null ? "files:add.title" : "files:add.titleReplace"),
    sizeMax: fileSizeText(bytesMax, language),
    language,
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-downloads");
  const { t, language, deps, actor, at } = visitor;
  const productId = args.params["productId"] ?? "";
  orThrow(await addFileView(visitor.view, productId, {}), visitor);
  const received = await receiveFile(args.request, "file", (fields, file) => {
    const announced = Number(fields.get("bytesTotal") ?? Number.NaN);
    const bytesTotal = Number.isSafeInteger(announced) && announced >= 0 ? announced : null;
    const choice = choiceIn((field) => fields.get(field));
    return addDownloadFile(
      deps,
      actor,
      { productId, ...choice, fileName: file.name, content: file.content, bytesTotal },
      at,
    );
  });
  if (!received.ok) {
    const [error, status] =
      received.problem === "file-needed" ? [t("files:add.fileNeeded"), 422] : [t("files:add.brokenOff"), 400];
    return json({ error }, { status });
  }
  const added = received.value;
  if (!added.ok && added.refusal.code === "invalid-field") return json({ error: t("files:add.notOffered") }, 422);
  if (!added.ok && (added.refusal.code === "download-store-full" || added.refusal.code === "download-incomplete"))
    return json({ error: visitor.say(added.refusal).text }, refusalStatus[added.refusal.code]);
  const { fileName, sizeBytes, sha256 } = orThrow(added, visitor);
  return redirectWithNotice(args, paths.filesOfProduct(productId), {
    tone: "success",
    title: t("files:add.done", { fileName }),
    text: t("files:add.doneText", { size: fileSizeText(sizeBytes, language), sha256 }),
  });
}

export default function AddFile() {
  const data = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.error;
  const t = useTranslate();
  const { title, product, fields, choice, languageName, isChosen, current, sizeMax, language } = data;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={isChosen ? undefined : t("files:add.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.downloadFiles(), label: t("files:title") },
            { to: paths.filesOfProduct(product.id), label: product.title },
          ],
        }}
      />
      {error === undefined ? null : (
        <ErrorSummary
          title={t("common:errorSummaryTitle", { count: 1 })}
          errors={[{ fieldId: isChosen ? "download-file" : null, message: error }]}
        />
      )}
      {isChosen ? (
        <>
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <p>
              <span className="text-ink-muted">{t("files:add.subject")}</span>{" "}
              <strong className="font-semibold">
                {[product.title, choiceWords(choice, languageName, t)].filter((word) => word !== "").join(" · ")}
              </strong>
            </p>
            {fields.length === 0 ? null : (
              <ButtonLink to={paths.addFile(product.id)} size="sm" variant="quiet">
                {t("files:add.change")}
              </ButtonLink>
            )}
          </div>
          <Replaces current={current} />
          <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
            <UploadFile view={data} sizeMax={sizeMax} language={language} error={error} routeId={routeId} />
            <Section title={t("files:add.rulesTitle")}>
              <ul className="flex list-disc flex-col gap-2 pl-5 text-ink-muted marker:text-line-strong">
                {(["hash", "whole", "once"] as const).map((rule) => (
                  <li key={rule}>{t(`files:add.rules.${rule}`)}</li>
                ))}
              </ul>
            </Section>
          </div>
        </>
      ) : (
        <ChooseForm product={product} fields={fields} choice={choice} />
      )}
    </PageStack>
  );
}
