import { TimeLeft } from "#app/components/time-left.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { TimeLeftText } from "#app/views/format.ts";
import type { SubscriptionSummary } from "#app/views/subscription-summary.ts";
import { SubscriptionStatusBadge } from "./subscription-status.tsx";

/** What a row shows, and nothing more: all of it travels to the browser with the page. */
export type SubscriptionLine = Pick<
  SubscriptionSummary,
  "id" | "customerId" | "status" | "isBeingRenewed" | "termDuration" | "billingPlan" | "hasNextTermChange" | "quantityText"
> & {
  readonly title: string;
  readonly isOnHold: boolean;
  /** Null once the window has closed. */
  readonly windowLeft: TimeLeftText | null;
  readonly endsOn: string;
  readonly cancelledOn: string | null;
  readonly charge: string;
  readonly unitPrice: string;
  /** In words; null where it will renew, or has ended. */
  readonly willNotRenewReason: string | null;
};

/** The row of a subscription; `reason` says in words why it will not renew. */
export function subscriptionLineOf(summary: SubscriptionSummary, reason: string | null): SubscriptionLine {
  const { id, customerId, status, isBeingRenewed, termDuration, billingPlan, hasNextTermChange, quantityText } = summary;
  return {
    id,
    customerId,
    status,
    isBeingRenewed,
    termDuration,
    billingPlan,
    hasNextTermChange,
    quantityText,
    title: summary.product.title,
    isOnHold: summary.hold !== null,
    windowLeft: summary.openWindow?.left ?? null,
    endsOn: summary.endsOn.text,
    cancelledOn: summary.cancelledOn?.text ?? null,
    charge: summary.charge.text,
    unitPrice: summary.unitPrice.text,
    willNotRenewReason: reason,
  };
}

/** Subscriptions as a table: what it is, how it stands, when it renews or ends, what each charge costs. */
export function SubscriptionTable({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly SubscriptionLine[];
}) {
  const t = useTranslate();
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "subscription",
          header: t("customers:subscriptions.subscription"),
          isPrimary: true,
          cell: (row) => (
            <span className="flex min-w-0 flex-col">
              <TextLink to={paths.subscription(row.customerId, row.id)} look="plain" className="font-medium">
                {row.title}
              </TextLink>
              <span className="text-sm font-normal text-ink-muted">
                {[t(`trade:termDuration.${row.termDuration}`), t(`trade:billingPlan.${row.billingPlan}`)].join(" · ")}
              </span>
            </span>
          ),
        },
        {
          key: "status",
          header: t("customers:subscriptions.status"),
          cell: (row) => (
            <span className="flex flex-col items-start gap-1">
              <SubscriptionStatusBadge
                status={row.status}
                isBeingRenewed={row.isBeingRenewed}
                isOnHold={row.isOnHold}
              />
              {row.windowLeft === null ? null : <WindowLeft left={row.windowLeft} />}
            </span>
          ),
        },
        { key: "renewal", header: t("customers:subscriptions.renewal"), cell: (row) => <Renewal row={row} /> },
        {
          key: "quantity",
          header: t("customers:subscriptions.quantity"),
          align: "end",
          isNarrow: true,
          cell: ({ quantityText }) => quantityText,
        },
        {
          key: "charge",
          header: t("customers:subscriptions.charge"),
          align: "end",
          isNarrow: true,
          cell: (row) => (
            <span className="flex flex-col">
              <span>{row.charge}</span>
              <span className="text-sm text-ink-muted">
                {t("customers:subscriptions.each", { price: row.unitPrice })}
              </span>
            </span>
          ),
        },
      ]}
    />
  );
}

function WindowLeft({ left }: { readonly left: TimeLeftText }) {
  const t = useTranslate();
  return <TimeLeft left={{ ...left, text: t("customers:subscriptions.windowLeft", { left: left.text }) }} />;
}

function Renewal({ row }: { readonly row: SubscriptionLine }) {
  const t = useTranslate();
  if (row.status === "deleted")
    return (
      <>{row.cancelledOn === null ? null : t("customers:subscriptions.cancelled", { at: row.cancelledOn })}</>
    );
  const day = row.endsOn;
  if (row.status === "expired") return <>{t("customers:subscriptions.ended", { day })}</>;
  if (row.willNotRenewReason !== null) {
    return (
      <span className="flex flex-col">
        <span>{t("customers:subscriptions.ends", { day })}</span>
        <span className="text-sm text-ink-muted">{row.willNotRenewReason}</span>
      </span>
    );
  }
  return (
    <span className="flex flex-col">
      <span>{t("customers:subscriptions.renews", { day })}</span>
      {row.hasNextTermChange ? (
        <span className="text-sm text-ink-muted">{t("customers:subscriptions.changes")}</span>
      ) : null}
    </span>
  );
}
