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
import { visitorOf } from "#app/http/visitor.server.ts";
import { findPasswordLink, setPasswordWithToken } from "#app/services/accounts/set-password-with-token.server.ts";
import { Button } from "#app/ui/button.tsx";
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
  const link = orThrow(await findPasswordLink(visitor.deps, tokenOf(args.request), visitor.at), visitor);
  return json({ title: visitor.t("users:password.setTitle"), name: link.displayName, email: link.email });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await visitorOf(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const request = {
    token: tokenOf(args.request),
    password: form.value.newPassword,
    address: args.context.address,
  };
  const set = await setPasswordWithToken(visitor.deps, request, visitor.at);
  if (!set.ok) {
    const { code } = set.refusal;
    // The page behind a link that works no more has nothing to show a form for.
    if (code === "password-link-invalid") orThrow(set, visitor);
    return form.again.refused(set.refusal, code === "password-too-weak" ? "newPassword" : undefined);
  }
  const notice = { tone: "success", title: visitor.t("users:password.setDone") } as const;
  return redirectWithNotice(args, paths.signIn(), notice);
}

export default function SetPassword() {
  const { title, name, email } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({ id: "set-password", lastResult: actionData?.lastResult });
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col gap-5 pt-6 sm:pt-10">
      <PageHeader title={title} description={t("users:password.setIntro", { name, email })} />
      <FormErrors
        form={form}
        labels={{ newPassword: t("users:password.new"), repeatedPassword: t("users:password.repeat") }}
      />
      <Section>
        <Form method="post" id={form.id} noValidate reloadDocument>
          {/* Tells password managers which account this is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <FieldStack>
            <NewPasswordFields fields={fields} />
            <Button variant="primary" className="w-full">
              {t("users:password.setSubmit")}
            </Button>
          </FieldStack>
        </Form>
      </Section>
    </div>
  );
}
