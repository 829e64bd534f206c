import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { DayChoices } from "#app/components/subscription/day-choices.tsx";
import { ActionHeader } from "#app/components/subscription/subject.tsx";
import { NotPossible } from "#app/components/subscription/not-possible.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { dayOfIsoDay } from "#app/domain/calendar/utc-days.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { assertOfCustomer } from "#app/http/customer-scope.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayLine, sayReason } from "#app/http/subscription-words.ts";
import { keepAutoRenewOn, planAutoRenewOff } from "#app/services/subscriptions/plan-auto-renew.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { autoRenewDayView } from "#app/views/auto-renew-day.ts";

const schema = z
  .object({
    idempotencyKey: idempotencyKeyField,
    intent: z.enum(["plan", "keep"]),
    on: z.iso.date().optional(),
  })
  .refine(({ intent, on }) => intent === "keep" || on !== undefined, { path: ["on"] });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const subscriptionId = args.params["subscriptionId"] ?? "";
  const view = orThrow(await autoRenewDayView(visitor.view, { subscriptionId }), visitor);
  assertOfCustomer(args, view.customer.id, visitor);
  return { visitor, subscriptionId, view };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args);
  const { refusal, subscription, ...rest } = view;
  return json({
    title: visitor.t("subscriptions:autoRenewDay.title"),
    ...rest,
    subscription: sayLine(subscription),
    reason: sayReason(refusal, visitor),
    idempotencyKey: newIdempotencyKey(),
    keepKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, subscriptionId, view } = await readPage(args);
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { intent, on, idempotencyKey } = form.value;
  const wish = { idempotencyKey, subscriptionId };
  const changed =
    intent === "plan" && on !== undefined
      ? await planAutoRenewOff(deps, actor, { ...wish, on: dayOfIsoDay(on) }, at)
      : await keepAutoRenewOn(deps, actor, wish, at);
  if (!changed.ok) return form.again.refused(changed.refusal);
  const to = paths.subscription(view.customer.id, subscriptionId);
  if (intent === "keep")
    return redirectWithNotice(args, to, {
      tone: "success",
      title: t("subscriptions:autoRenewDay.kept"),
      text: t("subscriptions:autoRenewDay.keptText"),
    });
  const after = orThrow(await autoRenewDayView(visitor.view, { subscriptionId }), visitor);
  return redirectWithNotice(args, to, {
    tone: "success",
    title: t("subscriptions:autoRenewDay.done"),
    text: t("subscriptions:autoRenewDay.doneText", {
      day: after.planned?.day.text ?? on ?? "",
      ends: after.planned?.endsOn.text ?? "",
    }),
  });
}

export default function AutoRenewDay() {
  const data = useLoaderData<typeof loader>();
  const { title, customer, subscription, reason, planned, first, last } = data;
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ on: string }>({ id: "auto-renew-day", lastResult: actionData?.lastResult });
  const back = paths.subscription(customer.id, subscription.id);
  if (reason !== null)
    return (
      <PageStack>
        <ActionHeader title={title} customer={customer} subscription={subscription} />
        <NotPossible title={t("subscriptions:autoRenewDay.notPossible")} back={back}>
          {reason}
        </NotPossible>
      </PageStack>
    );
  return (
    <PageStack>
      <ActionHeader title={title} customer={customer} subscription={subscription} />
      <FormErrors form={form} />
      {planned === null ? null : (
        <Notice tone="info" title={t("subscriptions:autoRenewDay.planned", { day: planned.day.text })}>
          <div className="flex flex-col items-start gap-3">
            <p>{t("subscriptions:autoRenewDay.plannedEnds", { day: planned.endsOn.text })}</p>
            <Form method="post">
              <input type="hidden" name="idempotencyKey" value={data.keepKey} />
              <Button name="intent" value="keep" size="sm">
                {t("subscriptions:autoRenewDay.keep")}
              </Button>
            </Form>
          </div>
        </Notice>
      )}
      <Section title={t("subscriptions:autoRenewDay.what")} className="max-w-3xl">
        <Form method="post" id={form.id} className="flex flex-col gap-4">
          <input type="hidden" name="idempotencyKey" value={data.idempotencyKey} />
          <DayChoices choices={data.choices} scheduled={data.scheduled} />
          <InputField
            field={fields.on}
            label={t("subscriptions:autoRenewDay.day")}
            hint={t("subscriptions:autoRenewDay.dayHint", { first: first.text, last: last.text })}
            type="date"
            min={first.iso}
            max={last.iso}
            className="max-w-56"
          />
          <FormActions>
            <Button variant="primary" name="intent" value="plan">
              {t(planned === null ? "subscriptions:autoRenewDay.submit" : "subscriptions:autoRenewDay.submitAgain")}
            </Button>
            <ButtonLink to={back} variant="quiet">
              {t("subscriptions:unchangedBack")}
            </ButtonLink>
          </FormActions>
        </Form>
      </Section>
    </PageStack>
  );
}
