import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { PoolRow } from "#app/views/shelf/key-pools.ts";
import { useTranslate } from "../use-translate.ts";
import { poolScope } from "./pool-words.ts";
import { StockBadge, StockBar } from "./stock-level.tsx";

/** Pools with their stock, as a picture and in numbers. */
export function PoolTable({ rows }: { readonly rows: readonly PoolRow[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("pools:table.caption")}
      rows={rows}
      rowKey={({ poolId }) => poolId}
      isHeadSticky
      columns={[
        {
          key: "product",
          header: t("pools:table.product"),
          isPrimary: true,
          cell: (row) => (
            <>
              <TextLink to={paths.keyPool(row.poolId)} look="plain">
                {row.productTitle}
              </TextLink>
              <small>
                {poolScope(row, t)} · {t(`pools:format.${row.keyFormat}`)}
              </small>
            </>
          ),
        },
        {
          key: "level",
          header: t("pools:table.stock"),
          isNarrow: true,
          cell: ({ stock, waiting }) => (
            <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
              <StockBadge level={stock.level} />
              {waiting.value === 0 ? null : <Badge tone="danger">{t("pools:waiting", { count: waiting.value })}</Badge>}
            </span>
          ),
        },
        {
          key: "bar",
          header: t("pools:table.mark"),
          isNarrow: true,
          cell: ({ stock }) => (
            <span className="inline-flex items-center gap-2">
              <StockBar stock={stock} label={barLabel(stock, t)} />
              <span className="text-sm text-ink-muted tabular">{stock.lowStockMark.text}</span>
            </span>
          ),
        },
        {
          key: "available",
          header: t("pools:table.available"),
          align: "end",
          isNarrow: true,
          cell: ({ stock }) => <strong className="font-semibold">{stock.available.text}</strong>,
        },
        {
          key: "issued",
          header: t("pools:table.issued"),
          align: "end",
          isNarrow: true,
          cell: ({ stock }) => stock.issued.text,
        },
        {
          key: "revoked",
          header: t("pools:table.revoked"),
          align: "end",
          isNarrow: true,
          cell: ({ stock }) => stock.revoked.text,
        },
      ]}
    />
  );
}

function barLabel({ available, lowStockMark }: PoolRow["stock"], t: ReturnType<typeof useTranslate>): string {
  return t("pools:table.availableHint", { available: available.text, mark: lowStockMark.text });
}
