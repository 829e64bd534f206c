import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { choiceWords } from "#app/components/operator-downloads/file-words.ts";
import { Consequences } from "#app/components/subscription/consequences.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { parseForm } from "#app/http/form.server.ts";
import { paths } from "#app/http/paths.ts";
import { removeDownloadFile } from "#app/services/downloads/manage-download-files.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { removeFileView } from "#app/views/shelf/download-file.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.product.title]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-downloads");
  const { productId = "", fileId = "" } = args.params;
  return { visitor, view: orThrow(await removeFileView(visitor.view, productId, fileId), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args);
  return json({ title: visitor.t("files:remove.title"), ...view });
}

const removeForm = z.object({ intent: z.literal("remove") });

/** A file that was taken back stays so: the form needs no key to be sent twice. */
export async function action(args: ActionFunctionArgs) {
  const { visitor, view } = await readPage(args);
  const form = await parseForm(args.request, removeForm, visitor);
  if (!form.ok) return form.response;
  const { t, deps, actor, at } = visitor;
  const { fileId, fileName } = view.file;
  orThrow(await removeDownloadFile(deps, actor, { fileId }, at), visitor);
  return redirectWithNotice(args, paths.filesOfProduct(view.product.id), {
    tone: "success",
    title: t("files:remove.done", { fileName }),
    text: t("files:remove.doneText"),
  });
}

export default function RemoveFile() {
  const { title, product, file, isCurrent, isRemoved } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { version, language, fileType, operatingSystem } = file;
  const back = paths.filesOfProduct(product.id);
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={
          <span className="wrap-anywhere">
            {[product.title, choiceWords(file, file.languageName, t), file.fileName, file.size].join(" · ")}
          </span>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.downloadFiles(), label: t("files:title") },
            { to: back, label: product.title },
          ],
        }}
      />
      {isRemoved ? (
        <Notice tone="info" actions={<ButtonLink to={back}>{t("common:back")}</ButtonLink>}>
          {t("files:remove.already")}
        </Notice>
      ) : (
        <Section>
          <div className="flex flex-col gap-4">
            <Consequences
              points={[
                { key: "what", icon: "ban", text: t("files:remove.what"), isWarning: true },
                { key: "links", icon: "copy", text: t("files:remove.links", { count: file.links.value }) },
                {
                  key: "choice",
                  icon: "download",
                  text: t(isCurrent ? "files:remove.choice" : "files:remove.former"),
                },
                { key: "final", icon: "info", text: t(isCurrent ? "files:remove.final" : "files:remove.finalFormer") },
              ]}
            />
            <Form method="post">
              <input type="hidden" name="intent" value="remove" />
              <FormActions>
                <Button variant="danger" icon="trash">
                  {t("files:remove.submit")}
                </Button>
                {isCurrent ? (
                  <ButtonLink
                    to={paths.addFile(product.id, { version, language, fileType, operatingSystem })}
                    icon="refresh"
                  >
                    {t("files:remove.replaceInstead")}
                  </ButtonLink>
                ) : null}
                <ButtonLink to={back} variant="quiet">
                  {t("common:cancel")}
                </ButtonLink>
              </FormActions>
            </Form>
          </div>
        </Section>
      )}
    </PageStack>
  );
}
