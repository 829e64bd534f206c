import { scaleLinear } from "d3-scale";
import { useTranslate } from "#app/components/use-translate.ts";
import { Section } from "#app/ui/section.tsx";
import type { TimelineMark, TimelineTerm } from "#app/views/subscription-timeline.ts";
import type { SubscriptionPageData } from "./page-data.ts";
import { TimelineLegend, TimelineSymbol } from "./timeline-legend.tsx";
import { TimelineTable } from "./timeline-table.tsx";

/** Where shares of the drawn stretch (0 to 1) stand in the drawing, in percent: it grows with its box and keeps its text. */
const inPercent = scaleLinear().domain([0, 1]).range([1, 99]);
const percent = (value: number) => `${value.toFixed(3)}%`;
const at = (share: number) => percent(inPercent(share));
const width = (from: number, to: number, minimum = 0) => percent(Math.max(minimum, inPercent(to) - inPercent(from)));

/** The life of a subscription, drawn on the server; the table below holds the same dates. */
export function Timeline({ data }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const { neverReason, isOpen } = data.window;
  // A window that never opens is not drawn.
  const timeline = neverReason === null ? data.timeline : { ...data.timeline, window: null };
  return (
    <Section title={t("subscriptions:timeline.title")} description={t("subscriptions:timeline.description")}>
      <div className="flex flex-col gap-3">
        <svg
          role="img"
          aria-label={t("subscriptions:timeline.label", {
            from: timeline.terms[0]?.startsOn.text ?? timeline.startsAt.local,
            to: timeline.terms.at(-1)?.endsOn.text ?? timeline.endsAt.local,
          })}
          width="100%"
          height={140}
          className="block text-xs tabular"
        >
          {timeline.terms.map((term) => (
            <TermBar key={term.number} term={term} now={timeline.now} />
          ))}
          {timeline.window === null ? null : (
            <rect
              x={at(timeline.window.from)}
              width={width(timeline.window.from, timeline.window.to, 0.7)}
              y={66}
              height={6}
              rx={3}
              className={isOpen ? "fill-warning" : "fill-line-strong"}
            />
          )}
          <line x1="1%" x2="99%" y1={88} y2={88} className="stroke-line" />
          {timeline.marks.map((mark, index) => (
            <Mark key={index} mark={mark} isCrowded={timeline.marks.length > 24} />
          ))}
          {timeline.now === null ? null : <Now share={timeline.now} />}
          <DateLabels terms={timeline.terms} />
        </svg>
        <TimelineLegend timeline={timeline} isWindowOpen={isOpen} />
        <TimelineTable data={data} />
      </div>
    </Section>
  );
}

const looks: Record<TimelineTerm["state"], string> = {
  past: "fill-sunken stroke-line",
  present: "fill-accent-soft stroke-accent",
  next: "fill-none stroke-line-strong [stroke-dasharray:4_3]",
  cancelled: "fill-danger-soft stroke-danger",
};

function TermBar({ term, now }: { readonly term: TimelineTerm; readonly now: number | null }) {
  const t = useTranslate();
  const share = term.to - term.from;
  const middle = at(term.from + share / 2);
  const long = t(term.state === "next" ? "subscriptions:timeline.nextTerm" : "subscriptions:timeline.term", {
    number: term.number,
  });
  const elapsed = term.state === "present" && now !== null ? Math.min(now, term.to) : null;
  return (
    <g>
      <rect
        x={at(term.from)}
        width={width(term.from, term.to, 0.3)}
        y={28}
        height={34}
        rx={5}
        className={looks[term.state]}
      />
      {elapsed === null ? null : (
        <rect
          x={at(term.from)}
          width={width(term.from, elapsed)}
          y={28}
          height={34}
          rx={5}
          className="fill-accent/20"
        />
      )}
      {/* The long name where it fits, the number alone where that fits, at either width of page. */}
      <text
        x={middle}
        y={49}
        textAnchor="middle"
        className={`fill-ink font-medium ${share > 0.42 ? "" : share > 0.18 ? "max-sm:hidden" : "hidden"}`}
      >
        {long}
      </text>
      <text
        x={middle}
        y={49}
        textAnchor="middle"
        className={`fill-ink-muted ${share > 0.42 ? "hidden" : share > 0.18 ? "sm:hidden" : share > 0.07 ? "" : share > 0.03 ? "max-sm:hidden" : "hidden"}`}
      >
        {term.number}
      </text>
    </g>
  );
}

function Mark({ mark, isCrowded }: { readonly mark: TimelineMark; readonly isCrowded: boolean }) {
  const t = useTranslate();
  return (
    <svg x={at(mark.position)} y={88} className="overflow-visible">
      <title>
        {[t(`subscriptions:timeline.mark.${mark.kind}`), mark.on.text, mark.amount?.text].filter(Boolean).join(", ")}
      </title>
      <TimelineSymbol kind={mark.kind} size={isCrowded ? 3 : 4.5} />
    </svg>
  );
}

function Now({ share }: { readonly share: number }) {
  const t = useTranslate();
  const anchor = share < 0.06 ? "start" : share > 0.94 ? "end" : "middle";
  return (
    <g>
      <line x1={at(share)} x2={at(share)} y1={20} y2={102} className="stroke-ink [stroke-width:1.5]" />
      <text x={at(share)} y={14} textAnchor={anchor} className="fill-ink font-semibold">
        {t("subscriptions:timeline.now")}
      </text>
    </g>
  );
}

type Label = { readonly share: number; readonly text: string; readonly priority: number };

/** Dates at the borders of terms, as many as stand beside each other without touching. */
function DateLabels({ terms }: { readonly terms: readonly TimelineTerm[] }) {
  const labels = terms.map(({ from, startsOn, state }, index): Label => ({
    share: from,
    text: startsOn.text,
    priority: state === "next" ? 1 : index === 0 ? 2 : state === "present" || state === "cancelled" ? 3 : 4,
  }));
  const last = terms.at(-1);
  if (last !== undefined) labels.push({ share: last.to, text: last.endsOn.text, priority: 0 });
  const onPhone = new Set(spaced(labels, 0.29));
  return (
    <>
      {spaced(labels, 0.15).map((label) => (
        <text
          key={label.share}
          x={at(label.share)}
          y={124}
          textAnchor={label.share < 0.06 ? "start" : label.share > 0.94 ? "end" : "middle"}
          className={`fill-ink-muted ${onPhone.has(label) ? "" : "max-sm:hidden"}`}
        >
          {label.text}
        </text>
      ))}
    </>
  );
}

function spaced(labels: readonly Label[], gap: number): Label[] {
  const kept: Label[] = [];
  for (const label of labels.toSorted((a, b) => a.priority - b.priority))
    if (kept.every((other) => Math.abs(other.share - label.share) >= gap)) kept.push(label);
  return kept;
}
