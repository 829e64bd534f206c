import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { NewPasswordFields } from "#app/components/new-password-fields.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { isRepeated, newPasswordFields, notRepeated } from "#app/http/new-password.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { readSessionId, sessionCookie } from "#app/http/session.server.ts";
import { visitorOf } from "#app/http/visitor.server.ts";
import { acceptInvitation, findInvitationOfLink } from "#app/services/accounts/accept-invitation.server.ts";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { FieldStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";

const schema = z.object(newPasswordFields).refine(isRepeated, notRepeated);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { plainPage as handle } from "#app/components/plain-page.ts";

export { retryAfter as headers } from "#app/http/retry-after.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token") ?? "";

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await visitorOf(args);
  const invitation = orThrow(await findInvitationOfLink(visitor.deps, tokenOf(args.request), visitor.at), visitor);
  return json({ title: visitor.t("invitations:accept.title"), invitation });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await visitorOf(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const request = {
    token: tokenOf(args.request),
    password: form.value.newPassword,
    address: args.context.address,
    sessionId: await readSessionId(args),
    userAgent: args.request.headers.get("user-agent"),
  };
  const accepted = await acceptInvitation(visitor.deps, request, visitor.at);
  if (!accepted.ok) {
    const { code } = accepted.refusal;
    // The page behind a link that works no more has nothing to show a form for.
    if (code === "password-link-invalid") orThrow(accepted, visitor);
    return form.again.refused(accepted.refusal, code === "password-too-weak" ? "newPassword" : undefined);
  }
  const notice = { tone: "success", title: visitor.t("invitations:accept.done") } as const;
  const cookie = await sessionCookie(args.context, accepted.value.sessionId);
  return redirectWithNotice(args, paths.home(), notice, [["Set-Cookie", cookie]]);
}

export default function AcceptInvitation() {
  const { title, invitation } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({ id: "accept", lastResult: actionData?.lastResult });
  const { displayName, email, organizationName, roles } = invitation;
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col gap-5 pt-6 sm:pt-10">
      <PageHeader
        title={title}
        description={
          organizationName === null
            ? t("invitations:accept.introOperator")
            : t("invitations:accept.intro", { organization: organizationName })
        }
      />
      <FormErrors
        form={form}
        labels={{ newPassword: t("users:password.new"), repeatedPassword: t("users:password.repeat") }}
      />
      <Section>
        {/* The session begins with a page loaded anew: nothing of before stays in the browser's memory. */}
        <Form method="post" id={form.id} noValidate reloadDocument>
          {/* Tells password managers which account this is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <FieldStack>
            <DescriptionList
              items={[
                { term: t("invitations:accept.you"), value: `${displayName} · ${email}` },
                {
                  term: t("invitations:accept.roles"),
                  value:
                    roles.length === 0 ? t("users:noRoles") : roles.map((role) => t(`trade:role.${role}`)).join(", "),
                },
              ]}
            />
            <NewPasswordFields fields={fields} />
            <Button variant="primary" className="w-full">
              {t("invitations:accept.submit")}
            </Button>
          </FieldStack>
        </Form>
      </Section>
    </div>
  );
}
