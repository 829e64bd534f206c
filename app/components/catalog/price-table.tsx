import type { SerializeFrom } from "@remix-run/node";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { PriceRow } from "#app/views/catalog/prices.ts";
import { useTranslate } from "../use-translate.ts";

type Row = SerializeFrom<PriceRow>;

/** Prices that are valid at one instant; every amount says whether tax is in it. */
export function PriceTable({ rows, caption }: { readonly rows: readonly Row[]; readonly caption: string }) {
  const t = useTranslate();
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "product", header: t("prices:table.product"), isPrimary: true, cell: (row) => <Product row={row} /> },
        { key: "market", header: t("prices:table.market"), cell: (row) => <Market row={row} /> },
        {
          key: "plan",
          header: t("prices:table.plan"),
          cell: (row) => (
            <span className="flex flex-col">
              <span>
                {row.termDuration === null ? t("prices:table.noTerm") : t(`trade:termDuration.${row.termDuration}`)}
              </span>
              <span className="text-sm text-ink-muted">{t(`trade:billingPlan.${row.billingPlan}`)}</span>
            </span>
          ),
        },
        {
          key: "price",
          header: t("prices:table.price"),
          align: "end",
          isNarrow: true,
          cell: (row) => (
            <span className="inline-flex flex-col sm:items-end">
              <span className="font-medium tabular">{row.unitPrice.text}</span>
              <span className="text-sm text-ink-muted">
                {row.isTaxIncluded ? t("prices:table.taxIncluded") : t("prices:table.taxExcluded")}
              </span>
            </span>
          ),
        },
        {
          key: "retail",
          header: t("prices:table.retail"),
          align: "end",
          cell: (row) =>
            row.retailPrice === null ? null : <span className="text-ink-muted tabular">{row.retailPrice.text}</span>,
        },
        { key: "validity", header: t("prices:table.validity"), cell: (row) => <Validity row={row} /> },
      ]}
    />
  );
}

function Product({ row }: { row: Row }) {
  const t = useTranslate();
  return (
    <span className="flex min-w-0 flex-col">
      <TextLink to={paths.product(row.productId)} look="plain">
        {row.title}
      </TextLink>
      <span className="text-sm font-normal text-ink-muted">
        <span className="break-all">
          {row.productId}:{row.skuId}
        </span>
        {row.segment === "Commercial" ? null : ` · ${t(`prices:table.segment.${row.segment}`)}`}
      </span>
    </span>
  );
}

function Market({ row }: { row: Row }) {
  const t = useTranslate();
  const { market, kind, isMarketOpen } = row;
  if (isMarketOpen) return market.name;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {market.name}
      <span title={t("prices:table.closedMarketHint", { kinds: t(`trade:kinds.${kind}`), market: market.name })}>
        <Badge tone="warning">{t("prices:table.closedMarket")}</Badge>
      </span>
    </span>
  );
}

function Validity({ row: { from, until } }: { row: Row }) {
  const t = useTranslate();
  const utc = until === null ? from.utc : `${from.utc} – ${until.utc}`;
  return (
    <span className="text-sm text-ink-muted" title={utc}>
      {until === null
        ? t("prices:table.from", { from: from.local })
        : t("prices:table.fromUntil", { from: from.local, until: until.local })}
    </span>
  );
}
