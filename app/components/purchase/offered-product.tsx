import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { describedBy, FieldError, type FieldState } from "#app/ui/field.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/section.tsx";
import type { OfferedSku, OffersView } from "#app/views/offers.ts";
import { OfferChoices } from "./offer-choices.tsx";

/** What came back of the form of one edition: what was typed, and what is wrong with it. */
export type OfferReply = {
  readonly offer: string;
  readonly quantity: string;
  readonly choice: string;
  readonly errors: readonly string[];
};

/** What the form of an edition needs beside the edition. */
type OfferedSkuForm = {
  readonly idempotencyKey: string;
  /** How many at least and at most, in which unit, in words. */
  readonly limits: string;
};

type Product = Omit<OffersView["products"][number], "skus"> & {
  readonly skus: readonly (OfferedSku & OfferedSkuForm)[];
};

type OfferedProductProps = {
  readonly product: Product;
  readonly country: string;
  /** Why nothing of this kind can be bought; null where it can. */
  readonly closed: { readonly title: string; readonly text: string } | null;
  readonly reply: OfferReply | undefined;
};

/** Where the form of an edition stands on its page. */
export function offerId({ productId, skuId }: { readonly productId: string; readonly skuId: string }): string {
  return `offer-${productId}-${skuId}`;
}

/** One product with a form for each of its editions. */
export function OfferedProduct({ product, ...props }: OfferedProductProps) {
  return (
    <Section title={product.title} description={product.publisher} isPadded={false}>
      <ul className="divide-y divide-line">
        {product.skus.map((sku) => (
          <li
            key={sku.skuId}
            id={offerId(sku)}
            className="grid gap-x-8 gap-y-4 px-4 py-4 lg:grid-cols-[minmax(0,1fr)_28rem]"
          >
            <Edition sku={sku} />
            <Offer sku={sku} {...props} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Edition({ sku }: { readonly sku: OfferedSku }) {
  const t = useTranslate();
  const { needsKey, needsDownload } = sku;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div>
        <h3 className="font-medium">{sku.title}</h3>
        <p className="max-w-prose text-sm text-ink-muted">{sku.description}</p>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        {needsKey ? <Badge>{t("purchase:offers.key")}</Badge> : null}
        {needsDownload ? <Badge>{t("purchase:offers.download")}</Badge> : null}
        {needsKey || needsDownload ? null : <Badge>{t("purchase:offers.right")}</Badge>}
        {sku.hasHybridBenefit ? <Badge tone="info">{t("purchase:offers.hybridBenefit")}</Badge> : null}
        {sku.isCancellable ? null : <Badge tone="warning">{t("purchase:offers.neverCancelled")}</Badge>}
      </div>
      {sku.prerequisites.map(({ anyOf, isMet }) => (
        <p key={anyOf.join()} className="flex gap-1.5 text-sm text-ink-muted">
          <Icon
            name={isMet ? "circle-check" : "triangle-alert"}
            size="sm"
            className={isMet ? "mt-0.75 text-success" : "mt-0.75 text-warning"}
          />
          <span>
            {t("purchase:offers.needs", { products: anyOf.join(" / ") })} –{" "}
            {isMet ? t("purchase:offers.needsMet") : t("purchase:offers.needsMissing")}
          </span>
        </p>
      ))}
    </div>
  );
}

type OfferProps = Omit<OfferedProductProps, "product"> & { readonly sku: Product["skus"][number] };

function Offer({ sku, country, closed, reply }: OfferProps) {
  const t = useTranslate();
  if (closed !== null) return <NotOffered {...closed} />;
  if (!sku.isPriced)
    return <NotOffered title={t("purchase:offers.notPriced", { country })} text={t("purchase:offers.notPricedText")} />;
  if (sku.options.length === 0) return <NotOffered title={null} text={t("purchase:offers.filtered")} />;
  const id = offerId(sku);
  const mine = reply?.offer === id ? reply : undefined;
  return (
    // Stays where it is: the notice is read out, and the bar below counts.
    <Form method="post" preventScrollReset className="flex min-w-0 flex-col gap-2.5">
      <input type="hidden" name="idempotencyKey" value={sku.idempotencyKey} />
      <input type="hidden" name="productId" value={sku.productId} />
      <input type="hidden" name="skuId" value={sku.skuId} />
      <OfferChoices id={`${id}-choice`} options={sku.options} chosen={mine?.choice} />
      <QuantityAndButton sku={sku} reply={mine} />
    </Form>
  );
}

function NotOffered({ title, text }: { readonly title: string | null; readonly text: string }) {
  return (
    <div className="flex flex-col gap-0.5 self-start rounded-md bg-sunken px-3 py-2 text-sm">
      {title === null ? null : <p className="font-medium">{title}</p>}
      <p className="text-ink-muted">{text}</p>
    </div>
  );
}

type QuantityProps = { readonly sku: Product["skus"][number]; readonly reply: OfferReply | undefined };

function QuantityAndButton({ sku, reply }: QuantityProps) {
  const t = useTranslate();
  const { quantityMin: min, quantityMax: max, limits } = sku;
  const field: FieldState = { id: `${offerId(sku)}-quantity`, name: "quantity", errors: reply?.errors };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
        <label htmlFor={field.id} className="text-sm font-medium">
          {t("purchase:offers.quantity")}
        </label>
        <input
          id={field.id}
          name={field.name}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          required
          defaultValue={reply?.quantity ?? min}
          className="input w-24! tabular"
          {...describedBy(field, limits)}
        />
        <span className="ml-auto">
          <Button icon="cart" aria-label={t("purchase:offers.addFor", { product: sku.title })}>
            {t("purchase:offers.add")}
          </Button>
        </span>
      </div>
      <p id={`${field.id}-hint`} className="text-sm text-ink-muted">
        {limits}
      </p>
      <FieldError field={field} />
    </div>
  );
}
