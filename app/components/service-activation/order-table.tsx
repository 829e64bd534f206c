import { useTranslate } from "#app/components/use-translate.ts";
import { Table } from "#app/ui/table.tsx";
import type { EnrollmentServiceView } from "#app/views/service-activation/enrollment-service.ts";

/** Orders and reservations of a service under an enrollment. */
export function OrderTable({ orders }: { readonly orders: EnrollmentServiceView["orders"] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("activation:service.ordersTitle")}
      rows={orders}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "kind",
          header: t("activation:fact.kind"),
          isPrimary: true,
          cell: ({ kind, effective }) => (
            <>
              {t(`activation:service.${kind}`)}
              <small>
                {effective === null
                  ? t("activation:service.waiting")
                  : t("activation:service.effective", { at: effective })}
              </small>
            </>
          ),
        },
        { key: "quantity", header: t("activation:fact.quantity"), align: "end", cell: ({ quantity }) => quantity },
        { key: "placed", header: t("activation:fact.placed"), cell: ({ placed }) => placed },
        { key: "usage", header: t("activation:fact.usage"), cell: ({ usageFrom }) => usageFrom.text },
      ]}
    />
  );
}
