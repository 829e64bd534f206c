import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ClientForm } from "#app/components/api-clients/client-form.tsx";
import { ShownSecretNotice } from "#app/components/api-clients/shown-secret.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { apiClientFields, fieldOfApiClient } from "#app/http/api-client-form.server.ts";
import { requirePermission } from "#app/http/auth.server.ts";
import { newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { createApiClient } from "#app/services/api-clients/manage-api-clients.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";

const schema = z.object(apiClientFields);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-api-clients");
  return json({ title: visitor.t("apiClients:new.title"), idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-api-clients");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const made = await createApiClient(visitor.deps, visitor.actor, form.value, visitor.at);
  if (!made.ok) return form.again.refused(made.refusal, fieldOfApiClient(made.refusal));
  // Answered by this page and not by the next one: the secret is shown once and kept nowhere, not even in a cookie.
  return json({ shown: made.value, name: form.value.name });
}

export default function NewApiClient() {
  const { title, idempotencyKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("apiClients:new.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.apiClients(), label: t("apiClients:title") }],
        }}
      />
      {reply !== undefined && "shown" in reply ? (
        <>
          <ShownSecretNotice shown={reply.shown} title={t("apiClients:once.addedTitle", { name: reply.name })} />
          <FormActions>
            <ButtonLink to={paths.apiClients()} variant="primary">
              {t("apiClients:title")}
            </ButtonLink>
            <ButtonLink to={paths.newApiClient()} reloadDocument>
              {t("apiClients:new.another")}
            </ButtonLink>
          </FormActions>
        </>
      ) : (
        <Section>
          <ClientForm
            lastResult={reply?.lastResult}
            idempotencyKey={idempotencyKey}
            client={{ name: "", roles: [], redirectUris: [] }}
            submit={t("apiClients:form.add")}
            cancelTo={paths.apiClients()}
          />
        </Section>
      )}
    </PageStack>
  );
}
