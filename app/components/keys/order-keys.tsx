import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import type { OrderKeysView } from "#app/views/entitlement-withdrawal.ts";
import { KeyStateBadge } from "./key-state-badge.tsx";

/** The keys that an order ever had, as the operator sees them: what became of them, and never what they are. */
export function OrderKeys({ order }: { readonly order: OrderKeysView }) {
  const t = useTranslate();
  const { orderId, customer, partner, keys } = order;
  return (
    <>
      <p className="border-b border-line px-4 py-3 font-medium">
        {t("keys:operator.customer", { customer: customer.name, partner: partner.name })}
      </p>
      {keys.length === 0 ? (
        <EmptyState icon="key" title={t("keys:operator.none")} />
      ) : (
        <Table
          caption={t("keys:operator.lines")}
          rows={keys}
          rowKey={({ lineNumber, version }) => `${lineNumber}:${version}`}
          columns={[
            {
              key: "product",
              header: t("keys:operator.product"),
              isPrimary: true,
              cell: ({ product, lineNumber }) => (
                <span className="flex min-w-0 flex-col">
                  <span className="font-medium">{product.title}</span>
                  <span className="text-sm font-normal text-ink-muted">
                    {t("keys:facts.line", { line: lineNumber })}
                  </span>
                </span>
              ),
            },
            { key: "version", header: t("keys:operator.version"), cell: ({ version }) => version },
            { key: "state", header: t("keys:operator.state"), cell: ({ state }) => <KeyStateBadge state={state} /> },
            {
              key: "action",
              header: t("keys:operator.withdraw"),
              isHeaderHidden: true,
              align: "end",
              cell: ({ lineNumber, version, isLive }) =>
                isLive ? (
                  <ButtonLink to={paths.operatorWithdrawKeyOf(orderId, lineNumber, { version })} size="sm">
                    {t("keys:operator.withdraw")}
                  </ButtonLink>
                ) : null,
            },
          ]}
        />
      )}
    </>
  );
}
