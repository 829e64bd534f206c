import { useForm } from "@conform-to/react";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { parseForm } from "#app/http/form.server.ts";
import { paths } from "#app/http/paths.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { oneOfOrNone } from "#app/http/search-params.ts";
import { readSessionId, sessionCookie } from "#app/http/session.server.ts";
import { visitorOf } from "#app/http/visitor.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { Button } from "#app/ui/button.tsx";
import { FieldStack } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";

const schema = z.object({
  email: z.string().trim().max(320),
  // Nothing is trimmed or checked here: a password is what was typed, and what is wrong about it is not said.
  password: z.string().max(1000),
  redirectTo: z.string().optional(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { plainPage as handle } from "#app/components/plain-page.ts";

export { retryAfter as headers } from "#app/http/retry-after.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { user, t } = await visitorOf(args);
  const { searchParams } = new URL(args.request.url);
  const redirectTo = safeRedirect(searchParams.get("redirectTo"), paths.home());
  if (user !== undefined) throw redirect(redirectTo);
  const notice = oneOfOrNone(searchParams, "notice", ["signed-out", "signed-out-everywhere", "not-sent"]);
  const isSentHere = searchParams.has("redirectTo");
  return json({ title: t("account:signIn.title"), redirectTo, notice: notice ?? null, isSentHere });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await visitorOf(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { email, password, redirectTo } = form.value;
  const request = {
    email,
    password,
    address: args.context.address,
    sessionId: await readSessionId(args),
    userAgent: args.request.headers.get("user-agent"),
  };
  const signedIn = await signIn(visitor.deps, request, visitor.at);
  if (!signedIn.ok) return form.again.refused(signedIn.refusal);
  return redirect(safeRedirect(redirectTo, paths.home()), {
    status: 303,
    headers: { "Set-Cookie": await sessionCookie(args.context, signedIn.value.sessionId) },
  });
}

export default function SignIn() {
  const { redirectTo, notice, isSentHere } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({ id: "sign-in", lastResult: actionData?.lastResult });
  return (
    <div className="mx-auto flex w-full max-w-sm flex-col gap-5 pt-6 sm:pt-14">
      <div className="flex flex-col gap-1">
        <h1 className="text-2xl font-semibold tracking-tight">{t("account:signIn.title")}</h1>
        <p className="text-ink-muted">{t("account:signIn.intro")}</p>
      </div>
      {notice === "not-sent" && actionData === undefined ? (
        <Notice tone="warning" title={t("account:signIn.notSent")} isAnnounced>
          {t("account:signIn.notSentText")}
        </Notice>
      ) : null}
      {notice === null || notice === "not-sent" ? null : (
        <Notice
          tone="success"
          title={notice === "signed-out" ? t("account:signOut.done") : t("account:signOut.everywhereDone")}
          isAnnounced
        />
      )}
      {isSentHere && notice === null && actionData === undefined ? (
        <Notice tone="info" title={t("account:signIn.needed")} />
      ) : null}
      <FormErrors form={form} labels={{ email: t("account:signIn.email"), password: t("account:signIn.password") }} />
      {/* The session begins with a page loaded anew: nothing of before stays in the browser's memory. */}
      <Form
        method="post"
        id={form.id}
        noValidate
        reloadDocument
        className="rounded-lg border border-line bg-surface p-5 shadow-card"
      >
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <FieldStack>
          <InputField
            field={fields["email"]}
            label={t("account:signIn.email")}
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <InputField
            field={fields["password"]}
            label={t("account:signIn.password")}
            type="password"
            autoComplete="current-password"
          />
          <Button variant="primary" className="w-full">
            {t("account:signIn.submit")}
          </Button>
        </FieldStack>
      </Form>
    </div>
  );
}
