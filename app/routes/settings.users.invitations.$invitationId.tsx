import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { InvitationDetails } from "#app/components/invitations/invitation-details.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { invitationIntent } from "#app/http/invitation-form.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { shownInvitationLink } from "#app/http/password-link.server.ts";
import { paths } from "#app/http/paths.ts";
import { renewInvitation, withdrawInvitation } from "#app/services/accounts/change-invitation.server.ts";
import { viewInvitation } from "#app/views/invitations.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { retryAfter as headers } from "#app/http/retry-after.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

async function findInvitation(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  const request = { customerId: null, invitationId: args.params["invitationId"] ?? "" };
  return { visitor, request, invitation: orThrow(await viewInvitation(visitor.view, request), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, invitation } = await findInvitation(args);
  return json({ title: visitor.t("invitations:of", { name: invitation.displayName }), invitation });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, request, invitation } = await findInvitation(args);
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, invitationIntent, visitor);
  if (!form.ok) return form.response;
  if (form.value.intent === "link") {
    const link = await renewInvitation(deps, actor, request, at);
    if (!link.ok) return form.again.refused(link.refusal);
    return json({ link: shownInvitationLink(args, visitor, invitation.email, link.value) });
  }
  const withdrawn = await withdrawInvitation(deps, actor, request, at);
  if (!withdrawn.ok) return form.again.refused(withdrawn.refusal);
  const title = t("invitations:withdraw.done", { name: invitation.displayName });
  return redirectWithNotice(args, paths.users(), { tone: "success", title });
}

export default function InvitationPage() {
  const { invitation } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const lastResult = actionData !== undefined && "lastResult" in actionData ? actionData.lastResult : undefined;
  const [form] = useForm({ id: "invitation", lastResult });
  return (
    <InvitationDetails
      invitation={invitation}
      breadcrumbs={[{ to: paths.users(), label: t("users:title") }]}
      link={actionData !== undefined && "link" in actionData ? actionData.link : undefined}
      form={form}
    />
  );
}
