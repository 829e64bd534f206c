import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { DeliveryTable } from "#app/components/webhooks/delivery-table.tsx";
import { WebhookForm } from "#app/components/webhooks/webhook-form.tsx";
import { deliveryStates } from "#app/domain/webhooks/delivery-attempts.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { fieldOfWebhook, webhookForm } from "#app/http/webhook-form.server.ts";
import {
  changeWebhook,
  registerWebhook,
  removeWebhook,
  sendTestEvent,
} from "#app/services/webhooks/register-webhook.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterSelect } from "#app/ui/filter-fields.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { webhooksView } from "#app/views/webhooks.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { retryAfter as headers } from "#app/http/retry-after.ts";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-webhooks");
  const { searchParams } = new URL(args.request.url);
  const params = { state: searchParams.get("state") ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await webhooksView(visitor.view, params), visitor);
  return json({
    title: visitor.t("webhooks:title"),
    isSandbox: visitor.deps.mode === "sandbox",
    keys: { save: newIdempotencyKey(), test: newIdempotencyKey(), remove: newIdempotencyKey() },
    ...view,
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-webhooks");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, webhookForm, visitor);
  if (!form.ok) return form.response;
  const wish = form.value;
  const { idempotencyKey } = wish;
  if (wish.intent === "test") {
    const sent = await sendTestEvent(deps, actor, { idempotencyKey }, at);
    if (!sent.ok) return form.again.refused(sent.refusal);
    return redirectWithNotice(args, paths.webhookDelivery(sent.value.deliveryId), {
      tone: "success",
      title: t("webhooks:testSent"),
      text: t("webhooks:testSentText"),
    });
  }
  if (wish.intent === "remove") {
    const removed = await removeWebhook(deps, actor, { idempotencyKey }, at);
    if (!removed.ok) return form.again.refused(removed.refusal);
    return redirectWithNotice(args, paths.webhooks(), {
      tone: "success",
      title: t("webhooks:removed"),
      text: t("webhooks:removedText"),
    });
  }
  const { url, events, signature, present } = wish;
  const input = { idempotencyKey, url, events, isMsSignatureHeader: signature === "own-header" };
  const write = present === "none" ? registerWebhook : changeWebhook;
  const saved = await write(deps, actor, input, at);
  if (!saved.ok) return form.again.refused(saved.refusal, fieldOfWebhook(saved.refusal));
  const said = present === "none" ? "registered" : "saved";
  return redirectWithNotice(args, paths.webhooks(), {
    tone: "success",
    title: t(`webhooks:${said}`),
    text: t(`webhooks:${said}Text`),
  });
}

export default function WebhookPage() {
  const { title, registration, deliveries, links, state, isSandbox, keys } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const mayTest = registration?.events.includes("test-created") === true;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("webhooks:intro")}
        actions={
          registration === null ? undefined : (
            <Form method="post">
              <input type="hidden" name="intent" value="test" />
              <input type="hidden" name="idempotencyKey" value={keys.test} />
              <Button variant="primary" {...(mayTest ? {} : { disabledReason: t("webhooks:testNotChosen") })}>
                {t("webhooks:test")}
              </Button>
            </Form>
          )
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Section
          title={t(registration === null ? "webhooks:setUp" : "webhooks:change")}
          description={t(registration === null ? "webhooks:noneText" : "webhooks:changeText")}
        >
          <WebhookForm
            key={JSON.stringify(registration)}
            lastResult={reply?.lastResult}
            idempotencyKey={keys.save}
            registration={registration}
            isSandbox={isSandbox}
          />
        </Section>
        <PageStack>
          {registration === null ? null : (
            <>
              <Section>
                <DescriptionList
                  items={[
                    { term: t("webhooks:since"), value: registration.createdAt.local },
                    { term: t("webhooks:lastChange"), value: registration.changedAt.local },
                    {
                      term: t("webhooks:publicKeys"),
                      value: <span className="font-mono text-sm break-all">/common/discovery/keys</span>,
                    },
                  ]}
                />
              </Section>
              <Section title={t("webhooks:remove")} description={t("webhooks:removeText", { url: registration.url })}>
                <Form method="post">
                  <input type="hidden" name="intent" value="remove" />
                  <input type="hidden" name="idempotencyKey" value={keys.remove} />
                  <Button variant="danger">{t("webhooks:remove")}</Button>
                </Form>
              </Section>
            </>
          )}
        </PageStack>
      </div>
      <Section title={t("webhooks:deliveries")} description={t("webhooks:deliveriesText")} isPadded={false}>
        {deliveries.length === 0 && state === null ? null : (
          <Form method="get" role="search" key={state ?? ""}>
            <Toolbar>
              <FilterSelect
                label={t("webhooks:filter")}
                name="state"
                defaultValue={state ?? ""}
                all={t("webhooks:all")}
                options={deliveryStates.map((one) => ({ value: one, label: t(`webhooks:state.${one}`) }))}
                className="w-full sm:w-60"
              />
              <div className="flex gap-2">
                <Button>{t("common:filter")}</Button>
                <ButtonLink to={paths.webhooks()} variant="quiet">
                  {t("common:clear")}
                </ButtonLink>
              </div>
            </Toolbar>
          </Form>
        )}
        {deliveries.length > 0 ? (
          <DeliveryTable deliveries={deliveries} />
        ) : (
          <EmptyState icon="mail" title={t(state === null ? "webhooks:emptyTitle" : "webhooks:noneTitle")}>
            {t(state === null ? "webhooks:emptyText" : "webhooks:noneFilterText")}
          </EmptyState>
        )}
        <ListPages
          links={links}
          csv={deliveries.length === 0 ? undefined : paths.webhooksCsv()}
          previousLabel={t("webhooks:newer")}
          nextLabel={t("webhooks:older")}
        />
      </Section>
    </PageStack>
  );
}
