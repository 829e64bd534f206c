import type { ReactNode } from "react";
import { TimeLeft } from "#app/components/time-left.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { paths } from "#app/http/paths.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { TimeLeftText } from "#app/views/format.ts";
import type { SubscriptionSummary } from "#app/views/subscription-summary.ts";
import { SubscriptionStatusBadge } from "./subscription-status.tsx";

/** What a row shows, and nothing more: all of it travels to the browser with the page. */
export type SubscriptionLine = Pick<
  SubscriptionSummary,
  "id" | "status" | "isBeingRenewed" | "termDuration" | "billingPlan" | "hasNextTermChange" | "quantityText"
> & {
  readonly title: string;
  /** The partner's own name for it. */
  readonly friendlyName: string | null;
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
  const { id, status, isBeingRenewed, termDuration, billingPlan, hasNextTermChange, quantityText } = summary;
  return {
    id,
    status,
    isBeingRenewed,
    termDuration,
    billingPlan,
    hasNextTermChange,
    quantityText,
    title: summary.product.title,
    friendlyName: summary.friendlyName,
    isOnHold: summary.hold !== null,
    windowLeft: summary.openWindow?.left ?? null,
    endsOn: summary.endsOn.text,
    cancelledOn: summary.cancelledOn?.text ?? null,
    charge: summary.charge.text,
    unitPrice: summary.unitPrice.text,
    willNotRenewReason: reason,
  };
}

/** Subscriptions of one customer as a table: what it is, how it stands, when it renews or ends, what each charge costs. */
export function SubscriptionTable({
  caption,
  customerId,
  rows,
  hidden,
}: {
  readonly caption: string;
  readonly customerId: string;
  readonly rows: readonly SubscriptionLine[];
  readonly hidden?: readonly string[];
}) {
  const t = useTranslate();
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      hidden={hidden}
      columns={subscriptionColumns<SubscriptionLine>(t, () => customerId)}
    />
  );
}

/** The columns of every table of subscriptions. */
export function subscriptionColumns<Line extends SubscriptionLine>(
  t: Translate,
  customerIdOf: (line: Line) => string,
): Column<Line>[] {
  return [
    {
      key: "subscription",
      header: t("customers:subscriptions.subscription"),
      isPrimary: true,
      cell: (row) => (
        <>
          <TextLink to={paths.subscription(customerIdOf(row), row.id)} look="plain" className="font-medium">
            {row.title}
          </TextLink>
          <small>
            {[
              ...(row.friendlyName === null ? [] : [row.friendlyName]),
              t(`trade:termDuration.${row.termDuration}`),
              t(`trade:billingPlan.${row.billingPlan}`),
            ].join(" · ")}
          </small>
        </>
      ),
    },
    {
      key: "status",
      header: t("customers:subscriptions.status"),
      cell: (row) => {
        const badge = (
          <SubscriptionStatusBadge status={row.status} isBeingRenewed={row.isBeingRenewed} isOnHold={row.isOnHold} />
        );
        return row.windowLeft === null ? (
          badge
        ) : (
          <span className="flex flex-col items-start gap-1">
            {badge}
            <WindowLeft left={row.windowLeft} />
          </span>
        );
      },
    },
    { key: "renewal", header: t("customers:subscriptions.renewal"), cell: (row) => renewalOf(row, t) },
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
        <>
          {row.charge}
          <small>{t("customers:subscriptions.each", { price: row.unitPrice })}</small>
        </>
      ),
    },
  ];
}

function WindowLeft({ left }: { readonly left: TimeLeftText }) {
  const t = useTranslate();
  return <TimeLeft left={{ ...left, text: t("customers:subscriptions.windowLeft", { left: left.text }) }} />;
}

function renewalOf(row: SubscriptionLine, t: Translate): ReactNode {
  const { status, endsOn: day, cancelledOn, willNotRenewReason } = row;
  if (status === "deleted")
    return cancelledOn === null ? null : t("customers:subscriptions.cancelled", { at: cancelledOn });
  if (status === "expired") return t("customers:subscriptions.ended", { day });
  if (willNotRenewReason !== null)
    return (
      <>
        {t("customers:subscriptions.ends", { day })}
        <small>{willNotRenewReason}</small>
      </>
    );
  const renews = t("customers:subscriptions.renews", { day });
  if (!row.hasNextTermChange) return renews;
  return (
    <>
      {renews}
      <small>{t("customers:subscriptions.changes")}</small>
    </>
  );
}
