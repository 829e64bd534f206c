import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { eventOnWire } from "#app/api/wire/webhook.ts";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { AttemptTable, DeliveryAnswer, DeliveryBadge } from "#app/components/webhooks/delivery-table.tsx";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { deliverAgain } from "#app/services/webhooks/register-webhook.server.ts";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { deliveryView } from "#app/views/webhooks.ts";

const schema = z.object({ intent: z.literal("again"), idempotencyKey: idempotencyKeyField });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-webhooks");
  const deliveryId = args.params["deliveryId"] ?? "";
  const view = orThrow(await deliveryView(visitor.view, { deliveryId }), visitor);
  const { delivery, attempts, record, isRegistered } = view;
  const event = visitor.t(`webhooks:event.${delivery.event}`);
  return json({
    title: visitor.t("webhooks:delivery.title", { event, at: delivery.queuedAt.local }),
    delivery,
    attempts,
    isRegistered,
    body: JSON.stringify(eventOnWire(record, visitor.deps.webhooks.root), null, 2),
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-webhooks");
  const deliveryId = args.params["deliveryId"] ?? "";
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { idempotencyKey } = form.value;
  orThrow(await deliverAgain(visitor.deps, visitor.actor, { idempotencyKey, deliveryId }, visitor.at), visitor);
  return redirectWithNotice(args, paths.webhookDelivery(deliveryId), {
    tone: "success",
    title: visitor.t("webhooks:delivery.againDone"),
    text: visitor.t("webhooks:delivery.againDoneText"),
  });
}

export default function DeliveryPage() {
  const { title, delivery, attempts, body, isRegistered, idempotencyKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const isOver = delivery.nextAttemptAt === null;
  const why = isRegistered ? (isOver ? null : t("webhooks:delivery.againWaiting")) : t("webhooks:delivery.againNone");
  return (
    <PageStack>
      <PageHeader
        title={title}
        badge={<DeliveryBadge state={delivery.state} />}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.webhooks(), label: t("webhooks:title") }],
        }}
        actions={
          <Form method="post">
            <input type="hidden" name="intent" value="again" />
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <Button icon="refresh" {...(why === null ? {} : { disabledReason: why })}>
              {t("webhooks:delivery.again")}
            </Button>
          </Form>
        }
      />
      {reply === undefined ? null : <Notice tone="warning">{t("webhooks:delivery.againWaiting")}</Notice>}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Section title={t("webhooks:delivery.message")} description={t("webhooks:delivery.messageText")}>
          <pre className="font-mono text-sm break-all whitespace-pre-wrap">{body}</pre>
        </Section>
        <Section>
          <DescriptionList
            items={[
              { term: t("webhooks:queued"), value: <Moment instant={delivery.queuedAt} withUtc /> },
              { term: t("webhooks:attempts"), value: delivery.attemptsText },
              {
                term: t("webhooks:answer"),
                value: <DeliveryAnswer responseCode={delivery.responseCode} failure={delivery.failure} />,
              },
              ...(delivery.nextAttemptAt === null
                ? []
                : [{ term: t("webhooks:next"), value: <Moment instant={delivery.nextAttemptAt} withUtc /> }]),
              ...(delivery.finishedAt === null
                ? []
                : [{ term: t("webhooks:finished"), value: <Moment instant={delivery.finishedAt} withUtc /> }]),
              {
                term: t("webhooks:delivery.id"),
                value: <span className="font-mono text-sm break-all">{delivery.id}</span>,
              },
            ]}
          />
        </Section>
      </div>
      <Section title={t("webhooks:delivery.attemptsTitle")} isPadded={attempts.length === 0}>
        {attempts.length === 0 ? (
          <p className="text-ink-muted">{t("webhooks:delivery.attemptsNone")}</p>
        ) : (
          <AttemptTable attempts={attempts} />
        )}
      </Section>
    </PageStack>
  );
}
