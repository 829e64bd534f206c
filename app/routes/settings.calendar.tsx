import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { CalendarAddress } from "#app/components/notices/calendar-address.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { renewCalendarFeed, revokeCalendarFeed } from "#app/services/notices/calendar-feed.server.ts";
import { Button } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { calendarSettingsView } from "#app/views/notices/notice-settings.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const schema = z.object({ intent: z.enum(["renew", "revoke"]) });

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const view = orThrow(await calendarSettingsView(visitor.view), visitor);
  return json({ title: visitor.t("notices:calendar.title"), ...view });
}

/** The new address is in the answer itself: it is stored nowhere, so that a page after a redirect could not show it. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { deps, actor, at, t } = visitor;
  if (form.value.intent === "revoke") {
    orThrow(await revokeCalendarFeed(deps, actor, at), visitor);
    return redirectWithNotice(args, paths.calendarSettings(), {
      tone: "success",
      title: t("notices:calendar.revoked"),
      text: t("notices:calendar.revokedText"),
    });
  }
  const { secret } = orThrow(await renewCalendarFeed(deps, actor, at), visitor);
  const origin = args.context.portal.env.origin ?? new URL(args.request.url).origin;
  return json({ url: origin + paths.calendar(secret) });
}

export default function CalendarSettings() {
  const { title, since } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const url = reply !== undefined && "url" in reply ? reply.url : undefined;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("notices:calendar.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.notices(), label: t("notices:title") }],
        }}
      />
      {url === undefined ? null : <CalendarAddress url={url} />}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Section title={t("notices:calendar.address")}>
          <div className="flex flex-col gap-4">
            <p>{since === null ? t("notices:calendar.none") : t("notices:calendar.since", { at: since.local })}</p>
            <Form method="post" className="flex flex-col items-start gap-1.5">
              <input type="hidden" name="intent" value="renew" />
              <Button variant={since === null ? "primary" : "secondary"} icon="calendar-clock">
                {since === null ? t("notices:calendar.create") : t("notices:calendar.renew")}
              </Button>
              {since === null ? null : <p className="text-sm text-ink-muted">{t("notices:calendar.renewText")}</p>}
            </Form>
            {since === null ? null : (
              <Form method="post" className="flex flex-col items-start gap-1.5">
                <input type="hidden" name="intent" value="revoke" />
                <Button variant="danger" icon="ban">
                  {t("notices:calendar.revoke")}
                </Button>
                <p className="text-sm text-ink-muted">{t("notices:calendar.revokeText")}</p>
              </Form>
            )}
          </div>
        </Section>
        <Section title={t("notices:calendar.what")}>
          <p className="max-w-prose">{t("notices:calendar.whatText")}</p>
        </Section>
      </div>
    </PageStack>
  );
}
