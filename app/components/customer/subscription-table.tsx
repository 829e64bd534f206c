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

/**
 * What a row shows, and nothing more: all of it travels to the browser with the page. What few rows have is left out of
 * the others.
 */
export type SubscriptionLine = Pick<
  SubscriptionSummary,
  "id" | "status" | "termDuration" | "billingPlan" | "quantityText"
> & {
  readonly title: string;
  readonly endsOn: string;
  readonly charge: string;
  readonly unitPrice: string;
  /** The partner's own name for it. */
  readonly friendlyName?: string | undefined;
  readonly isBeingRenewed?: true | undefined;
  readonly isOnHold?: true | undefined;
  readonly hasNextTermChange?: true | undefined;
  /** Until the window closes. */
  readonly windowLeft?: TimeLeftText | undefined;
  readonly cancelledOn?: string | undefined;
  /** In words, where it will not renew and has not ended. */
  readonly willNotRenewReason?: string | undefined;
};

/** The row of a subscription; `reason` says in words why it will not renew. */
export function subscriptionLineOf(summary: SubscriptionSummary, reason: string | undefined): SubscriptionLine {
  const { id, status, termDuration, billingPlan, quantityText } = summary;
  return {
    id,
    status,
    termDuration,
    billingPlan,
    quantityText,
    title: summary.product.title,
    endsOn: summary.endsOn.text,
    charge: summary.charge.text,
    unitPrice: summary.unitPrice.text,
    friendlyName: summary.friendlyName ?? undefined,
    isBeingRenewed: summary.isBeingRenewed || undefined,
    isOnHold: summary.hold !== null || undefined,
    hasNextTermChange: summary.hasNextTermChange || undefined,
    windowLeft: summary.openWindow?.left,
    cancelledOn: summary.cancelledOn?.text,
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
              ...(row.friendlyName === undefined ? [] : [row.friendlyName]),
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
        return row.windowLeft === undefined ? (
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
    return cancelledOn === undefined ? null : t("customers:subscriptions.cancelled", { at: cancelledOn });
  if (status === "expired") return t("customers:subscriptions.ended", { day });
  if (willNotRenewReason !== undefined)
    return (
      <>
        {t("customers:subscriptions.ends", { day })}
        {/* A sentence: as wide as it likes it would leave the names of products three lines. */}
        <small className="max-w-80">{willNotRenewReason}</small>
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
