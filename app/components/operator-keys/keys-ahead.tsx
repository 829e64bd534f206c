import { Bar, BarKey, MonthBars } from "#app/components/month-bars.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { KeysAheadView, PoolAheadRow } from "#app/views/shelf/keys-ahead.ts";
import { poolScope } from "./pool-words.ts";

const height = 120;

/** Months as bars of keys, drawn on the server; the table below has every number. Red where a pool runs out. */
export function KeysAheadChart({ months }: { readonly months: KeysAheadView["months"] }) {
  const t = useTranslate();
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <MonthBars
      months={months}
      valueOf={({ needed }) => needed.value}
      label={t("pools:ahead.chartLabel", { from: first.month, to: last.month })}
      highestLabel={({ needed, month }) => t("pools:ahead.highest", { keys: needed.text, month })}
      height={height}
      draw={({ period, month, needed, runningOut }, x, scale) => (
        <g key={period}>
          <title>{t("pools:ahead.bar", { month, keys: needed.text })}</title>
          <Bar
            x={x}
            base={height}
            height={scale(needed.value)}
            className={runningOut.length > 0 ? "fill-danger" : "fill-accent"}
          />
        </g>
      )}
      legend={
        months.some(({ runningOut }) => runningOut.length > 0) ? (
          <span className="flex text-sm text-ink-muted" aria-hidden="true">
            <BarKey className="fill-danger" label={t("pools:ahead.red")} />
          </span>
        ) : null
      }
    />
  );
}

type PoolLine = Omit<PoolAheadRow, "months">;

/** Each pool: what there is, what will be asked for, and how long it lasts. */
export function PoolsAhead({ pools, count }: { readonly pools: readonly PoolLine[]; readonly count: number }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("pools:ahead.byPool")}
      rows={pools}
      rowKey={({ poolId }) => poolId}
      columns={[
        {
          key: "pool",
          header: t("pools:table.product"),
          isPrimary: true,
          cell: (row) => (
            <>
              <TextLink to={paths.keyPool(row.poolId)} look="plain">
                {row.productTitle}
              </TextLink>
              <small>{poolScope(row, t)}</small>
            </>
          ),
        },
        {
          key: "lasts",
          header: t("pools:ahead.lasts"),
          isNarrow: true,
          cell: ({ runsOutIn }) =>
            runsOutIn === null ? (
              <Badge tone="success">{t("pools:ahead.lastsAll", { count })}</Badge>
            ) : (
              <Badge tone="danger">{t("pools:ahead.runsOut", { month: runsOutIn })}</Badge>
            ),
        },
        {
          key: "available",
          header: t("pools:table.available"),
          align: "end",
          isNarrow: true,
          cell: ({ available }) => available.text,
        },
        {
          key: "open",
          header: t("pools:ahead.open"),
          align: "end",
          isNarrow: true,
          cell: ({ open }) => open.text,
        },
        {
          key: "pace",
          header: t("pools:ahead.pace"),
          align: "end",
          isNarrow: true,
          cell: ({ pace }) => pace.text,
        },
        {
          key: "toAdd",
          header: t("pools:ahead.toAdd"),
          align: "end",
          isNarrow: true,
          cell: ({ toAdd }) => (toAdd.value === 0 ? "–" : <strong className="font-semibold">{toAdd.text}</strong>),
        },
      ]}
    />
  );
}

/** All pools together, month by month, and those that run out. */
export function MonthsAhead({ months }: { readonly months: KeysAheadView["months"] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("pools:ahead.byMonth")}
      rows={months}
      rowKey={({ period }) => period}
      columns={[
        { key: "month", header: t("pools:ahead.month"), isPrimary: true, isNarrow: true, cell: ({ month }) => month },
        {
          key: "needed",
          header: t("pools:ahead.needed"),
          align: "end",
          isNarrow: true,
          cell: ({ needed }) => needed.text,
        },
        {
          key: "runningOut",
          header: t("pools:ahead.runningOut"),
          cell: ({ runningOut }) =>
            runningOut
              .map(({ title, version }) => (version === "" ? title : `${title} · ${t("pools:version", { version })}`))
              .join(", "),
        },
      ]}
    />
  );
}
