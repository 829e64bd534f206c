import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { CancelPerpetualForm } from "#app/components/subscription/cancel-perpetual-form.tsx";
import { purchaseChoice, sayOrder, AskSupport } from "#app/components/subscription/purchase-choice.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayReason } from "#app/http/subscription-words.ts";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { cancelPerpetualView } from "#app/views/cancel-perpetual.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  purchase: z.string(fieldProblem("chooseOne")),
  isConfirmed: z.literal("on", fieldProblem("mustTick")),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const { customerId = "", orderId = "", lineNumber = "" } = args.params;
  if (!/^\d{1,6}$/.test(lineNumber)) throw refuse({ code: "not-found", what: "order" }, visitor);
  const params = { customerId, orderId, lineNumber: Number(lineNumber) };
  return { visitor, view: orThrow(await cancelPerpetualView(visitor.view, params), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args);
  return json({
    title: visitor.t("subscriptions:perpetual.title"),
    customer: view.customer,
    product: view.product,
    orders: view.orders.map((order) => sayOrder(order, visitor)),
    supportNotAllowed: sayReason(view.supportRefusal, visitor),
    chosen: view.chosen === null ? null : sayOrder(view.chosen, visitor),
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, view } = await readPage(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const order = view.orders.find((other) => purchaseChoice(other) === form.value.purchase);
  if (order === undefined) throw refuse({ code: "not-found", what: "order" }, visitor);
  const { deps, actor, at, t, format } = visitor;
  const { orderId, lineNumber } = order;
  const wish = { idempotencyKey: form.value.idempotencyKey, orderId, lineNumber, isNoticeConfirmed: true };
  const cancelled = await cancelPerpetual(deps, actor, wish, at);
  if (!cancelled.ok) return form.again.refused(cancelled.refusal);
  const amount = format.money(cancelled.value.creditMinor, cancelled.value.currency).text;
  return redirectWithNotice(args, paths.customerSoftware(view.customer.id), {
    tone: "success",
    title: t("subscriptions:perpetual.done"),
    text: t("subscriptions:perpetual.doneText", { order: orderId, amount }),
  });
}

export default function CancelPerpetual() {
  const data = useLoaderData<typeof loader>();
  const { title, customer, product, chosen, supportNotAllowed } = data;
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: "cancel-purchase",
    lastResult: actionData?.lastResult,
    defaultValue: { purchase: chosen?.reason === null ? purchaseChoice(chosen) : undefined },
  });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={
          <>
            <p className="font-medium text-ink">
              {t("subscriptions:perpetual.subject", { product: product.title, customer: customer.name })}
            </p>
            <p>{t("subscriptions:perpetual.intro")}</p>
          </>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.customers(), label: t("navigation:customers") },
            { to: paths.customer(customer.id), label: customer.name },
            { to: paths.customerSoftware(customer.id), label: t("subscriptions:software") },
          ],
        }}
      />
      <FormErrors form={form} />
      {chosen?.offersSupport ? (
        <AskSupport customer={customer} order={chosen} supportNotAllowed={supportNotAllowed} />
      ) : null}
      <CancelPerpetualForm
        data={data}
        formId={form.id}
        purchaseField={fields.purchase}
        confirmField={fields.isConfirmed}
      />
    </PageStack>
  );
}
