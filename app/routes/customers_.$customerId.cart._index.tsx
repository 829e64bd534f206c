import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { cartQuantityId, type CartLineReply, CartLines } from "#app/components/purchase/cart-lines.tsx";
import { EmptyCart, ExpiredCart } from "#app/components/purchase/cart-empty.tsx";
import { CartSummary, OtherCarts } from "#app/components/purchase/cart-summary.tsx";
import { RejectedLines } from "#app/components/purchase/rejected-lines.tsx";
import { PurchaseHead } from "#app/components/purchase/purchase-head.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission, type SignedInVisitor } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm, typedText } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { choiceField, quantityField } from "#app/http/purchase-form.ts";
import { changeCartLine } from "#app/services/purchases/change-cart-line.server.ts";
import { refillCart } from "#app/services/purchases/refill-cart.server.ts";
import { removeCartLine } from "#app/services/purchases/remove-cart-line.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { cartView, type CartView } from "#app/views/cart.ts";
import { namedRefusal } from "#app/views/prerequisites.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const common = { idempotencyKey: idempotencyKeyField, cartId: z.uuid() };
const lineNumber = z.number().int();
const schema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("change"), ...common, lineNumber, choice: choiceField, quantity: quantityField }),
  z.object({ intent: z.literal("remove"), ...common, lineNumber }),
  z.object({ intent: z.literal("refill"), ...common }),
]);

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-cart");
  const cartId = new URL(args.request.url).searchParams.get("cart");
  const params = { customerId: args.params["customerId"] ?? "", cartId };
  const { cart, buyRefusal, ...view } = orThrow(await cartView(visitor.view, params), visitor);
  const { t, say } = visitor;
  const isOthers = cart !== null && !view.isOwn && cart.createdBy !== null;
  return json({
    title: isOthers ? t("purchase:cart.titleOf", { name: cart.createdBy ?? "" }) : t("purchase:cart.title"),
    ...view,
    cart: cart === null ? null : inWords(cart, visitor),
    buyReason: buyRefusal === null ? null : say(buyRefusal).text,
    refillKey: newIdempotencyKey(),
  });
}

