import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { KeyStateBadge } from "#app/components/keys/key-state-badge.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { SoftwareItem, SoftwareProduct } from "#app/views/customer-software.ts";
import { SubscriptionStatusBadge } from "./subscription-status.tsx";

type Item = Omit<SoftwareItem, "cancellation"> & {
  readonly cancellation: { readonly daysLeft: number | null; readonly reason: string | null } | null;
};

type Product = Omit<SoftwareProduct, "items"> & { readonly items: readonly Item[] };
type Row = { readonly product: Product; readonly item: Item };

type SoftwareTableProps = {
  readonly customerId: string;
  readonly products: readonly Product[];
  readonly caption: string;
};

/** Every purchase, product by product, each with what can still be done. */
export function SoftwareTable({ customerId, products, caption }: SoftwareTableProps) {
  const t = useTranslate();
  const rows: readonly Row[] = products.flatMap((product) => product.items.map((item) => ({ product, item })));
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ item }) => `${item.orderId}:${item.lineNumber}`}
      isHeadSticky
      columns={[
        {
          key: "title",
          header: t("customers:order.product"),
          isPrimary: true,
          cell: ({ product, item }) => <Edition customerId={customerId} product={product} item={item} />,
        },
        {
          key: "order",
          header: t("customers:software.bought"),
          cell: ({ item }) => (
            <span className="flex min-w-0 flex-col">
              <Moment instant={item.orderedAt} />
              <TextLink
                to={paths.order(customerId, item.orderId)}
                look="plain"
                className="inline-flex min-h-6 items-center font-mono text-xs break-all"
              >
                {item.orderId}
              </TextLink>
            </span>
          ),
        },
        { key: "state", header: t("customers:software.state"), cell: ({ item }) => <State item={item} /> },
        {
          key: "quantity",
          header: t("customers:software.quantity"),
          align: "end",
          isNarrow: true,
          cell: ({ item }) => item.quantityText,
        },
        {
          key: "action",
          header: t("customers:software.action"),
          isHeaderHidden: true,
          align: "end",
          cell: ({ item }) => <Action customerId={customerId} item={item} />,
        },
      ]}
    />
  );
}

function Edition({ customerId, product, item }: Row & { readonly customerId: string }) {
  const t = useTranslate();
  const plan =
    item.termDuration === null
      ? t("trade:kind.perpetual-software")
      : [t(`trade:termDuration.${item.termDuration}`), t(`trade:billingPlan.${item.billingPlan}`)].join(" · ");
  return (
    <span className="flex min-w-0 flex-col items-start gap-0.5">
      <TextLink
        to={
          item.subscriptionId === null
            ? paths.keysAndDownloads(customerId, item.orderId, item.lineNumber)
            : paths.subscription(customerId, item.subscriptionId)
        }
        look="plain"
        className="font-medium"
      >
        {item.title}
      </TextLink>
      <span className="text-sm font-normal text-ink-muted">
        {[product.title === item.title ? null : product.title, product.publisher, plan].filter(Boolean).join(" · ")}
      </span>
      {item.termDuration !== null && !item.isOnSubscriptionsPage ? (
        <Badge>{t("customers:software.beforeAutoRenew")}</Badge>
      ) : null}
    </span>
  );
}

function State({ item }: { readonly item: Item }) {
  const t = useTranslate();
  const daysLeft = item.cancellation?.daysLeft ?? null;
  return (
    <span className="flex flex-col items-start gap-0.5">
      <SubscriptionStatusBadge status={item.status} />
      {item.cancelledAt === null ? null : (
        <span className="text-sm text-ink-muted">
          {t("customers:software.cancelled", { at: item.cancelledAt.local })}
        </span>
      )}
      {item.keyState === null ? null : <KeyStateBadge state={item.keyState} />}
      {daysLeft === null ? null : (
        <span className="text-sm text-ink-muted">{t("customers:software.daysLeft", { count: daysLeft })}</span>
      )}
    </span>
  );
}

function Action({ customerId, item }: { readonly customerId: string; readonly item: Item }) {
  const t = useTranslate();
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <ButtonLink
        to={paths.keysAndDownloads(customerId, item.orderId, item.lineNumber)}
        size="sm"
        icon="key"
        variant={item.needsKey || item.needsDownload ? "secondary" : "quiet"}
      >
        {t("keys:open")}
      </ButtonLink>
      <Cancel customerId={customerId} item={item} />
    </span>
  );
}

function Cancel({ customerId, item }: { readonly customerId: string; readonly item: Item }) {
  const t = useTranslate();
  if (item.cancellation === null || item.status === "deleted") return null;
  const { reason } = item.cancellation;
  return (
    <ButtonLink
      to={paths.cancelPurchase(customerId, item.orderId, item.lineNumber)}
      size="sm"
      reasonPlace="bubble"
      {...(reason === null ? {} : { disabledReason: reason })}
    >
      {t("customers:software.cancel")}
    </ButtonLink>
  );
}
