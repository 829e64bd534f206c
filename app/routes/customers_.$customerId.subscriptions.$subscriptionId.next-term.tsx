import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { NextTermChoice } from "#app/components/subscription/next-term-choice.tsx";
import { NextTermPreview } from "#app/components/subscription/next-term-preview.tsx";
import { PlannedChange } from "#app/components/subscription/planned-change.tsx";
import { ActionHeader, planText } from "#app/components/subscription/subject.tsx";
import { NotPossible } from "#app/components/subscription/not-possible.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { assertOfCustomer } from "#app/http/customer-scope.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { wishOf } from "#app/http/next-term-wish.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayLine, sayReason } from "#app/http/subscription-words.ts";
import { clearNextTerm, scheduleNextTerm } from "#app/services/subscriptions/schedule-next-term.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { nextTermView } from "#app/views/next-term.ts";

const schema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("schedule"),
    idempotencyKey: idempotencyKeyField,
    choice: z.string().refine((choice) => wishOf(choice, "1") !== null, fieldProblem("chooseOne")),
    quantity: z.string().regex(/^\d{1,9}$/, fieldProblem("notAWholeNumber")),
  }),
  z.object({ intent: z.literal("clear"), idempotencyKey: idempotencyKeyField }),
]);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const subscriptionId = args.params["subscriptionId"] ?? "";
  const parameters = new URL(args.request.url).searchParams;
  const wish = wishOf(parameters.get("choice"), parameters.get("quantity"));
  const view = orThrow(await nextTermView(visitor.view, { subscriptionId, wish }), visitor);
  assertOfCustomer(args, view.customer.id, visitor);
  return { visitor, subscriptionId, view };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args);
  const { subscription, reason, schedule, clear, wanted, ...rest } = view;
  return json({
    ...rest,
    title: visitor.t("subscriptions:change.title"),
    subscription: sayLine(subscription),
    reason: sayReason(schedule.refusal, visitor),
    noRenewalReason: sayReason(reason, visitor),
    clearReason: sayReason(clear.refusal, visitor),
    wanted: wanted === null ? null : { ...wanted, refusal: null, reason: sayReason(wanted.refusal, visitor) },
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, subscriptionId, view } = await readPage(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { deps, actor, at, t } = visitor;
  const to = paths.subscription(view.customer.id, subscriptionId);
  const { idempotencyKey } = form.value;
  if (form.value.intent === "clear") {
    const cleared = await clearNextTerm(deps, actor, { idempotencyKey, subscriptionId }, at);
    if (!cleared.ok) return form.again.refused(cleared.refusal);
    const words = { title: t("subscriptions:change.cleared"), text: t("subscriptions:change.clearedText") };
    return redirectWithNotice(args, to, { tone: "success", ...words });
  }
  const wish = wishOf(form.value.choice, form.value.quantity);
  if (wish === null) throw new Error("The schema lets through what is no wish");
  const scheduled = await scheduleNextTerm(deps, actor, { idempotencyKey, subscriptionId, ...wish }, at);
  if (!scheduled.ok) return form.again.refused(scheduled.refusal);
  const { nextTerm } = scheduled.value;
  const words =
    nextTerm === null
      ? { title: t("subscriptions:change.cleared"), text: t("subscriptions:change.clearedText") }
      : {
          title: t("subscriptions:change.done"),
          text: t("subscriptions:change.doneText", {
            day: view.renewsOn.text,
            plan: planText(t, nextTerm.termDuration, nextTerm.billingPlan),
            quantity: nextTerm.quantity,
          }),
        };
  return redirectWithNotice(args, to, { tone: "success", ...words });
}

export default function ChangeNextTerm() {
  const data = useLoaderData<typeof loader>();
  const { title, customer, subscription, reason, wanted } = data;
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form] = useForm({ id: "next-term", lastResult: actionData?.lastResult });
  return (
    <PageStack>
      <ActionHeader title={title} customer={customer} subscription={subscription} />
      <FormErrors form={form} />
      {reason === null ? (
        <>
          <Notice tone="info">{t("subscriptions:change.intro", { day: data.renewsOn.text })}</Notice>
          {data.hasScheduledChange && wanted === null ? <PlannedChange data={data} /> : null}
          {wanted === null ? null : <NextTermPreview data={data} wanted={wanted} />}
          <NextTermChoice data={data} />
        </>
      ) : (
        <NotPossible
          title={t("subscriptions:change.notPossible")}
          back={paths.subscription(customer.id, subscription.id)}
        >
          {reason}
        </NotPossible>
      )}
    </PageStack>
  );
}
