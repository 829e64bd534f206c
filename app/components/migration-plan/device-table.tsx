import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import type { ActivationText, DeviceRow } from "#app/views/migration-plan.ts";
import { DeviceStateBadge } from "./device-state-badge.tsx";

type DeviceTableProps = { readonly rows: readonly DeviceRow[]; readonly mayChange: boolean };

/** Devices with what they ask for. Names are other people's texts and are shown as such. */
export function DeviceTable({ rows, mayChange }: DeviceTableProps) {
  const t = useTranslate();
  const chosen: Column<DeviceRow> = {
    key: "chosen",
    header: t("migration:list.chosen"),
    isHeaderHidden: true,
    isNarrow: true,
    cell: ({ name, nameKey }) => (
      <input
        type="checkbox"
        name="device"
        value={nameKey}
        className="tick"
        aria-label={t("migration:list.choose", { name })}
      />
    ),
  };
  const action: Column<DeviceRow> = {
    key: "action",
    header: t("migration:list.action"),
    isHeaderHidden: true,
    align: "end",
    isNarrow: true,
    cell: (row) => <ChangeOne row={row} />,
  };
  const columns: Column<DeviceRow>[] = [
    { key: "name", header: t("migration:list.name"), isPrimary: true, cell: (row) => <Name row={row} /> },
    {
      key: "state",
      header: t("migration:list.status"),
      cell: ({ state }) => (
        <span>
          <DeviceStateBadge state={state} />
        </span>
      ),
    },
    { key: "runs-out", header: t("migration:list.runsOut"), cell: (row) => <RunsOut row={row} /> },
    { key: "activated", header: t("migration:list.activated"), cell: ({ activated }) => <When when={activated} /> },
  ];
  return (
    <Table
      caption={t("migration:list.title")}
      rows={rows}
      rowKey={({ nameKey }) => nameKey}
      columns={mayChange ? [chosen, ...columns, action] : columns}
      isHeadSticky
    />
  );
}

function Name({ row: { name, group, product, note } }: { readonly row: DeviceRow }) {
  const about = [group, product, note].filter((text) => text !== null);
  return (
    <span className="flex min-w-0 flex-col">
      <bdi className="font-medium break-all">{name}</bdi>
      {about.length === 0 ? null : (
        <span className="text-sm font-normal break-words text-ink-muted">
          {about.map((text, index) => (
            <bdi key={index}>{index === 0 ? text : ` · ${text}`}</bdi>
          ))}
        </span>
      )}
    </span>
  );
}

function RunsOut({ row: { runsOut, daysLeft, state, doneAt } }: { readonly row: DeviceRow }) {
  const t = useTranslate();
  if (doneAt !== null)
    return (
      <span className="flex flex-col text-ink-muted">
        <When when={runsOut} />
        <span className="text-sm">{t("migration:list.doneAt", { at: doneAt.local })}</span>
      </span>
    );
  const left =
    state === "ran-out"
      ? daysLeft === 0
        ? t("migration:list.justOut")
        : t("migration:list.daysAgo", { count: -daysLeft })
      : daysLeft === 0
        ? t("migration:list.today")
        : t("migration:list.daysLeft", { count: daysLeft });
  return (
    <span className="flex flex-col">
      <When when={runsOut} />
      <span className={state === "ran-out" ? "text-sm text-danger-ink" : "text-sm text-ink-muted"}>{left}</span>
    </span>
  );
}

/** A day, or a moment with the same in UTC below it. */
function When({ when: { day, instant } }: { readonly when: ActivationText }) {
  if (instant === null) return <time dateTime={day.iso}>{day.text}</time>;
  return (
    <span className="flex flex-col sm:whitespace-nowrap">
      <Moment instant={instant} />
      {instant.local === instant.utc ? null : <span className="text-sm text-ink-muted">{instant.utc}</span>}
    </span>
  );
}

function ChangeOne({ row: { name, nameKey, doneAt } }: { readonly row: DeviceRow }) {
  const t = useTranslate();
  const change = doneAt === null ? "done" : "reopen";
  return (
    <Button
      name="one"
      value={`${change} ${nameKey}`}
      size="sm"
      variant={change === "done" ? "secondary" : "quiet"}
      aria-label={t(`migration:change.oneLabel.${change}`, { name })}
      {...(change === "done" ? { icon: "check" } : {})}
    >
      {t(`migration:change.one.${change}`)}
    </Button>
  );
}
