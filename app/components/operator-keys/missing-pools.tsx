import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import type { KeyPoolsView } from "#app/views/shelf/key-pools.ts";
import { useTranslate } from "../use-translate.ts";
import { poolScope, poolTitle } from "./pool-words.ts";

/** What needs keys and has no pool, each with the way to add one. */
export function MissingPools({ missing }: { readonly missing: KeyPoolsView["missing"] }) {
  const t = useTranslate();
  if (missing.length === 0)
    return (
      <EmptyState icon="circle-check" title={t("pools:missing.noneTitle")}>
        {t("pools:missing.noneText")}
      </EmptyState>
    );
  return (
    <>
      <p className="border-b border-line px-4 py-2 text-sm text-ink-muted">{t("pools:missing.intro")}</p>
      <Table
        caption={t("pools:missing.caption")}
        rows={missing}
        rowKey={({ productId, skuId, version }) => `${productId}:${skuId ?? ""}:${version}`}
        columns={[
          {
            key: "product",
            header: t("pools:missing.product"),
            isPrimary: true,
            cell: (row) => (
              <>
                {row.productTitle}
                <small>{poolScope(row, t)}</small>
              </>
            ),
          },
          {
            key: "waiting",
            header: t("pools:missing.waiting"),
            isNarrow: true,
            cell: ({ waiting }) =>
              waiting.value === 0 ? null : <Badge tone="danger">{t("pools:waiting", { count: waiting.value })}</Badge>,
          },
          {
            key: "add",
            header: t("pools:missing.action"),
            isHeaderHidden: true,
            isNarrow: true,
            align: "end",
            cell: (row) => (
              <ButtonLink
                to={paths.addKeyPool({ product: row.productId, version: row.version, edition: row.skuId })}
                size="sm"
                icon="plus"
              >
                {t("pools:missing.action")}
                <span className="sr-only"> {t("pools:missing.actionFor", { product: poolTitle(row, t) })}</span>
              </ButtonLink>
            ),
          },
        ]}
      />
      <p className="border-t border-line px-4 py-3 text-sm text-ink-muted">
        {t("pools:missing.summary", { count: missing.length })}
      </p>
    </>
  );
}
