import { scaleLinear } from "d3-scale";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { KeysAheadView, PoolAheadRow } from "#app/views/shelf/keys-ahead.ts";
import { poolScope } from "./pool-words.ts";

const slot = 30;
const barWidth = 20;
const height = 120;

/** Months as bars of keys, drawn on the server; the table below has every number. Red where a pool runs out. */
export function KeysAheadChart({ months }: { readonly months: KeysAheadView["months"] }) {
  const t = useTranslate();
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) return null;
  const highest = months.reduce((most, month) => (month.needed.value > most.needed.value ? month : most));
  const scale = scaleLinear()
    .domain([0, Math.max(1, highest.needed.value)])
    .range([0, height]);
  return (
    <figure className="flex flex-col gap-1.5">
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-muted">
        <span>{t("pools:ahead.chartLabel", { from: first.month, to: last.month })}</span>
        <span className="tabular">{t("pools:ahead.highest", { keys: highest.needed.text, month: highest.month })}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${months.length * slot} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        height={height}
        className="w-full border-b border-line-strong"
      >
        {months.map(({ period, month, needed, runningOut }, index) => (
          <g key={period}>
            <title>{t("pools:ahead.bar", { month, keys: needed.text })}</title>
            <rect
              x={index * slot + (slot - barWidth) / 2}
              y={(height - scale(needed.value)).toFixed(1)}
              width={barWidth}
              height={scale(needed.value).toFixed(1)}
              className={runningOut.length > 0 ? "fill-danger" : "fill-accent"}
            />
          </g>
        ))}
      </svg>
      <span className="flex justify-between text-xs text-ink-muted tabular" aria-hidden="true">
        <span>{first.month}</span>
        <span>{last.month}</span>
      </span>
      {months.some(({ runningOut }) => runningOut.length > 0) ? (
        <span className="flex items-center gap-1.5 text-sm text-ink-muted" aria-hidden="true">
          <svg viewBox="0 0 10 10" className="size-2.5">
            <rect width="10" height="10" className="fill-danger" />
          </svg>
          {t("pools:ahead.red")}
        </span>
      ) : null}
    </figure>
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
