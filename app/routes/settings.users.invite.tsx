import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { InviteForm } from "#app/components/invitations/invite-form.tsx";
import { Invited } from "#app/components/invitations/invited.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { fieldOfInvitation, invitationFields } from "#app/http/invitation-form.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { shownInvitationLink } from "#app/http/password-link.server.ts";
import { paths } from "#app/http/paths.ts";
import { inviteUser } from "#app/services/accounts/invite-user.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { viewInvitationChoices } from "#app/views/invitations.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField, ...invitationFields });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { retryAfter as headers } from "#app/http/retry-after.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  return json({
    title: visitor.t("invitations:title"),
    possibleRoles: orThrow(await viewInvitationChoices(visitor.view, null), visitor).roles,
    language: visitor.language,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { language, ...wish } = form.value;
  const request = { ...wish, customerId: null, preferences: { language, timeZone: visitor.timeZone } };
  const invited = await inviteUser(visitor.deps, visitor.actor, request, visitor.at);
  if (!invited.ok) return form.again.refused(invited.refusal, fieldOfInvitation(invited.refusal));
  const { email, link } = invited.value;
  // Answered by this page and not by the next one: the link is shown once and kept nowhere, not even in a cookie.
  const shown = link === null ? null : shownInvitationLink(args, visitor, email, link);
  return json({ invited: { name: wish.displayName, link: shown } });
}

export default function InviteUser() {
  const { title, possibleRoles, language, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const list = { to: paths.users(), label: t("users:title") };
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("invitations:intro")}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [list] }}
      />
      {actionData !== undefined && "invited" in actionData ? (
        <Invited {...actionData.invited} list={list} againTo={paths.inviteUser()} />
      ) : (
        <InviteForm
          lastResult={actionData?.lastResult}
          idempotencyKey={idempotencyKey}
          possibleRoles={possibleRoles}
          usualRoles={[]}
          language={language}
          cancelTo={paths.users()}
        />
      )}
    </PageStack>
  );
}
