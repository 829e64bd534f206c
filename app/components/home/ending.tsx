import { useTranslate } from "#app/components/use-translate.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { SubscriptionSummary } from "#app/views/subscription-summary.ts";
import { subscriptionColumn } from "./product-link.tsx";

export type EndingLine = {
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly subscription: SubscriptionSummary;
  /** In words. */
  readonly reason: string;
};

/** What ends soon without renewal, each with its reason. */
export function Ending({ endings, days }: { readonly endings: readonly EndingLine[]; readonly days: number }) {
  const t = useTranslate();
  return (
    <Section
      title={t("home:ending.title")}
      description={t("home:ending.intro", { days })}
      isPadded={endings.length === 0}
    >
      {endings.length === 0 ? (
        <EmptyState icon="circle-check" title={t("home:ending.empty", { days })} />
      ) : (
        <Table
          caption={t("home:ending.title")}
          rows={endings}
          rowKey={({ subscription }) => subscription.id}
          columns={[
            subscriptionColumn(t),
            {
              key: "ends",
              header: t("home:ending.endsOn"),
              isNarrow: true,
              cell: ({ subscription }) => <time dateTime={subscription.endsOn.iso}>{subscription.endsOn.text}</time>,
            },
            { key: "reason", header: t("home:ending.reason"), cell: ({ reason }) => reason },
          ]}
        />
      )}
    </Section>
  );
}
