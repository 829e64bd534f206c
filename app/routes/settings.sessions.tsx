import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { SessionTable } from "#app/components/session-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { browserWords } from "#app/http/browser-words.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { signOutElsewhere } from "#app/services/accounts/sign-out.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { ownSessionsView } from "#app/views/own-sessions.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField, session: z.string().max(100) });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { t, user, view } = await requireUser(args);
  const { sessions, othersCutAt } = await ownSessionsView(view, user.sessionIdHash);
  return json({
    title: t("account:sessions.title"),
    othersCutAt,
    sessions: sessions.map((session) => ({
      ...session,
      browser: browserWords(session.browser, t),
      idempotencyKey: newIdempotencyKey(),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requireUser(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { deps, actor, user, at, t } = visitor;
  const { idempotencyKey, session: sessionIdHash } = form.value;
  const input = { idempotencyKey, sessionIdHash, presentIdHash: user.sessionIdHash };
  const ended = await signOutElsewhere(deps, actor, input, at);
  if (!ended.ok) return form.again.refused(ended.refusal);
  return redirectWithNotice(args, paths.sessions(), {
    tone: "success",
    title: t("account:sessions.done", { browser: browserWords(ended.value.browser, t) }),
    text: t("account:sessions.doneText"),
  });
}

export default function Sessions() {
  const { title, sessions, othersCutAt } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const errors = reply?.lastResult.error?.[""] ?? [];
  const hasOthers = sessions.some(({ isPresent }) => !isPresent);
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("account:sessions.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.preferences(), label: t("navigation:preferences") }],
        }}
        actions={
          <ButtonLink to={paths.signOutEverywhere()} icon="ban">
            {t("account:signOut.everywhereTitle")}
          </ButtonLink>
        }
      />
      {errors.length === 0 ? null : (
        <Notice tone="danger" isAnnounced>
          {errors.join(" ")}
        </Notice>
      )}
      <Section isPadded={false}>
        <SessionTable sessions={sessions} />
      </Section>
      {hasOthers ? null : <p className="text-ink-muted">{t("account:sessions.noOthers")}</p>}
      {othersCutAt === null ? null : (
        <p className="text-ink-muted">{t("account:sessions.more", { shown: othersCutAt })}</p>
      )}
    </PageStack>
  );
}
