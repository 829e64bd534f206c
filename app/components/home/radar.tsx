import { Link } from "@remix-run/react";
import { scaleLinear, scaleSqrt } from "d3-scale";
import { Disclosure } from "#app/components/keys/disclosure.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { classNames } from "#app/ui/class-names.ts";
import { Section } from "#app/ui/section.tsx";
import type { Radar as RadarView, RadarLane, RadarMark } from "#app/views/radar.ts";
import { pathOfMark, RadarTable } from "./radar-table.tsx";

const lanes = ["window", "renewal", "end", "device", "invoice"] as const satisfies readonly RadarLane[];

const laneHeight = 34;
const headHeight = 20;

/** Where shares of the stretch stand, in percent: the picture grows with its box and keeps its text. */
const inPercent = scaleLinear().domain([0, 1]).range([1.5, 98.5]);
const percent = (share: number) => `${inPercent(share).toFixed(2)}%`;
const radiusOf = scaleSqrt().domain([1, 50]).range([5, 13]).clamp(true);

const looks: Record<RadarLane, string> = {
  window: "fill-warning",
  renewal: "fill-info",
  end: "fill-danger",
  device: "fill-accent",
  invoice: "fill-line-strong",
};

/**
 * Everything that falls due in the next weeks, drawn on the server: one lane per kind, one mark per day, as large as
 * there are many. A mark leads to where something can be done. The table below says the same in words, and is what
 * keyboards and screen readers use.
 */
export function Radar({ radar, days }: { readonly radar: RadarView; readonly days: number }) {
  const t = useTranslate();
  const shown = lanes.filter((lane) => radar.marks.some((mark) => mark.lane === lane));
  if (shown.length === 0) return null;
  const height = headHeight + shown.length * laneHeight;
  return (
    <Section title={t("home:radar.title")} description={t("home:radar.intro", { days })}>
      <div className="flex flex-col gap-3">
        <div className="flex gap-2" aria-hidden="true">
          <ul className="flex shrink-0 flex-col pt-[20px] text-sm text-ink-muted">
            {shown.map((lane) => (
              <li key={lane} className="flex h-[34px] items-center gap-1.5">
                <svg viewBox="0 0 10 10" className="size-2.5">
                  <circle cx="5" cy="5" r="5" className={looks[lane]} />
                </svg>
                <span className="hidden sm:inline">{t(`home:radar.lane.${lane}`)}</span>
                <span className="sm:hidden">{t(`home:radar.shortLane.${lane}`)}</span>
              </li>
            ))}
          </ul>
          <svg width="100%" height={height} className="block min-w-0 flex-1 overflow-visible text-xs tabular">
            {radar.weeks.map(({ share, day }, index) => (
              <g key={day.iso}>
                <line
                  x1={percent(share)}
                  x2={percent(share)}
                  y1={headHeight - 4}
                  y2={height}
                  className={index === 0 ? "stroke-accent" : "stroke-line"}
                />
                <text
                  x={percent(share)}
                  y={11}
                  textAnchor={index === 0 ? "start" : "middle"}
                  className={classNames("fill-ink-muted", index % 2 === 1 && "max-sm:hidden")}
                >
                  {index === 0 ? t("home:radar.today") : day.text.replace(/\s\d{4}$/, "")}
                </text>
              </g>
            ))}
            {shown.map((lane, row) => (
              <g key={lane}>
                <line
                  x1="0"
                  x2="100%"
                  y1={headHeight + row * laneHeight + laneHeight / 2}
                  y2={headHeight + row * laneHeight + laneHeight / 2}
                  className="stroke-line"
                />
                {radar.marks
                  .filter((mark) => mark.lane === lane)
                  .map((mark) => (
                    <Mark key={mark.key} mark={mark} y={headHeight + row * laneHeight + laneHeight / 2} />
                  ))}
              </g>
            ))}
          </svg>
        </div>
        {radar.cut.map(({ lane, day }) => (
          <p key={lane} className="text-sm text-ink-muted">
            {t("home:radar.cut", { lane: t(`home:radar.lane.${lane}`), day: day.text })}
          </p>
        ))}
        <Disclosure title={t("home:radar.table")}>
          <RadarTable radar={radar} />
        </Disclosure>
      </div>
    </Section>
  );
}

function Mark({ mark, y }: { readonly mark: RadarMark; readonly y: number }) {
  const t = useTranslate();
  const { lane, count, day, money, about, share, isUrgent } = mark;
  const radius = radiusOf(count);
  const what = t(`home:radar.what.${lane}`, { count, about: about ?? "" });
  return (
    <Link to={pathOfMark(mark)} tabIndex={-1}>
      <title>
        {[day.text, what, ...(about === null ? [] : [about]), ...money.map(({ text }) => text)].join(" · ")}
      </title>
      <circle cx={percent(share)} cy={y} r={Math.max(12, radius)} className="fill-transparent" />
      <circle
        cx={percent(share)}
        cy={y}
        r={radius}
        className={classNames(looks[lane], isUrgent && "stroke-danger stroke-2")}
      />
      {count > 1 && radius >= 8 ? (
        <text x={percent(share)} y={y + 3.5} textAnchor="middle" className="fill-surface text-[10px] font-semibold">
          {count}
        </text>
      ) : null}
    </Link>
  );
}
