import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { OwnProduct } from "#app/views/own-products.ts";
import { OwnStatusBadge } from "./own-status-badge.tsx";

/** Every purchase with what it is, how long it lasts, and one button to what comes with it. */
export function OwnProductTable({ products }: { readonly products: readonly OwnProduct[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("ownProducts:caption")}
      rows={products}
      rowKey={({ orderId, lineNumber }) => `${orderId}:${lineNumber}`}
      isHeadSticky
      columns={[
        {
          key: "title",
          header: t("ownProducts:product"),
          isPrimary: true,
          cell: (product) => <Title product={product} />,
        },
        {
          key: "state",
          header: t("ownProducts:state"),
          cell: (product) => <State product={product} />,
        },
        {
          key: "quantity",
          header: t("ownProducts:quantity"),
          align: "end",
          isNarrow: true,
          cell: ({ quantityText }) => quantityText,
        },
        {
          key: "bought",
          header: t("ownProducts:bought"),
          isNarrow: true,
          cell: ({ boughtOn }) => <time dateTime={boughtOn.iso}>{boughtOn.text}</time>,
        },
        {
          key: "until",
          header: t("ownProducts:until"),
          cell: (product) => <Until product={product} />,
        },
        {
          key: "action",
          header: t("ownProducts:action"),
          isHeaderHidden: true,
          align: "end",
          cell: (product) => <Open product={product} />,
        },
      ]}
    />
  );
}

function pathOf({ orderId, lineNumber }: OwnProduct): string {
  return paths.ownProduct(orderId, lineNumber);
}

function Title({ product }: { readonly product: OwnProduct }) {
  const t = useTranslate();
  const { title, productTitle, publisher, termDuration } = product;
  const kind = termDuration === null ? t("trade:kind.perpetual-software") : t(`trade:termDuration.${termDuration}`);
  return (
    <span className="flex min-w-0 flex-col items-start gap-0.5">
      <TextLink to={pathOf(product)} look="plain" className="font-medium">
        {title}
      </TextLink>
      <span className="text-sm font-normal text-ink-muted">
        {[productTitle === title ? null : productTitle, publisher, kind].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}

function State({ product: { status, cancelledAt } }: { readonly product: OwnProduct }) {
  return (
    <span className="flex flex-col items-start gap-0.5">
      <OwnStatusBadge status={status} />
      {status === "cancelled" && cancelledAt !== null ? (
        <span className="text-sm text-ink-muted">
          <Moment instant={cancelledAt} />
        </span>
      ) : null}
    </span>
  );
}

function Until({ product: { endsOn, isRenewing, status } }: { readonly product: OwnProduct }) {
  const t = useTranslate();
  if (status === "cancelled") return <span className="text-ink-subtle">–</span>;
  if (endsOn === null) return <span className="text-ink-muted">{t("ownProducts:perpetual")}</span>;
  const then = status === "expired" ? null : isRenewing ? t("ownProducts:renews") : t("ownProducts:ends");
  return (
    <span className="flex flex-col">
      <time dateTime={endsOn.iso} className="whitespace-nowrap">
        {endsOn.text}
      </time>
      {then === null ? null : <span className="text-sm text-ink-muted">{then}</span>}
    </span>
  );
}

function Open({ product }: { readonly product: OwnProduct }) {
  const t = useTranslate();
  const isUsable = product.status === "usable";
  const label = isUsable ? t(`ownProducts:open.${product.delivery}`) : t("ownProducts:openEnded");
  const hasKey = product.delivery === "key-and-downloads" || product.delivery === "key";
  return (
    <ButtonLink to={pathOf(product)} size="sm" {...(isUsable && hasKey ? { icon: "key" as const } : {})}>
      {label}
      <span className="sr-only">: {product.title}</span>
    </ButtonLink>
  );
}
