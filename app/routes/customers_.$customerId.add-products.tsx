import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ListPages } from "#app/components/list-pages.tsx";
import { CartBar } from "#app/components/purchase/cart-bar.tsx";
import { offerId, OfferedProduct, type OfferReply } from "#app/components/purchase/offered-product.tsx";
import { PurchaseHead } from "#app/components/purchase/purchase-head.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { productKinds } from "#app/domain/catalog/catalog.ts";
import { billingPlans, termDurations } from "#app/domain/catalog/terms.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm, typedText } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { choiceField, quantityField } from "#app/http/purchase-form.ts";
import { oneOf, oneOfOrNone, pageKeys, searchText } from "#app/http/search-params.ts";
import { addCartLine } from "#app/services/purchases/add-cart-line.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { FilterInput, FilterSelect } from "#app/ui/filter-fields.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { editionTitle } from "#app/views/edition-title.ts";
import { offersView } from "#app/views/offers.ts";
import { namedRefusal } from "#app/views/prerequisites.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  productId: z.string().max(100),
  skuId: z.string().max(100),
  choice: choiceField,
  quantity: quantityField,
});

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-cart");
  const parameters = new URL(args.request.url).searchParams;
  const params = {
    customerId: args.params["customerId"] ?? "",
    kind: oneOf(parameters, "kind", productKinds),
    search: searchText(parameters) ?? "",
    termDuration: oneOfOrNone(parameters, "term", termDurations) ?? null,
    billingPlan: oneOfOrNone(parameters, "plan", billingPlans) ?? null,
    ...pageKeys(parameters),
  };
  const { t, say, format } = visitor;
  const { refusal, tabs, products, ...view } = orThrow(await offersView(visitor.view, params), visitor);
  return json({
    title: t("purchase:offers.title"),
    ...view,
    closed: refusal === null ? null : say(refusal),
    tabs: tabs.map(({ kind, count, refusal: closed }) => ({ kind, count, isClosed: closed !== null })),
    products: products.map((product) => ({
      ...product,
      skus: product.skus.map((sku) => ({
        ...sku,
        idempotencyKey: newIdempotencyKey(),
        limits: t("purchase:offers.limitsOf", {
          min: format.number(sku.quantityMin),
          max: format.number(sku.quantityMax),
          unit: sku.unit,
        }),
      })),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "prepare-cart");
  const copy = args.request.clone();
  const form = await parseForm(args.request, schema, visitor);
  const typed = await copy.formData();
  const reply = (errors: readonly string[], status: number) =>
    json<OfferReply>(
      {
        offer: offerId({ productId: typedText(typed, "productId"), skuId: typedText(typed, "skuId") }),
        quantity: typedText(typed, "quantity"),
        choice: typedText(typed, "choice"),
        errors,
      },
      { status },
    );
  if (!form.ok) {
    const { lastResult } = await form.response.json();
    return reply(
      Object.values(lastResult.error ?? {}).flatMap((messages) => messages ?? []),
      422,
    );
  }
  const { choice, ...wish } = form.value;
  const input = { ...wish, ...choice, customerId: args.params["customerId"] ?? "", cartId: null };
  const added = await addCartLine(visitor.deps, visitor.actor, input, visitor.at);
  if (!added.ok) {
    const refusal = await namedRefusal(visitor.deps.db, added.refusal);
    const again = form.again.refused(refusal);
    return reply([visitor.say(refusal).text], again.status);
  }
  const product = await editionTitle(visitor.deps.db, wish);
  const { pathname, search } = new URL(args.request.url);
  return redirectWithNotice(args, `${pathname}${search}#${offerId(wish)}`, {
    tone: "success",
    title: visitor.t("purchase:offers.added", { quantity: visitor.format.number(wish.quantity), product }),
    text: visitor.t("purchase:offers.addedText"),
  });
}

export default function AddProducts() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<OfferReply>();
  const t = useTranslate();
  const { customer, closed, products, kind, search } = data;
  const country = customer.country.name;
  const taxNote = t(customer.taxIncluded ? "purchase:taxIncluded" : "purchase:taxExcluded");
  const errors = (reply?.errors ?? []).map((message) => ({ fieldId: `${reply?.offer}-quantity`, message }));
  return (
    <PageStack>
      <PurchaseHead
        customer={customer}
        title={data.title}
        step="offers"
        description={
          <>
            {customer.currency === null
              ? t("purchase:offers.introNoCurrency", { customer: customer.name, country })
              : t("purchase:offers.intro", { customer: customer.name, country, currency: customer.currency })}{" "}
            <strong className="font-medium text-ink">{taxNote}.</strong>
          </>
        }
      />
      {errors.length === 0 ? null : (
        <ErrorSummary title={t("common:errorSummaryTitle", { count: errors.length })} errors={errors} />
      )}
      <Tabs
        label={t("purchase:offers.tabs")}
        tabs={data.tabs.map((tab) => ({
          to: paths.addProducts(customer.id, { kind: tab.kind, search }),
          label: t(`trade:kinds.${tab.kind}`),
          isCurrent: tab.kind === kind,
          count: tab.isClosed ? t("purchase:offers.closedTab") : tab.count,
        }))}
      />
      {closed === null ? null : (
        <Notice tone="warning" title={closed.title}>
          {closed.text}
        </Notice>
      )}
      <Filters />
      {products.length === 0 ? (
        <Section>
          <EmptyState
            icon="search"
            title={t("purchase:offers.none")}
            action={
              <ButtonLink to={paths.addProducts(customer.id, { kind })}>{t("purchase:offers.showAll")}</ButtonLink>
            }
          >
            {t("purchase:offers.noneText")}
          </EmptyState>
        </Section>
      ) : (
        products.map((product) => (
          <OfferedProduct key={product.id} product={product} country={country} closed={closed} reply={reply} />
        ))
      )}
      <ListPages
        links={data.links}
        previousLabel={t("purchase:offers.previous")}
        nextLabel={t("purchase:offers.next")}
      />
      <CartBar customerId={customer.id} cart={data.cart} taxNote={taxNote} />
    </PageStack>
  );
}

function Filters() {
  const { kind, search, termDuration, billingPlan } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Form
      method="get"
      role="search"
      // Another search than the one that was typed (a link, the back button) shows its own words.
      key={[kind, search, termDuration, billingPlan].join()}
      className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
    >
      <input type="hidden" name="kind" value={kind} />
      <FilterInput
        label={t("purchase:offers.search")}
        name="search"
        type="search"
        defaultValue={search}
        placeholder={t("purchase:offers.searchPlaceholder")}
        className="col-span-2 sm:w-72"
      />
      <FilterSelect
        label={t("purchase:offers.term")}
        name="term"
        defaultValue={termDuration ?? ""}
        all={t("purchase:offers.all")}
        options={termDurations.map((value) => ({ value, label: t(`trade:termDuration.${value}`) }))}
        className="sm:w-36"
      />
      <FilterSelect
        label={t("purchase:offers.plan")}
        name="plan"
        defaultValue={billingPlan ?? ""}
        all={t("purchase:offers.all")}
        options={billingPlans.map((value) => ({ value, label: t(`trade:billingPlan.${value}`) }))}
        className="sm:w-36"
      />
      <Button className="col-span-2 sm:col-span-1">{t("common:apply")}</Button>
    </Form>
  );
}
