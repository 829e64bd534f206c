import { useTranslate } from "#app/components/use-translate.ts";
import { Disclosure } from "#app/components/keys/disclosure.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { MigrationPlanView, WeekBar } from "#app/views/migration-plan.ts";

type WeekChartProps = Pick<MigrationPlanView, "weeks" | "earlier" | "counts">;

const height = 130;
const slotWidth = 40;
const barWidth = 26;

/**
 * Devices by the week in which they run out, drawn on the server: what is done below, what is not above it. The picture
 * stretches with the page, so that words stand beside it; the table has every number.
 */
export function WeekChart({ weeks, earlier, counts }: WeekChartProps) {
  const t = useTranslate();
  return (
    <Section title={t("migration:chart.title")} description={t("migration:chart.intro")}>
      <div className="flex flex-col gap-3">
        <Picture weeks={weeks} earlier={earlier} counts={counts} />
        <Disclosure title={t("migration:chart.table")}>
          <WeekTable weeks={weeks} earlier={earlier} />
        </Disclosure>
      </div>
    </Section>
  );
}

function Picture({ weeks, earlier, counts }: WeekChartProps) {
  const t = useTranslate();
  const present = weeks.findIndex(({ isPresent }) => isPresent);
  const bars = [
    ...(earlier === null ? [] : [{ ...earlier, key: "earlier", isPast: true, week: null }]),
    ...weeks.map(barOf(present)),
  ];
  const highest = Math.max(1, ...bars.map(({ open, done }) => open + done));
  const width = bars.length * slotWidth;
  const offset = earlier === null ? 0 : 1;
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-sm">
        <Summary weeks={weeks} counts={counts} />
        <Legend />
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-36 w-full border-b border-line-strong"
      >
        <rect x={(present + offset) * slotWidth} y="0" width={slotWidth} height={height} className="fill-sunken" />
        {bars.map(({ key, week, open, done, isPast }, index) => {
          const doneHeight = (done / highest) * (height - 6);
          const openHeight = (open / highest) * (height - 6);
          const x = index * slotWidth + (slotWidth - barWidth) / 2;
          return (
            <g key={key}>
              <title>
                {week === null
                  ? t("migration:chart.earlierText", { open, done })
                  : t("migration:chart.bar", {
                      week: week.week,
                      year: week.year,
                      monday: week.monday.text,
                      open,
                      done,
                    })}
              </title>
              <rect x={index * slotWidth} y="0" width={slotWidth} height={height} fill="transparent" />
              <rect
                x={x}
                y={(height - doneHeight - openHeight).toFixed(1)}
                width={barWidth}
                height={openHeight.toFixed(1)}
                className={isPast ? "fill-danger" : "fill-accent"}
              />
              <rect
                x={x}
                y={(height - doneHeight).toFixed(1)}
                width={barWidth}
                height={doneHeight.toFixed(1)}
                className="fill-line-strong/45"
              />
            </g>
          );
        })}
      </svg>
      <Axis weeks={weeks} earlier={earlier} />
    </figure>
  );
}

const barOf = (present: number) => (week: WeekBar, index: number) => ({
  key: String(week.weekIndex),
  open: week.open,
  done: week.done,
  isPast: index < present,
  week,
});

function Summary({ weeks, counts }: Omit<WeekChartProps, "earlier">) {
  const t = useTranslate();
  const open = counts["ran-out"].value + counts["running-out"].value + counts["due-next"].value + counts.later.value;
  if (open === 0) return <span className="text-ink-muted">{t("migration:chart.allDone")}</span>;
  const highest = weeks.reduce<WeekBar | null>((most, week) => (week.open > (most?.open ?? 0) ? week : most), null);
  const text =
    highest === null ? "" : t("migration:chart.highest", { count: highest.open, monday: highest.monday.text });
  return <span className="text-ink-muted">{t("migration:chart.label", { count: open, text }).trim()}</span>;
}

function Legend() {
  const t = useTranslate();
  const entries = [
    ["fill-danger", t("migration:chart.ranOut")],
    ["fill-accent", t("migration:chart.open")],
    ["fill-line-strong/45", t("migration:chart.done")],
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-muted">
      {entries.map(([look, label]) => (
        <li key={look} className="flex items-center gap-1.5">
          <svg viewBox="0 0 10 10" aria-hidden="true" className="size-2.5">
            <rect width="10" height="10" rx="2" className={look} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** The first week, the present one where it stands, and the last. */
function Axis({ weeks, earlier }: Pick<WeekChartProps, "weeks" | "earlier">) {
  const t = useTranslate();
  const first = weeks[0];
  const last = weeks.at(-1);
  if (first === undefined || last === undefined) return null;
  return (
    <div className="flex justify-between gap-3 text-xs text-ink-muted tabular" aria-hidden="true">
      <span>{earlier === null ? first.monday.text : `${t("migration:chart.earlier")} · ${first.monday.text}`}</span>
      <span className="flex items-center gap-1.5">
        <svg viewBox="0 0 10 10" className="size-2.5">
          <rect width="10" height="10" rx="2" className="fill-sunken stroke-line-strong" />
        </svg>
        {t("migration:chart.present")}
      </span>
      <span>{last.monday.text}</span>
    </div>
  );
}

function WeekTable({ weeks, earlier }: Pick<WeekChartProps, "weeks" | "earlier">) {
  const t = useTranslate();
  const rows = [
    ...(earlier === null ? [] : [{ key: "earlier", name: t("migration:chart.earlier"), from: "", ...earlier }]),
    ...weeks.map(({ weekIndex, week, year, monday, open, done }) => ({
      key: String(weekIndex),
      name: t("migration:chart.weekName", { week, year }),
      from: monday.text,
      open,
      done,
    })),
  ];
  return (
    <Table
      caption={t("migration:chart.caption")}
      rows={rows}
      rowKey={({ key }) => key}
      narrow="scroll"
      columns={[
        { key: "week", header: t("migration:chart.week"), isPrimary: true, isNarrow: true, cell: ({ name }) => name },
        { key: "from", header: t("migration:chart.from"), cell: ({ from }) => from },
        { key: "open", header: t("migration:chart.open"), align: "end", cell: ({ open }) => open },
        { key: "done", header: t("migration:chart.done"), align: "end", cell: ({ done }) => done },
      ]}
    />
  );
}
