import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { NewPasswordFields } from "#app/components/new-password-fields.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { isRepeated, newPasswordFields, notRepeated } from "#app/http/new-password.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { readSessionId, sessionCookie } from "#app/http/session.server.ts";
import { changePassword } from "#app/services/accounts/change-password.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";

const schema = z.object({ oldPassword: z.string().max(1000), ...newPasswordFields }).refine(isRepeated, notRepeated);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { retryAfter as headers } from "#app/http/retry-after.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { t, user } = await requireUser(args);
  return json({ title: t("users:password.changeTitle"), email: user.email });
}

const fieldOf = { "password-wrong": "oldPassword", "password-too-weak": "newPassword" } as const;

export async function action(args: ActionFunctionArgs) {
  const visitor = await requireUser(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { oldPassword, newPassword } = form.value;
  const request = { sessionId: (await readSessionId(args)) ?? "", oldPassword, newPassword };
  const changed = await changePassword(visitor.deps, visitor.actor, request, visitor.at);
  if (!changed.ok) {
    const { code } = changed.refusal;
    return form.again.refused(changed.refusal, code in fieldOf ? fieldOf[code as keyof typeof fieldOf] : undefined);
  }
  const cookie = await sessionCookie(args.context, changed.value.sessionId);
  const notice = { tone: "success", title: visitor.t("users:password.changeDone") } as const;
  return redirectWithNotice(args, paths.preferences(), notice, [["Set-Cookie", cookie]]);
}

export default function ChangePassword() {
  const { title, email } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({ id: "password", lastResult: actionData?.lastResult });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("users:password.changeIntro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.preferences(), label: t("account:preferences.title") }],
        }}
      />
      <FormErrors
        form={form}
        labels={{
          oldPassword: t("users:password.present"),
          newPassword: t("users:password.new"),
          repeatedPassword: t("users:password.repeat"),
        }}
      />
      <Section>
        <Form method="post" id={form.id} noValidate>
          {/* Tells password managers which account this is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <FieldStack>
            <InputField
              field={fields["oldPassword"]}
              label={t("users:password.present")}
              type="password"
              autoComplete="current-password"
            />
            <NewPasswordFields fields={fields} />
            <FormActions>
              <Button variant="primary">{t("users:password.changeSubmit")}</Button>
              <ButtonLink to={paths.preferences()} variant="quiet">
                {t("common:cancel")}
              </ButtonLink>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </PageStack>
  );
}
