import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InvitationTable } from "#app/components/invitations/invitation-table.tsx";
import { CustomerUsers } from "#app/components/invitations/customer-users.tsx";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { customerAccessView } from "#app/views/customer-access.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-customers");
  const customerId = args.params["customerId"] ?? "";
  const keys = pageKeys(new URL(args.request.url).searchParams);
  const { inviteRefusal, ...view } = orThrow(await customerAccessView(visitor.view, { customerId, ...keys }), visitor);
  return json({
    title: visitor.t("invitations:access.tab"),
    view,
    inviteReason: inviteRefusal === null ? null : visitor.say(inviteRefusal).text,
  });
}

export default function CustomerAccess() {
  const { view, inviteReason } = useLoaderData<typeof loader>();
  const { customer, users, links, invitations, hasAdmin } = view;
  return (
    <PageStack>
      <CustomerUsers
        customerId={customer.id}
        users={users}
        links={links}
        hasAdmin={hasAdmin}
        inviteReason={inviteReason}
      />
      <InvitationTable invitations={invitations} pathOf={(id) => paths.customerInvitation(customer.id, id)} />
    </PageStack>
  );
}
