import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { CancelForm } from "#app/components/subscription/cancel-form.tsx";
import { NotCancellable } from "#app/components/subscription/not-cancellable.tsx";
import { RefundDerivation } from "#app/components/subscription/refund-derivation.tsx";
import { ActionHeader } from "#app/components/subscription/subject.tsx";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { assertOfCustomer } from "#app/http/customer-scope.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayLine, sayReason, sayWindow } from "#app/http/subscription-words.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { cancelSubscriptionView } from "#app/views/cancel-subscription.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  shownCreditMinor: z.coerce.number().int().min(0),
  isConfirmed: z.literal("on", fieldProblem("mustTick")),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const subscriptionId = args.params["subscriptionId"] ?? "";
  const view = orThrow(await cancelSubscriptionView(visitor.view, { subscriptionId }), visitor);
  assertOfCustomer(args, view.customer.id, visitor);
  return { visitor, subscriptionId, view };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args);
  const { subscription, window, refusal, supportRefusal, ...rest } = view;
  return json({
    ...rest,
    title: visitor.t("subscriptions:cancel.title"),
    subscription: sayLine(subscription),
    window: sayWindow(window, visitor),
    reason: sayReason(refusal, visitor),
    supportNotAllowed: sayReason(supportRefusal, visitor),
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, subscriptionId, view } = await readPage(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { deps, actor, at, t, format } = visitor;
  const { idempotencyKey, shownCreditMinor } = form.value;
  const wish = { idempotencyKey, subscriptionId, isConfirmed: true, shownCreditMinor };
  const cancelled = await cancelSubscription(deps, actor, wish, at);
  if (!cancelled.ok) return form.again.refused(cancelled.refusal);
  const { creditMinor, currency } = cancelled.value;
  return redirectWithNotice(args, paths.subscription(view.customer.id, subscriptionId), {
    tone: "success",
    title: t("subscriptions:cancel.done"),
    text: t("subscriptions:cancel.doneText", { amount: format.money(creditMinor, currency).text }),
  });
}

export default function Cancel() {
  const data = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: "cancel-subscription",
    lastResult: actionData?.lastResult,
  });
  const { title, customer, subscription, reason } = data;
  return (
    <PageStack>
      <ActionHeader title={title} customer={customer} subscription={subscription} />
      <FormErrors form={form} />
      {reason === null ? (
        <>
          <CancelForm data={data} formId={form.id} confirmField={fields.isConfirmed} />
          <RefundDerivation refund={data.refund} />
        </>
      ) : (
        <NotCancellable data={data} reason={reason} />
      )}
    </PageStack>
  );
}
