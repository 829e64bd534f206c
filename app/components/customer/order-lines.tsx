import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { OrderLineView } from "#app/views/order.ts";
import { SubscriptionStatusBadge } from "./subscription-status.tsx";

type Line = Omit<OrderLineView, "cancellation"> & {
  readonly cancellation: { readonly daysLeft: number | null; readonly reason: string | null } | null;
};

type OrderLinesProps = { readonly customerId: string; readonly orderId: string; readonly lines: readonly Line[] };

/** The lines of an order, numbered from 0, and what became of each. */
export function OrderLines({ customerId, orderId, lines }: OrderLinesProps) {
  const t = useTranslate();
  return (
    <Section title={t("customers:order.lines")} isPadded={false}>
      <Table
        caption={t("customers:order.lines")}
        rows={lines}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: "product",
            header: t("customers:order.product"),
            isPrimary: true,
            cell: (line) => (
              <span className="flex min-w-0 flex-col">
                {line.subscriptionId === null ? (
                  <span className="font-medium">{line.product.title}</span>
                ) : (
                  <TextLink
                    to={paths.subscription(customerId, line.subscriptionId)}
                    look="plain"
                    className="font-medium"
                  >
                    {line.product.title}
                  </TextLink>
                )}
                <span className="text-sm font-normal text-ink-muted">
                  {line.termDuration === null
                    ? t("trade:kind.perpetual-software")
                    : [t(`trade:termDuration.${line.termDuration}`), t(`trade:billingPlan.${line.billingPlan}`)].join(
                        " · ",
                      )}
                </span>
              </span>
            ),
          },
          {
            key: "status",
            header: t("customers:subscriptions.status"),
            cell: (line) => <SubscriptionStatusBadge status={line.status} />,
          },
          {
            key: "quantity",
            header: t("customers:order.quantity"),
            align: "end",
            isNarrow: true,
            cell: ({ quantityText }) => quantityText,
          },
          {
            key: "unitPrice",
            header: t("customers:order.unitPrice"),
            align: "end",
            isNarrow: true,
            cell: ({ unitPrice }) => unitPrice.text,
          },
          {
            key: "charge",
            header: t("customers:order.charge"),
            align: "end",
            isNarrow: true,
            cell: ({ total }) => total.text,
          },
          {
            key: "action",
            header: t("customers:software.action"),
            isHeaderHidden: true,
            align: "end",
            cell: (line) => (
              <span className="flex flex-wrap justify-end gap-2">
                <ButtonLink
                  to={paths.keysAndDownloads(customerId, line.entitlement.orderId, line.entitlement.lineNumber)}
                  size="sm"
                  icon="key"
                >
                  {t("keys:open")}
                </ButtonLink>
                <CancelLine customerId={customerId} orderId={orderId} line={line} />
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

function CancelLine({ customerId, orderId, line }: Omit<OrderLinesProps, "lines"> & { readonly line: Line }) {
  const t = useTranslate();
  if (line.cancellation === null || line.status === "deleted") return null;
  const { reason } = line.cancellation;
  return (
    <ButtonLink
      to={paths.cancelPurchase(customerId, orderId, line.number)}
      size="sm"
      reasonPlace="bubble"
      {...(reason === null ? {} : { disabledReason: reason })}
    >
      {t("customers:software.cancel")}
    </ButtonLink>
  );
}