function inWords(
  { refusal, lines, rejected, ...cart }: NonNullable<CartView["cart"]>,
  { say, t, format }: SignedInVisitor,
) {
  const numbers = (line: { quantityMin: number; quantityMax: number }) => ({
    min: format.number(line.quantityMin),
    max: format.number(line.quantityMax),
  });
  return {
    ...cart,
    problem: refusal === null ? null : say(refusal),
    isExpired: refusal?.code === "cart-expired",
    rejected: rejected.map(({ refusal: problem, ...line }) => {
      return { ...line, problem: say(problem), removeKey: newIdempotencyKey() };
    }),
    lines: lines.map(({ refusal: problem, ...line }) => ({
      ...line,
      problem: problem === null || refusal !== null ? null : say(problem),
      limits: t("purchase:offers.limits", numbers(line)),
      keys: { change: newIdempotencyKey(), remove: newIdempotencyKey() },
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-cart");
  const copy = args.request.clone();
  const form = await parseForm(args.request, schema, visitor);
  const typed = await copy.formData();
  const reply = (errors: readonly string[], status: number) =>
    json<CartLineReply>(
      { lineNumber: typedText(typed, "lineNumber"), quantity: typedText(typed, "quantity"), errors },
      { status },
    );
  if (!form.ok) {
    const { lastResult } = await form.response.json();
    return reply(
      Object.values(lastResult.error ?? {}).flatMap((messages) => messages ?? []),
      422,
    );
  }
  const changed = await change(visitor, args.params["customerId"] ?? "", form.value);
  if (!changed.ok) {
    const refusal = await namedRefusal(visitor.deps.db, changed.refusal);
    return reply([visitor.say(refusal).text], form.again.refused(refusal).status);
  }
  const { pathname, search } = new URL(args.request.url);
  const here = form.value.intent === "refill" ? paths.cart(args.params["customerId"] ?? "") : pathname + search;
  return redirectWithNotice(args, here, { tone: "success", ...changed.notice });
}

async function change({ deps, actor, at, t }: SignedInVisitor, customerId: string, form: z.output<typeof schema>) {
  const wish = { ...form, customerId };
  if (wish.intent === "refill") {
    const refilled = await refillCart(deps, actor, { ...wish, expiredCartId: wish.cartId }, at);
    if (!refilled.ok) return refilled;
    const { added, leftOut } = refilled.value;
    const text = leftOut === 0 ? undefined : t("purchase:cart.leftOut", { count: leftOut });
    return { ok: true, notice: { title: t("purchase:cart.refilled", { count: added }), text } } as const;
  }
  if (wish.intent === "remove") {
    const { idempotencyKey, cartId } = wish;
    const removed = await removeCartLine(
      deps,
      actor,
      { idempotencyKey, customerId, cartId, lineNumber: wish.lineNumber },
      at,
    );
    return removed.ok ? ({ ok: true, notice: { title: t("purchase:cart.removed") } } as const) : removed;
  }
  const { idempotencyKey, cartId, choice, quantity } = wish;
  const input = { idempotencyKey, customerId, cartId, lineNumber: wish.lineNumber, ...choice, quantity };
  const changed = await changeCartLine(deps, actor, input, at);
  return changed.ok ? ({ ok: true, notice: { title: t("purchase:cart.changed") } } as const) : changed;
}

export default function Cart() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<CartLineReply>();
  const t = useTranslate();
  const { customer, cart, isOwn } = data;
  const expired =
    data.expiredCart ??
    (cart?.isExpired ? { id: cart.id, lineCount: cart.lines.length, expiredAt: cart.expiresAt } : null);
  const errors = (reply?.errors ?? []).map((message) => ({
    fieldId: reply?.quantity === "" ? null : cartQuantityId(reply?.lineNumber ?? ""),
    message,
  }));
  return (
    <PageStack>
      <PurchaseHead
        customer={customer}
        title={data.title}
        description={t("purchase:cart.intro")}
        step="cart"
        actions={
          isOwn ? (
            <ButtonLink to={paths.addProducts(customer.id)} icon="plus">
              {t("purchase:cart.addMore")}
            </ButtonLink>
          ) : (
            <ButtonLink to={paths.cart(customer.id)} icon="cart">
              {t("purchase:cart.own")}
            </ButtonLink>
          )
        }
      />
      {errors.length === 0 ? null : (
        <ErrorSummary title={t("common:errorSummaryTitle", { count: errors.length })} errors={errors} />
      )}
      {expired === null ? null : <ExpiredCart expired={expired} idempotencyKey={data.refillKey} />}
      {cart === null || cart.lines.length + cart.rejected.length === 0 ? (
        <EmptyCart customer={customer} />
      ) : (
        <Filled reply={reply} />
      )}
      <OtherCarts customerId={customer.id} carts={data.otherCarts} />
    </PageStack>
  );
}

function Filled({ reply }: { readonly reply: CartLineReply | undefined }) {
  const { customer, cart, isOwn, buyReason } = useLoaderData<typeof loader>();
  const t = useTranslate();
  if (cart === null) return null;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <RejectedLines cartId={cart.id} lines={cart.rejected} canChange={cart.problem === null} />
        {cart.lines.length === 0 ? null : (
          <CartLines cartId={cart.id} lines={cart.lines} canChange={cart.problem === null} reply={reply} />
        )}
      </div>
      {cart.problem === null ? (
        <CartSummary
          customerId={customer.id}
          cart={cart}
          isOwn={isOwn}
          taxNote={t(customer.taxIncluded ? "purchase:taxIncluded" : "purchase:taxExcluded")}
          problemCount={cart.lines.filter(({ problem }) => problem !== null).length + cart.rejected.length}
          buyReason={buyReason}
        />
      ) : (
        <Notice tone="warning" title={cart.problem.title}>
          {cart.problem.text}
        </Notice>
      )}
    </div>
  );
}
