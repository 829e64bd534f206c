import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { SubscriptionPageData } from "./page-data.ts";

type Row = {
  readonly key: string;
  readonly epochMs: number;
  readonly iso: string;
  readonly date: string;
  readonly event: string;
  readonly period: string | null;
  readonly amount: string | null;
  readonly chargeId: string | null;
};

/** Up to here the table stands open; longer ones open on request. */
const rowsOpenMax = 9;

/** The dates of the timeline, one by one. */
export function TimelineTable({ data }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const rows = rowsOf(data, t);
  return (
    <details className="group -mx-4 -mb-4 border-t border-line" open={rows.length <= rowsOpenMax}>
      <summary className="flex items-center gap-1.5 px-4 py-2.5 text-sm font-medium text-link">
        <Icon name="chevron-right" size="sm" className="group-open:rotate-90" />
        {t("subscriptions:timeline.showTable", { count: rows.length })}
      </summary>
      <Table
        caption={t("subscriptions:timeline.caption")}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: "event", header: t("subscriptions:timeline.event"), isPrimary: true, cell: ({ event }) => event },
          {
            key: "date",
            header: t("subscriptions:timeline.date"),
            isNarrow: true,
            cell: ({ iso, date }) => <time dateTime={iso}>{date}</time>,
          },
          { key: "period", header: t("subscriptions:timeline.period"), cell: ({ period }) => period },
          {
            key: "amount",
            header: t("subscriptions:timeline.amount"),
            align: "end",
            isNarrow: true,
            cell: ({ amount, chargeId, date }) =>
              chargeId === null ? (
                amount
              ) : (
                <TextLink to={paths.charge(chargeId)}>
                  {amount} <span className="sr-only">{t("invoices:line.whyOn", { date })}</span>
                </TextLink>
              ),
          },
        ]}
      />
    </details>
  );
}

function rowsOf({ timeline, window }: SubscriptionPageData, t: Translate): Row[] {
  const stretch = (days: { startsOn: { text: string }; endsOn: { text: string } } | null) =>
    days === null ? null : t("subscriptions:timeline.stretch", { from: days.startsOn.text, to: days.endsOn.text });
  const rows: Row[] = timeline.terms.map((term) => ({
    key: `term ${term.number}`,
    epochMs: term.startsAt.epochMs,
    iso: term.startsOn.iso,
    date: term.startsOn.text,
    event: t(term.state === "next" ? "subscriptions:timeline.nextTermStarts" : "subscriptions:timeline.termStarts", {
      number: term.number,
    }),
    period: stretch(term),
    amount: null,
    chargeId: null,
  }));
  if (timeline.window !== null && window.neverReason === null) {
    rows.push({
      key: "window",
      epochMs: window.closesAt.epochMs,
      iso: window.closesAt.iso,
      date: window.closesAt.utc,
      event: t("subscriptions:timeline.windowCloses"),
      period: null,
      amount: null,
      chargeId: null,
    });
  }
  for (const [index, mark] of timeline.marks.entries())
    rows.push({
      key: `mark ${index}`,
      epochMs: mark.at.epochMs,
      iso: mark.at.iso,
      date: mark.on.text,
      event: t(`subscriptions:timeline.mark.${mark.kind}`),
      period: stretch(mark.cycle),
      amount: mark.amount?.text ?? null,
      chargeId: mark.chargeId,
    });
  // Sorting is stable: a term stands before the charge it begins with.
  return rows.toSorted((a, b) => a.epochMs - b.epochMs);
}
