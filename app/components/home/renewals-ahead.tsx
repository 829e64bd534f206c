import { useTranslate } from "#app/components/use-translate.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RenewalPreview } from "#app/views/renewal-preview.ts";
import type { SubscriptionDetail } from "#app/views/subscription-summary.ts";
import { subscriptionColumn } from "./product-link.tsx";

export type RenewalLine = {
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly subscription: SubscriptionDetail;
  readonly preview: RenewalPreview | null;
  /** In words; null where it will renew. */
  readonly reason: string | null;
};

/** What renews by itself soon, with the price of the next term beside what changes. */
export function RenewalsAhead({
  renewals,
  days,
}: {
  readonly renewals: readonly RenewalLine[];
  readonly days: number;
}) {
  const t = useTranslate();
  return (
    <Section
      title={t("home:renewals.title")}
      description={t("home:renewals.intro", { days })}
      isPadded={renewals.length === 0}
    >
      {renewals.length === 0 ? (
        <EmptyState icon="refresh" title={t("home:renewals.empty", { days })} />
      ) : (
        <Table
          caption={t("home:renewals.title")}
          rows={renewals}
          rowKey={({ subscription }) => subscription.id}
          columns={[
            subscriptionColumn(t),
            {
              key: "renews",
              header: t("home:renewals.renewsOn"),
              isNarrow: true,
              cell: ({ subscription }) => (
                <time dateTime={subscription.endsAt.iso}>
                  {subscription.termLeft?.relative ?? subscription.endsAt.local}
                </time>
              ),
            },
            {
              key: "charge",
              header: t("home:renewals.charge"),
              align: "end",
              cell: (renewal) => <Charge renewal={renewal} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

function Charge({ renewal: { preview, reason } }: { readonly renewal: RenewalLine }) {
  const t = useTranslate();
  if (preview === null)
    return <span className="text-sm text-danger-ink">{t("home:renewals.blocked", { reason: reason ?? "" })}</span>;
  const { unitPriceChange } = preview;
  const isOther = preview.changed.some((change) => change !== "price");
  return (
    <span className="flex flex-col">
      <span>{preview.charge.text}</span>
      <span className="text-sm text-ink-muted">
        {isOther
          ? t("home:renewals.changed")
          : unitPriceChange === null || unitPriceChange.amountMinor === 0
            ? t("home:renewals.samePrice")
            : unitPriceChange.amountMinor > 0
              ? t("home:renewals.priceUp", { change: unitPriceChange.text })
              : t("home:renewals.priceDown", { change: unitPriceChange.text.replace(/^[-−]/, "") })}
      </span>
    </span>
  );
}
