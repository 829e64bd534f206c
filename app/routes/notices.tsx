import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { ListPages } from "#app/components/list-pages.tsx";
import { NoticeList } from "#app/components/notices/notice-list.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { noticeKinds } from "#app/domain/notices/notices.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { orThrow, requirePermission, type SignedInVisitor } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { noticePath } from "#app/http/notice-path.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { readAllNotices, readNotice } from "#app/services/notices/read-notices.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterSelect } from "#app/ui/filter-fields.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { noticesView, noticeView } from "#app/views/notices/notices.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const noticeId = z.string().max(40);
const schema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("open"), noticeId }),
  z.object({ intent: z.literal("read"), noticeId }),
  z.object({
    intent: z.literal("read-all"),
    kind: z.enum(noticeKinds).optional(),
    seenAt: z.coerce.number().int().min(0).max(8.64e15),
  }),
]);

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

function paramsOf({ request }: Pick<LoaderFunctionArgs, "request">) {
  const { searchParams } = new URL(request.url);
  return { kind: searchParams.get("kind") ?? "", show: searchParams.get("show") ?? "", ...pageKeys(searchParams) };
}

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "read-notices");
  const view = orThrow(await noticesView(visitor.view, paramsOf(args)), visitor);
  const hasCalendar = visitor.actor.kind === "partner" && mayDo(visitor.actor, "see-subscriptions");
  return json({ title: visitor.t("notices:title"), hasCalendar, ...view });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "read-notices");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { deps, actor, at, t } = visitor;
  const here = paths.notices(paramsOf(args));
  const wish = form.value;
  if (wish.intent === "read-all") {
    const seenAt = Temporal.Instant.fromEpochMilliseconds(wish.seenAt);
    const read = orThrow(await readAllNotices(deps, actor, { kind: wish.kind ?? null, seenAt }, at), visitor);
    return redirectWithNotice(args, here, { tone: "success", title: t("notices:marked", { count: read.count }) });
  }
  const target = wish.intent === "open" ? await targetOf(visitor, wish.noticeId) : null;
  orThrow(await readNotice(deps, actor, { noticeId: wish.noticeId }, at), visitor);
  return redirect(target ?? here, { status: 303 });
}

async function targetOf(visitor: SignedInVisitor, id: string): Promise<string> {
  return noticePath(orThrow(await noticeView(visitor.view, { noticeId: id }), visitor).target);
}

export default function Notices() {
  const { title, notices, links, unread, side, hasCalendar, filter } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const isFiltered = filter.kind !== null || filter.isUnreadOnly;
  return (
    <PageStack>
      <PageHeader
        title={title}
        badge={
          unread.count === 0 ? undefined : (
            <Badge tone="info">{t("notices:unreadCount", { count: unread.count })}</Badge>
          )
        }
        description={side === "operator" ? t("notices:introOperator") : t("notices:intro")}
        actions={
          <>
            <MarkAll />
            {hasCalendar ? (
              <ButtonLink to={paths.calendarSettings()} icon="calendar-clock">
                {t("notices:openCalendar")}
              </ButtonLink>
            ) : null}
            <ButtonLink to={paths.noticeSettings()} icon="settings">
              {t("notices:choose")}
            </ButtonLink>
          </>
        }
      />
      <Section isPadded={false}>
        <NoticeFilter />
        {notices.length > 0 ? (
          <NoticeList notices={notices} />
        ) : isFiltered ? (
          <EmptyState icon="search" title={t("notices:empty.none")}>
            {t("notices:empty.noneText")}
          </EmptyState>
        ) : (
          <EmptyState icon="bell" title={t("notices:empty.title")}>
            {side === "operator" ? t("notices:empty.textOperator") : t("notices:empty.text")}
          </EmptyState>
        )}
        <ListPages
          csv={paths.noticesCsv()}
          links={links}
          previousLabel={t("notices:table.newer")}
          nextLabel={t("notices:table.older")}
        />
      </Section>
    </PageStack>
  );
}

function MarkAll() {
  const { filter, unread, seenAtMs } = useLoaderData<typeof loader>();
  const t = useTranslate();
  if (unread.count === 0) return null;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="read-all" />
      <input type="hidden" name="seenAt" value={seenAtMs} />
      {filter.kind === null ? null : <input type="hidden" name="kind" value={filter.kind} />}
      <Button icon="check">{filter.kind === null ? t("notices:markAll") : t("notices:markAllOfKind")}</Button>
    </Form>
  );
}

function NoticeFilter() {
  const { filter, kinds } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Form method="get" role="search" key={`${filter.kind ?? ""}|${filter.isUnreadOnly ? "unread" : ""}`}>
      <Toolbar>
        <FilterSelect
          label={t("notices:filter.show")}
          name="show"
          defaultValue={filter.isUnreadOnly ? "unread" : ""}
          all={t("notices:filter.all")}
          options={[{ value: "unread", label: t("notices:filter.unread") }]}
          className="w-full sm:w-52"
        />
        <FilterSelect
          label={t("notices:filter.kind")}
          name="kind"
          defaultValue={filter.kind ?? ""}
          all={t("notices:filter.allKinds")}
          options={kinds.map((kind) => ({ value: kind, label: t(`notices:kind.${kind}`) }))}
          className="w-full sm:w-60"
        />
        <div className="flex gap-2">
          <Button>{t("common:filter")}</Button>
          <ButtonLink to={paths.notices()} variant="quiet">
            {t("common:clear")}
          </ButtonLink>
        </div>
      </Toolbar>
    </Form>
  );
}
