import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExportForm } from "#app/components/export-form.tsx";
import { InvitationTable } from "#app/components/invitations/invitation-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { UserTable } from "#app/components/user-table.tsx";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Section } from "#app/ui/section.tsx";
import { viewOwnInvitations } from "#app/views/invitations.ts";
import { viewUsers } from "#app/views/users.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  const { searchParams } = new URL(args.request.url);
  const keys = { after: searchParams.get("after"), before: searchParams.get("before") };
  return json({
    title: visitor.t("users:title"),
    ...orThrow(await viewUsers(visitor.view, keys), visitor),
    invitations: orThrow(await viewOwnInvitations(visitor.view), visitor),
  });
}

export default function Users() {
  const { title, users, links, invitations } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("users:intro")}
        actions={
          <>
            <ExportForm action={paths.usersCsv()} />
            <ButtonLink to={paths.inviteUser()} variant="primary" icon="plus">
              {t("invitations:title")}
            </ButtonLink>
          </>
        }
      />
      <InvitationTable invitations={invitations} pathOf={paths.invitation} />
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
        <UserTable users={users} pathOf={paths.user} />
      </Section>
    </PageStack>
  );
}
