import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { AutoRenewConsequences } from "#app/components/subscription/auto-renew-consequences.tsx";
import { ActionHeader } from "#app/components/subscription/subject.tsx";
import { NotPossible } from "#app/components/subscription/not-possible.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { assertOfCustomer } from "#app/http/customer-scope.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayLine, sayReason } from "#app/http/subscription-words.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { autoRenewView } from "#app/views/auto-renew.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField, isOn: z.enum(["on", "off"]) });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const subscriptionId = args.params["subscriptionId"] ?? "";
  const view = orThrow(await autoRenewView(visitor.view, { subscriptionId }), visitor);
  assertOfCustomer(args, view.customer.id, visitor);
  return { visitor, subscriptionId, view };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args);
  const { renewal, refusal, subscription } = view;
  return json({
    title: visitor.t(
      subscription.isAutoRenewOn ? "subscriptions:autoRenew.titleOff" : "subscriptions:autoRenew.titleOn",
    ),
    customer: view.customer,
    subscription: sayLine(subscription),
    scheduled: view.scheduled,
    chargesAhead: view.chargesAhead,
    renewal: renewal.willRenew ? renewal : { willRenew: false as const, reason: visitor.say(renewal.reason).text },
    reason: sayReason(refusal, visitor),
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, subscriptionId, view } = await readPage(args);
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const isOn = form.value.isOn === "on";
  const wish = { idempotencyKey: form.value.idempotencyKey, subscriptionId, isOn };
  const switched = await switchAutoRenew(deps, actor, wish, at);
  if (!switched.ok) return form.again.refused(switched.refusal);
  const day = view.subscription.endsOn.text;
  const text = isOn
    ? t("subscriptions:autoRenew.doneOnText", { day })
    : switched.value.removedNextTerm === null
      ? t("subscriptions:autoRenew.doneOffText", { day })
      : t("subscriptions:autoRenew.doneOffRemoved", { day });
  return redirectWithNotice(args, paths.subscription(view.customer.id, subscriptionId), {
    tone: "success",
    title: isOn ? t("subscriptions:autoRenew.doneOn") : t("subscriptions:autoRenew.doneOff"),
    text,
  });
}

export default function AutoRenew() {
  const data = useLoaderData<typeof loader>();
  const { title, customer, subscription, reason, idempotencyKey } = data;
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form] = useForm({ id: "auto-renew", lastResult: actionData?.lastResult });
  const back = paths.subscription(customer.id, subscription.id);
  const { isAutoRenewOn } = subscription;
  return (
    <PageStack>
      <ActionHeader title={title} customer={customer} subscription={subscription} />
      <FormErrors form={form} />
      {reason === null ? (
        <Section title={t("subscriptions:autoRenew.what")} className="max-w-3xl">
          <Form method="post" id={form.id} className="flex flex-col gap-4">
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <input type="hidden" name="isOn" value={isAutoRenewOn ? "off" : "on"} />
            <AutoRenewConsequences data={data} />
            <FormActions>
              <Button variant="primary">
                {isAutoRenewOn ? t("subscriptions:autoRenew.submitOff") : t("subscriptions:autoRenew.submitOn")}
              </Button>
              {isAutoRenewOn ? (
                <ButtonLink to={paths.autoRenewDay(customer.id, subscription.id)} icon="calendar-clock">
                  {t("subscriptions:autoRenewDay.link")}
                </ButtonLink>
              ) : null}
              <ButtonLink to={back} variant="quiet">
                {t("subscriptions:unchangedBack")}
              </ButtonLink>
            </FormActions>
          </Form>
        </Section>
      ) : (
        <NotPossible title={t("subscriptions:autoRenew.notPossible")} back={back}>
          {reason}
        </NotPossible>
      )}
    </PageStack>
  );
}
