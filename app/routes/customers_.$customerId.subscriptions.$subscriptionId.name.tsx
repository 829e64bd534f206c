import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
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
import { changeTogether } from "#app/services/subscriptions/change-together.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import { renameView } from "#app/views/rename-subscription.ts";

/** As long as the API takes one. */
const nameMax = 256;
const schema = z.object({ idempotencyKey: idempotencyKeyField, name: z.string().trim().min(1).max(nameMax) });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const subscriptionId = args.params["subscriptionId"] ?? "";
  const view = orThrow(await renameView(visitor.view, { subscriptionId }), visitor);
  assertOfCustomer(args, view.customer.id, visitor);
  const name = view.subscription.friendlyName ?? view.subscription.product.title;
  return { visitor, subscriptionId, view, name };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view, name } = await readPage(args);
  return json({
    title: visitor.t("subscriptions:rename.title"),
    customer: view.customer,
    subscription: sayLine(view.subscription),
    name,
    reason: sayReason(view.refusal, visitor),
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, subscriptionId, view } = await readPage(args);
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { idempotencyKey, name } = form.value;
  const wish = { idempotencyKey, subscriptionId, friendlyName: name, wishesFixed: false };
  const renamed = await changeTogether(deps, actor, wish, at);
  if (!renamed.ok) return form.again.refused(renamed.refusal);
  return redirectWithNotice(args, paths.subscription(view.customer.id, subscriptionId), {
    tone: "success",
    title: t("subscriptions:rename.done"),
    text: t("subscriptions:rename.doneText", { name }),
  });
}

export default function RenameSubscription() {
  const { title, customer, subscription, name, reason, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ name: string }>({
    id: "rename",
    lastResult: actionData?.lastResult,
    defaultValue: { name },
    constraint: { name: { required: true, maxLength: nameMax } },
  });
  const back = paths.subscription(customer.id, subscription.id);
  return (
    <PageStack>
      <ActionHeader title={title} customer={customer} subscription={subscription} />
      <FormErrors form={form} />
      {reason === null ? (
        <Section className="max-w-3xl">
          <Form method="post" id={form.id} noValidate={form.noValidate}>
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <FieldStack>
              <InputField
                field={fields.name}
                label={t("subscriptions:rename.name")}
                hint={t("subscriptions:rename.hint", { product: subscription.product.title })}
                autoComplete="off"
              />
              <FormActions>
                <Button variant="primary">{t("subscriptions:rename.submit")}</Button>
                <ButtonLink to={back} variant="quiet">
                  {t("subscriptions:unchangedBack")}
                </ButtonLink>
              </FormActions>
            </FieldStack>
          </Form>
        </Section>
      ) : (
        <NotPossible title={t("subscriptions:rename.notPossible")} back={back}>
          {reason}
        </NotPossible>
      )}
    </PageStack>
  );
}
