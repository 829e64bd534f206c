import { useTranslate } from "#app/components/use-translate.ts";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ForecastView } from "#app/views/forecast.ts";

type MonthTableProps = Pick<ForecastView, "total"> & {
  readonly months: ForecastView["byMonth"];
  readonly currency: string;
  readonly pathOf: (period: string) => string;
};

/** Every number of the picture; a month leads to its steps. */
export function MonthTable({ months, total, currency, pathOf }: MonthTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={t("forecast:months.caption", { currency })}
      rows={months}
      rowKey={({ period }) => period}
      narrow="scroll"
      columns={[
        {
          key: "month",
          header: t("forecast:months.month"),
          isPrimary: true,
          isNarrow: true,
          cell: ({ period, month }) => (
            <TextLink to={pathOf(period)} look="plain" className="inline-flex min-h-6 items-center">
              {month}
            </TextLink>
          ),
          footer: t("forecast:months.total"),
        },
        {
          key: "scheduled",
          header: t("forecast:months.scheduled"),
          align: "end",
          cell: ({ scheduled }) => amount(scheduled),
          footer: total.scheduled.text,
        },
        {
          key: "renewals",
          header: t("forecast:months.renewals"),
          align: "end",
          cell: ({ renewals }) => amount(renewals),
          footer: total.renewals.text,
        },
        {
          key: "total",
          header: t("forecast:months.total"),
          align: "end",
          cell: (month) => <span className="font-medium">{amount(month.total)}</span>,
          footer: total.total.text,
        },
        {
          key: "renewed",
          header: t("forecast:months.renewed"),
          align: "end",
          cell: ({ renewed, renewedText }) => (renewed === 0 ? <None /> : renewedText),
          footer: total.renewedText,
        },
        {
          key: "ended",
          header: t("forecast:months.ended"),
          align: "end",
          cell: ({ ended, endedText }) =>
            ended === 0 ? <None /> : <span className="font-medium text-danger-ink">{endedText}</span>,
          footer: total.endedText,
        },
      ]}
    />
  );
}

/** Months in which nothing is charged recede, so that the others can be seen. */
function amount({ amountMinor, text }: ForecastView["total"]["total"]) {
  return amountMinor === 0 ? <None /> : text;
}

function None() {
  return <span className="font-normal text-ink-muted">–</span>;
}
