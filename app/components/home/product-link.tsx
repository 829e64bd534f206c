import { paths } from "#app/http/paths.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { Column } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ProductText, SubscriptionSummary } from "#app/views/subscription-summary.ts";

type ProductLinkProps = {
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly product: Pick<ProductText, "title">;
  readonly to: string;
  readonly remark?: string | undefined;
};

/** A subscription or purchase in a list over several customers: its edition, and below it whose it is. */
export function ProductLink({ customer, product, to, remark }: ProductLinkProps) {
  return (
    <span className="flex min-w-0 flex-col">
      <TextLink to={to} look="plain" className="inline-flex min-h-6 items-center font-medium">
        {product.title}
      </TextLink>
      <span className="flex flex-wrap items-center gap-x-1 text-sm font-normal text-ink-muted">
        {customer === null ? null : (
          <TextLink
            to={paths.customer(customer.id)}
            look="plain"
            className="inline-flex min-h-6 items-center text-ink-muted"
          >
            {customer.name}
          </TextLink>
        )}
        {customer !== null && remark !== undefined ? <span aria-hidden>·</span> : null}
        {remark}
      </span>
    </span>
  );
}

/** The column that names a subscription, with whose it is. */
export function subscriptionColumn(
  t: Translate,
): Column<{ readonly customer: ProductLinkProps["customer"]; readonly subscription: SubscriptionSummary }> {
  return {
    key: "product",
    header: t("home:product"),
    isPrimary: true,
    cell: ({ customer, subscription }) => (
      <ProductLink
        customer={customer}
        product={subscription.product}
        to={paths.subscription(subscription.customerId, subscription.id)}
      />
    ),
  };
}
