import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { type UserState, viewUsers } from "#app/views/users.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  const { searchParams } = new URL(args.request.url);
  const page = await viewUsers(
    { db: visitor.deps.db, actor: visitor.actor, at: visitor.at, reader: visitor },
    { after: searchParams.get("after"), before: searchParams.get("before") },
  );
  return json({ title: visitor.t("users:title"), ...orThrow(page, visitor) });
}

const toneOf: Record<UserState, Tone> = { active: "success", invited: "info", disabled: "neutral" };

export default function Users() {
  const { title, users, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("users:intro")}
        actions={
          <ButtonLink to={paths.addUser()} variant="primary" icon="plus">
            {t("users:add.title")}
          </ButtonLink>
        }
      />
      <Section
        isPadded={false}
        footer={
          <Pagination
            label={t("common:pages")}
            previous={{
              to: links.previous === null ? null : paths.users({ before: links.previous }),
              label: t("users:previousUsers"),
            }}
            next={{
              to: links.next === null ? null : paths.users({ after: links.next }),
              label: t("users:nextUsers"),
            }}
          />
        }
      >
        <Table
          caption={t("users:caption")}
          rows={users}
          rowKey={(user) => user.id}
          columns={[
            {
              key: "name",
              header: t("users:name"),
              isPrimary: true,
              cell: (user) => (
                <span className="flex min-w-0 flex-col">
                  <span className="flex flex-wrap items-center gap-2">
                    <TextLink to={paths.user(user.id)} look="plain">
                      {user.displayName}
                    </TextLink>
                    {user.isReader ? <Badge>{t("users:you")}</Badge> : null}
                  </span>
                  <span className="text-sm font-normal break-all text-ink-muted">{user.email}</span>
                </span>
              ),
            },
            {
              key: "roles",
              header: t("users:roles"),
              cell: (user) =>
                user.roles.length === 0 ? (
                  <span className="text-ink-muted">{t("users:noRoles")}</span>
                ) : (
                  user.roles.map((role) => t(`trade:role.${role}`)).join(", ")
                ),
            },
            {
              key: "state",
              header: t("users:state"),
              isNarrow: true,
              cell: (user) => (
                <span>
                  <Badge tone={toneOf[user.state]} hasDot>
                    {t(`users:stateName.${user.state}`)}
                  </Badge>
                </span>
              ),
            },
            {
              key: "last-sign-in",
              header: t("users:lastSignIn"),
              isNarrow: true,
              cell: (user) =>
                user.lastSignedInAt === null ? (
                  <span className="text-ink-muted">{t("users:neverSignedIn")}</span>
                ) : (
                  <time dateTime={user.lastSignedInAt.iso} title={user.lastSignedInAt.utc}>
                    {user.lastSignedInAt.local}
                  </time>
                ),
            },
          ]}
        />
      </Section>
    </PageStack>
  );
}
