import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Moment } from "#app/components/moment.tsx";
import { ActionHeader } from "#app/components/subscription/subject.tsx";
import { NotPossible } from "#app/components/subscription/not-possible.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { assertOfCustomer } from "#app/http/customer-scope.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { saySubscription } from "#app/http/subscription-words.ts";
import { releaseHold } from "#app/services/subscriptions/release-hold.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { subscriptionView } from "#app/views/subscription.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const subscriptionId = args.params["subscriptionId"] ?? "";
  const view = orThrow(await subscriptionView(visitor.view, { subscriptionId }), visitor);
  assertOfCustomer(args, view.customer.id, visitor);
  return { visitor, subscriptionId, view };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args);
  const { customer, subscription, reasons } = saySubscription(view, visitor);
  return json({
    title: visitor.t("subscriptions:hold.title"),
    customer,
    subscription,
    reason: reasons["release-hold"],
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, subscriptionId, view } = await readPage(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { deps, actor, at, t } = visitor;
  const released = await releaseHold(deps, actor, { ...form.value, subscriptionId }, at);
  if (!released.ok) return form.again.refused(released.refusal);
  return redirectWithNotice(args, paths.subscription(view.customer.id, subscriptionId), {
    tone: "success",
    title: t("subscriptions:hold.done"),
    text: t("subscriptions:hold.doneText"),
  });
}

export default function ReleaseHold() {
  const { title, customer, subscription, reason, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form] = useForm({ id: "release-hold", lastResult: actionData?.lastResult });
  const back = paths.subscription(customer.id, subscription.id);
  const { hold } = subscription;
  return (
    <PageStack>
      <ActionHeader title={title} customer={customer} subscription={subscription} />
      <FormErrors form={form} />
      {reason === null && hold !== null ? (
        <Section className="max-w-3xl">
          <Form method="post" id={form.id} className="flex flex-col gap-4">
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <DescriptionList
              items={[
                { term: t("subscriptions:hold.since"), value: <Moment instant={hold.heldAt} withUtc /> },
                { term: t("subscriptions:hold.reason"), value: t(`subscriptions:hold.reasons.${hold.reason}`) },
              ]}
            />
            <p className="max-w-prose">
              {t("subscriptions:hold.text")} {t("subscriptions:hold.look")}
            </p>
            <FormActions>
              <Button variant="primary">{t("subscriptions:hold.submit")}</Button>
              <ButtonLink to={back} variant="quiet">
                {t("subscriptions:hold.keep")}
              </ButtonLink>
            </FormActions>
          </Form>
        </Section>
      ) : (
        <NotPossible title={t("subscriptions:hold.notPossible")} back={back}>
          {reason}
        </NotPossible>
      )}
    </PageStack>
  );
}
