import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ChannelTable } from "#app/components/notices/channel-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { noticeKinds } from "#app/domain/notices/notices.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { chooseNotices } from "#app/services/notices/choose-notices.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { noticeSettingsView } from "#app/views/notices/notice-settings.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const kinds = z.array(z.enum(noticeKinds)).max(noticeKinds.length);
const ticked = kinds.default([]);
/** `shown`: the kinds that the page had. A box that is not ticked sends nothing, and one that was not there says nothing. */
const schema = z.object({ shown: kinds.min(1), portal: ticked, mail: ticked });

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "read-notices");
  const view = orThrow(await noticeSettingsView(visitor.view), visitor);
  return json({ title: visitor.t("notices:settings.title"), email: visitor.user.email, ...view });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "read-notices");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { shown, portal, mail } = form.value;
  const wanted = new Map(
    shown.map((kind) => [kind, { isInPortal: portal.includes(kind), isByMail: mail.includes(kind) }] as const),
  );
  const chosen = await chooseNotices(visitor.deps, visitor.actor, wanted, visitor.at);
  if (!chosen.ok) return form.again.refused(chosen.refusal);
  const title = visitor.t("notices:settings.saved");
  return redirectWithNotice(args, paths.noticeSettings(), { tone: "success", title });
}

export default function NoticeSettings() {
  const { title, kinds: shown, email } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("notices:settings.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.notices(), label: t("notices:title") }],
        }}
      />
      {shown.length === 0 ? (
        <Section>
          <EmptyState icon="bell" title={title}>
            {t("notices:settings.none")}
          </EmptyState>
        </Section>
      ) : (
        <Form method="post" className="flex max-w-3xl flex-col gap-4">
          <Section isPadded={false}>
            <ChannelTable kinds={shown} email={email} />
          </Section>
          <p className="text-sm text-ink-muted">{t("notices:settings.mailTo", { email })}</p>
          <FormActions>
            <Button variant="primary">{t("common:save")}</Button>
            <ButtonLink to={paths.notices()} variant="quiet">
              {t("common:cancel")}
            </ButtonLink>
          </FormActions>
        </Form>
      )}
    </PageStack>
  );
}
