import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { endedSessionCookie } from "#app/http/session.server.ts";
import { signOutEverywhere } from "#app/services/accounts/sign-out.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await requireUser(args);
  return json({ title: t("account:signOut.everywhereTitle") });
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor, at } = await requireUser(args);
  await signOutEverywhere(deps, actor, at);
  return redirect(paths.signIn({ notice: "signed-out-everywhere" }), {
    status: 303,
    headers: {
      "Set-Cookie": await endedSessionCookie(args.context),
      "Clear-Site-Data": '"cache", "storage"',
    },
  });
}

export default function SignOutEverywhere() {
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader title={t("account:signOut.everywhereTitle")} description={t("account:signOut.everywhereText")} />
      <Form method="post">
        <FormActions>
          <Button variant="danger">{t("account:signOut.everywhereSubmit")}</Button>
          <ButtonLink to={paths.home()} variant="quiet">
            {t("common:cancel")}
          </ButtonLink>
          <ButtonLink to={paths.sessions()} variant="quiet">
            {t("account:sessions.title")}
          </ButtonLink>
        </FormActions>
      </Form>
    </PageStack>
  );
}
