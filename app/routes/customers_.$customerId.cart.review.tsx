import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { BuyForm } from "#app/components/purchase/buy-form.tsx";
import { ChargeOverview } from "#app/components/purchase/charge-overview.tsx";
import { PurchaseHead } from "#app/components/purchase/purchase-head.tsx";
import { ReviewLine } from "#app/components/purchase/review-line.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { type FormReply, idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { checkOut } from "#app/services/purchases/check-out.server.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { namedRefusal } from "#app/views/prerequisites.ts";
import { reviewView } from "#app/views/review.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const schema = z
  .object({
    idempotencyKey: idempotencyKeyField,
    cartId: z.uuid(),
    cartVersion: z.number().int(),
    hasMovedPrices: z.literal("yes").optional(),
    isNewPriceConfirmed: z.literal("on").optional(),
    shownUnitPrices: z
      .array(z.object({ lineNumber: z.number().int(), unitPriceMinor: z.number().int() }))
      .max(500)
      .default([]),
  })
  .refine(({ hasMovedPrices, isNewPriceConfirmed }) => hasMovedPrices === undefined || isNewPriceConfirmed === "on", {
    path: ["isNewPriceConfirmed"],
    message: fieldProblem("mustTick"),
  });

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-cart");
  const customerId = args.params["customerId"] ?? "";
  const cartId = new URL(args.request.url).searchParams.get("cart");
  const reviewed = await reviewView(visitor.view, { customerId, cartId });
  const hasNoCart = !reviewed.ok && reviewed.refusal.code === "not-found" && reviewed.refusal.what === "cart";
  if (hasNoCart && cartId === null) throw redirect(paths.cart(customerId));
  const { lines, buyRefusal, ...view } = orThrow(reviewed, visitor);
  if (lines.length === 0) throw redirect(paths.cart(customerId, { cart: cartId }));
  const { t, say } = visitor;
  return json({
    title: t("purchase:review.title"),
    cartPath: paths.cart(customerId, { cart: cartId }),
    view: {
      ...view,
      lines: lines.map(({ refusal, ...line }) => ({ ...line, problem: refusal === null ? null : say(refusal) })),
      buyReason: buyRefusal === null ? null : say(buyRefusal).text,
      idempotencyKey: newIdempotencyKey(),
      taxNote: t(view.taxIncluded ? "purchase:taxIncluded" : "purchase:taxExcluded"),
    },
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-cart");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { t, deps, actor, at } = visitor;
  const customerId = args.params["customerId"] ?? "";
  const { idempotencyKey, cartId, cartVersion, shownUnitPrices } = form.value;
  const bought = await checkOut(deps, actor, { idempotencyKey, customerId, cartId, cartVersion, shownUnitPrices }, at);
  if (bought.ok) return redirect(paths.orderConfirmation(bought.value.customerId, bought.value.orderId), 303);
  const { refusal } = bought;
  if (refusal.code === "cart-checked-out")
    return redirectWithNotice(args, paths.orderConfirmation(customerId, refusal.orderId), {
      tone: "info",
      title: t("purchase:done.alreadyTitle"),
      text: t("purchase:done.alreadyText"),
    });
  if (refusal.code === "changed-meanwhile") {
    const { pathname, search } = new URL(args.request.url);
    return redirectWithNotice(args, pathname + search, {
      tone: "warning",
      title: t("purchase:review.changedTitle"),
      text: t("purchase:review.changedText"),
    });
  }
  return form.again.refused(await namedRefusal(deps.db, refusal));
}

export default function Review() {
  const { title, view, cartPath } = useLoaderData<typeof loader>();
  const lastResult = useActionData<FormReply>()?.lastResult;
  const t = useTranslate();
  const { customer } = view;
  const tickErrors = lastResult?.error?.["isNewPriceConfirmed"] ?? [];
  const errors = Object.entries(lastResult?.error ?? {}).flatMap(([name, messages]) =>
    (messages ?? []).map((message) => ({
      fieldId: name === "isNewPriceConfirmed" ? "moved-prices" : null,
      message: name === "isNewPriceConfirmed" ? `${t("purchase:review.confirmMoved")} ${message}` : message,
    })),
  );
  return (
    <PageStack>
      <PurchaseHead
        customer={customer}
        title={title}
        description={t("purchase:review.intro", { customer: customer.name })}
        step="review"
      />
      {errors.length === 0 ? null : (
        <ErrorSummary title={t("common:errorSummaryTitle", { count: errors.length })} errors={errors} />
      )}
      {view.buyReason === null ? null : (
        <Notice tone="warning" title={t("purchase:review.cannot")}>
          {view.buyReason}
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {view.lines.map((line) => (
            <ReviewLine key={line.number} line={line} cartPath={cartPath} />
          ))}
          <ChargeOverview calendar={view.calendar} />
        </div>
        <div className="lg:sticky lg:top-20">
          <BuyForm view={view} cartPath={cartPath} tickErrors={tickErrors} />
        </div>
      </div>
    </PageStack>
  );
}
