import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ClientFacts, NewSecret, Revoke } from "#app/components/api-clients/client-parts.tsx";
import { ClientForm } from "#app/components/api-clients/client-form.tsx";
import { ShownSecretNotice } from "#app/components/api-clients/shown-secret.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { apiClientFields, fieldOfApiClient } from "#app/http/api-client-form.server.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import {
  changeApiClient,
  type OverlapHours,
  revokeApiClient,
  rotateApiSecret,
} from "#app/services/api-clients/manage-api-clients.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { apiClientView } from "#app/views/api-clients.ts";

const schema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), ...apiClientFields }),
  z.object({
    intent: z.literal("rotate"),
    idempotencyKey: idempotencyKeyField,
    overlapHours: z.enum(["0", "24", "168"]),
  }),
  z.object({ intent: z.literal("revoke"), idempotencyKey: idempotencyKeyField }),
]);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.client.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-api-clients");
  const client = orThrow(await apiClientView(visitor.view, { clientId: args.params["clientId"] ?? "" }), visitor);
  const keys = { save: newIdempotencyKey(), rotate: newIdempotencyKey(), revoke: newIdempotencyKey() };
  return json({ client, keys });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-api-clients");
  const { deps, actor, at, t } = visitor;
  const clientId = args.params["clientId"] ?? "";
  const { name } = orThrow(await apiClientView(visitor.view, { clientId }), visitor);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const wish = form.value;
  const { idempotencyKey } = wish;
  if (wish.intent === "rotate") {
    const overlapHours = Number(wish.overlapHours) as OverlapHours;
    const made = await rotateApiSecret(deps, actor, { idempotencyKey, clientId, overlapHours }, at);
    // Answered by this page: the secret is shown once and kept nowhere.
    return made.ok ? json({ shown: made.value, name }) : form.again.refused(made.refusal);
  }
  if (wish.intent === "revoke") {
    const revoked = await revokeApiClient(deps, actor, { idempotencyKey, clientId }, at);
    if (!revoked.ok) return form.again.refused(revoked.refusal);
    return redirectWithNotice(args, paths.apiClients(), {
      tone: "success",
      title: t("apiClients:revoke.done", { name }),
    });
  }
  const { roles, redirectUris } = wish;
  const saved = await changeApiClient(
    deps,
    actor,
    { idempotencyKey, clientId, name: wish.name, roles, redirectUris },
    at,
  );
  if (!saved.ok) return form.again.refused(saved.refusal, fieldOfApiClient(saved.refusal));
  return redirectWithNotice(args, paths.apiClient(clientId), {
    tone: "success",
    title: t("apiClients:edit.saved", { name: wish.name }),
  });
}

export default function ApiClientPage() {
  const { client, keys } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const { name, revokedAt } = client;
  return (
    <PageStack>
      <PageHeader
        title={name}
        badge={
          <Badge tone={revokedAt === null ? "success" : "neutral"} hasDot>
            {t(revokedAt === null ? "apiClients:active" : "apiClients:revoked")}
          </Badge>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.apiClients(), label: t("apiClients:title") }],
        }}
      />
      {reply !== undefined && "shown" in reply ? (
        <ShownSecretNotice shown={reply.shown} title={t("apiClients:once.renewedTitle", { name: reply.name })} />
      ) : null}
      {revokedAt === null ? (
        <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
          <Section title={t("apiClients:edit.title")} description={t("apiClients:edit.intro")}>
            <ClientForm
              key={JSON.stringify([client.roles, client.redirectUris])}
              lastResult={reply !== undefined && "lastResult" in reply ? reply.lastResult : undefined}
              idempotencyKey={keys.save}
              client={client}
              submit={t("apiClients:form.save")}
            />
          </Section>
          <PageStack>
            <ClientFacts client={client} />
            <NewSecret hint={client.secretHint} idempotencyKey={keys.rotate} />
            <Revoke name={name} idempotencyKey={keys.revoke} />
          </PageStack>
        </div>
      ) : (
        <>
          <Notice tone="info">{t("apiClients:revoke.closed", { at: revokedAt.local })}</Notice>
          <ClientFacts client={client} />
        </>
      )}
    </PageStack>
  );
}
