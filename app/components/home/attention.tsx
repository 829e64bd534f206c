import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { HoldReason } from "#app/domain/subscription/subscription.ts";
import { paths } from "#app/http/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { FailingSubscription } from "#app/views/failing-subscriptions.ts";
import type { FailingLine } from "#app/views/partner-home.ts";
import type { SubscriptionSummary } from "#app/views/subscription-summary.ts";
import { ProductLink } from "./product-link.tsx";

export type HeldLine = {
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly subscription: SubscriptionSummary;
};

/** Subscriptions that the jobs have given up on until someone looks. Not drawn when there are none. */
export function OnHold({ held }: { readonly held: readonly HeldLine[] }) {
  const t = useTranslate();
  if (held.length === 0) return null;
  return (
    <Section title={t("home:hold.title")} description={t("home:hold.intro")} isPadded={false}>
      <Table
        caption={t("home:hold.title")}
        rows={held}
        rowKey={({ subscription }) => subscription.id}
        columns={[
          {
            key: "product",
            header: t("home:product"),
            isPrimary: true,
            cell: ({ customer, subscription }) =>
              customer === null ? (
                subscription.product.title
              ) : (
                <ProductLink
                  customer={customer}
                  product={subscription.product}
                  to={paths.subscription(subscription.customerId, subscription.id)}
                />
              ),
          },
          {
            key: "reason",
            header: t("home:ending.reason"),
            cell: ({ subscription: { hold } }) =>
              hold === null ? null : t(`home:hold.reason.${hold.reason as HoldReason}`),
          },
          {
            key: "since",
            header: t("home:hold.heldAt"),
            isNarrow: true,
            cell: ({ subscription: { hold } }) => (hold === null ? null : <Moment instant={hold.heldAt} />),
          },
        ]}
      />
    </Section>
  );
}

/** Subscriptions whose last attempt failed, for a partner: the portal tries again, and has told the operator why. */
export function Failing({ failing }: { readonly failing: readonly FailingLine[] }) {
  const t = useTranslate();
  if (failing.length === 0) return null;
  return (
    <Section title={t("home:failing.title")} description={t("home:failing.intro")} isPadded={false}>
      <Table
        caption={t("home:failing.title")}
        rows={failing}
        rowKey={({ subscriptionId }) => subscriptionId}
        columns={[
          {
            key: "product",
            header: t("home:product"),
            isPrimary: true,
            cell: ({ customer, product, subscriptionId }) => (
              <ProductLink customer={customer} product={product} to={paths.subscription(customer.id, subscriptionId)} />
            ),
          },
          { key: "attempts", header: t("home:failing.attempts"), align: "end", cell: ({ attempts }) => attempts },
          {
            key: "last",
            header: t("home:failing.lastFailedAt"),
            isNarrow: true,
            cell: ({ lastFailedAt }) => <Moment instant={lastFailedAt} />,
          },
        ]}
      />
    </Section>
  );
}

/** The same for the operator, of all partners, with what went wrong and the run it went wrong in. */
export function FailingEverywhere({ failing }: { readonly failing: readonly FailingSubscription[] }) {
  const t = useTranslate();
  if (failing.length === 0) return null;
  return (
    <Section title={t("home:failing.title")} description={t("home:failing.introOperator")} isPadded={false}>
      <Table
        caption={t("home:failing.title")}
        rows={failing}
        rowKey={({ subscriptionId, job }) => `${subscriptionId}:${job}`}
        columns={[
          {
            key: "subscription",
            header: t("home:failing.subscription"),
            isPrimary: true,
            cell: ({ subscriptionId, runId }) => <TextLink to={paths.jobRun(runId)}>{subscriptionId}</TextLink>,
          },
          { key: "message", header: t("home:failing.message"), cell: ({ message }) => message },
          { key: "attempts", header: t("home:failing.attempts"), align: "end", cell: ({ attempts }) => attempts },
          {
            key: "last",
            header: t("home:failing.lastFailedAt"),
            isNarrow: true,
            cell: ({ lastFailedAt }) => <Moment instant={lastFailedAt} />,
          },
        ]}
      />
    </Section>
  );
}
