import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExportForm } from "#app/components/export-form.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { MailStateFilter } from "#app/components/notices/mail-state-filter.tsx";
import { MailTable } from "#app/components/notices/mail-table.tsx";
import { UnheardNotices } from "#app/components/notices/unheard-notices.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { mailsView } from "#app/views/notices/outbox.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "operate-mail");
  const { searchParams } = new URL(args.request.url);
  const params = { state: searchParams.get("state") ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await mailsView(visitor.view, params), visitor);
  const { mail, mode } = visitor.deps;
  const silence = mode === "sandbox" ? "sandbox" : mail.connect === undefined ? "no-server" : null;
  return json({ title: visitor.t("notices:outbox.title"), silence, ...view });
}

export default function Outbox() {
  const { title, silence, mails, links, state, counts, unheard } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("notices:outbox.intro")}
        actions={
          <>
            <ButtonLink to={paths.letters()} icon="mail">
              {t("notices:letters.title")}
            </ButtonLink>
            {mails.length === 0 ? null : <ExportForm action={paths.mailsCsv()} search={{ state }} />}
          </>
        }
      />
      {silence === "sandbox" ? (
        <Notice tone="info" title={t("notices:outbox.sandbox")}>
          {t("notices:outbox.sandboxText")}
        </Notice>
      ) : silence === "no-server" ? (
        <Notice tone="warning" title={t("notices:outbox.noServer")}>
          {t("notices:outbox.noServerText")}
        </Notice>
      ) : null}
      {unheard.length === 0 ? null : <UnheardNotices notices={unheard} />}
      <Section isPadded={false}>
        <MailStateFilter key={state ?? ""} state={state} counts={counts} clearTo={paths.mails()} />
        {mails.length > 0 ? (
          <MailTable mails={mails} />
        ) : state === null ? (
          <EmptyState icon="mail" title={t("notices:outbox.emptyTitle")}>
            {t("notices:outbox.emptyText")}
          </EmptyState>
        ) : (
          <EmptyState icon="search" title={t("notices:outbox.noneTitle")}>
            {t("notices:outbox.noneText")}
          </EmptyState>
        )}
        <ListPages links={links} previousLabel={t("notices:outbox.newer")} nextLabel={t("notices:outbox.older")} />
      </Section>
    </PageStack>
  );
}
