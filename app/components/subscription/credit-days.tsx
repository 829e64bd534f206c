import { scaleLinear } from "d3-scale";
import { useTranslate } from "#app/components/use-translate.ts";
import { Table } from "#app/ui/table.tsx";
import type { WhatIfView } from "#app/views/what-if.ts";

const height = 90;
const slot = 40;
const barWidth = 26;

/** What cancelling gives back on each day that is left, drawn on the server, with the same in a table below. */
export function CreditDays({ days }: Pick<WhatIfView, "days">) {
  const t = useTranslate();
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return null;
  // A window has eight days; what is left of the picture is after it.
  const slots = Math.max(days.length + 1, 9);
  const scale = scaleLinear()
    .domain([0, Math.max(1, first.credit.amountMinor)])
    .range([0, height]);
  return (
    <div className="flex flex-col gap-4">
      <figure className="flex flex-col gap-1.5">
        <figcaption className="text-sm text-ink-muted">
          {t("whatIf:cancel.label", {
            first: first.credit.text,
            from: first.on.text,
            last: last.credit.text,
            to: last.on.text,
          })}
        </figcaption>
        <svg
          viewBox={`0 0 ${slots * slot} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          height={height}
          className="w-full border-b border-line-strong"
        >
          {days.map(({ on, credit }, index) => (
            <g key={on.iso}>
              <title>{`${on.text}: ${credit.text}`}</title>
              <rect
                x={index * slot + (slot - barWidth) / 2}
                y={(height - scale(credit.amountMinor)).toFixed(1)}
                width={barWidth}
                height={scale(credit.amountMinor).toFixed(1)}
                className={index === 0 ? "fill-accent" : "fill-info"}
              />
            </g>
          ))}
          <rect
            x={days.length * slot}
            y={0}
            width={(slots - days.length) * slot}
            height={height}
            className="fill-sunken"
          />
        </svg>
      </figure>
      <Table
        caption={t("whatIf:cancel.caption")}
        rows={days.map((day, index) => ({ ...day, name: nameOf(index, days.length) }))}
        rowKey={({ on }) => on.iso}
        narrow="scroll"
        columns={[
          {
            key: "day",
            header: t("whatIf:cancel.day"),
            isPrimary: true,
            cell: ({ on, name }) => (
              <>
                <time dateTime={on.iso}>{on.text}</time>
                {name === null ? null : <span className="text-ink-muted"> · {t(`whatIf:cancel.${name}`)}</span>}
              </>
            ),
          },
          { key: "credit", header: t("whatIf:cancel.credit"), align: "end", cell: ({ credit }) => credit.text },
        ]}
      />
    </div>
  );
}

function nameOf(index: number, count: number): "today" | "tomorrow" | "last" | null {
  if (index === 0) return "today";
  if (index === count - 1) return "last";
  return index === 1 ? "tomorrow" : null;
}
