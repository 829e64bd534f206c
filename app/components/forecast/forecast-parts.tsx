import { useTranslate } from "#app/components/use-translate.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ForecastView } from "#app/views/forecast.ts";

type ForecastPartsProps = {
  readonly of: "customers" | "products";
  readonly parts: ForecastView["customers"];
  readonly count: number;
  /** The same page for one of them alone. */
  readonly pathOf: (key: string) => string;
};

/** What customers or products come to, the most expensive first; each narrows the page to itself. */
export function ForecastParts({ of, parts, count, pathOf }: ForecastPartsProps) {
  const t = useTranslate();
  const title = t(`forecast:parts.${of}`);
  return (
    <Section
      title={title}
      {...(count > parts.length
        ? { description: t("forecast:parts.more", { shown: parts.length, number: count }) }
        : {})}
      isPadded={false}
    >
      <Table
        caption={title}
        rows={parts}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "name",
            header: t(of === "customers" ? "forecast:parts.customer" : "forecast:parts.product"),
            isPrimary: true,
            cell: ({ key, name }) => (
              <TextLink to={pathOf(key)} look="plain" className="inline-flex min-h-6 items-center">
                {name}
              </TextLink>
            ),
          },
          {
            key: "amount",
            header: t("forecast:parts.amount"),
            align: "end",
            isNarrow: true,
            cell: ({ total }) => total.text,
          },
          {
            key: "ended",
            header: t("forecast:parts.ended"),
            align: "end",
            isNarrow: true,
            cell: ({ endedText }) => endedText,
          },
        ]}
      />
    </Section>
  );
}

/** What ends without being renewed, by reason. */
export function ForecastReasons({ reasons }: Pick<ForecastView, "reasons">) {
  const t = useTranslate();
  const title = t("forecast:reasons.title");
  return (
    <Section title={title} isPadded={reasons.length === 0}>
      {reasons.length === 0 ? (
        <EmptyState icon="circle-check" title={t("forecast:reasons.none")} />
      ) : (
        <Table
          caption={title}
          rows={reasons}
          rowKey={({ code }) => code}
          columns={[
            {
              key: "reason",
              header: t("forecast:reasons.reason"),
              isPrimary: true,
              cell: ({ code }) => t(`forecast:reasons.of.${code}`),
            },
            {
              key: "count",
              header: t("forecast:reasons.count"),
              align: "end",
              isNarrow: true,
              cell: ({ endedText }) => endedText,
            },
            {
              key: "worth",
              header: t("forecast:reasons.worth"),
              align: "end",
              isNarrow: true,
              cell: ({ endedWorth }) => endedWorth.text,
            },
          ]}
        />
      )}
    </Section>
  );
}
