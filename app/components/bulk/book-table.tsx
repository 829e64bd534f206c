import { useId } from "react";
import { type SubscriptionLine, subscriptionColumns } from "#app/components/customer/subscription-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";

export type BookLine = SubscriptionLine & { readonly customerId: string; readonly customerName: string };

type BookTableProps = {
  readonly rows: readonly BookLine[];
  readonly isTickable: boolean;
  readonly hidden: readonly string[];
};

/** Subscriptions of all customers; with boxes to tick, that go with the form of the page. */
export function BookTable({ rows, isTickable, hidden }: BookTableProps) {
  const t = useTranslate();
  const base = useId();
  return (
    <Table
      caption={t("bulk:list.title")}
      rows={rows}
      rowKey={({ id }) => id}
      hidden={hidden}
      columns={[
        ...(isTickable
          ? [
              {
                key: "tick",
                header: t("bulk:list.tick"),
                isHeaderHidden: true,
                isNarrow: true,
                cell: (row: BookLine) => (
                  <label className="flex min-h-6 min-w-6 items-center" htmlFor={`${base}-${row.id}`}>
                    <input
                      id={`${base}-${row.id}`}
                      type="checkbox"
                      name="subscription"
                      value={row.id}
                      className="tick"
                      aria-label={t("bulk:list.tickNamed", { product: row.title, customer: row.customerName })}
                    />
                  </label>
                ),
              },
            ]
          : []),
        ...bookColumns(t),
      ]}
    />
  );
}

/** What a row says: the subscription, whose it is, and the rest. */
export function bookColumns(t: Translate): Column<BookLine>[] {
  const [subscription, ...others] = subscriptionColumns<BookLine>(t, ({ customerId }) => customerId);
  if (subscription === undefined) throw new Error("A table of subscriptions names them");
  return [
    subscription,
    {
      key: "customer",
      header: t("bulk:list.customer"),
      cell: (row) => (
        <TextLink to={paths.customer(row.customerId)} look="plain">
          {row.customerName}
        </TextLink>
      ),
    },
    ...others,
  ];
}
