import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { SupportSummary } from "#app/views/support/support-summary.ts";
import { SeverityBadge, StateBadge } from "./badges.tsx";

type SupportTableProps = {
  readonly requests: readonly SupportSummary[];
  /** The operator's table names the partner, and leads to the page with the answer. */
  readonly side: "partner" | "operator";
};

/** Support requests in a list. */
export function SupportTable({ requests, side }: SupportTableProps) {
  const t = useTranslate();
  const isOperator = side === "operator";
  const partner: Column<SupportSummary> = {
    key: "partner",
    header: t("support:table.partner"),
    cell: ({ partnerName }) => partnerName,
  };
  return (
    <Table
      caption={t("support:table.caption")}
      rows={requests}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "request",
          header: t("support:table.request"),
          isPrimary: true,
          cell: ({ id, title, topic }) => (
            <>
              <TextLink
                to={isOperator ? paths.answerSupport(id) : paths.supportRequest(id)}
                look="plain"
                className="font-medium break-words"
              >
                {title}
              </TextLink>
              <small>
                <span className="tabular">{id}</span> · {t(`support:topic.${topic}`)}
              </small>
            </>
          ),
        },
        ...(isOperator ? [partner] : []),
        {
          key: "customer",
          header: t("support:table.customer"),
          cell: ({ customerName }) =>
            customerName ?? <span className="text-ink-subtle">{t("support:table.none")}</span>,
        },
        {
          key: "severity",
          header: t("support:table.severity"),
          isNarrow: true,
          cell: ({ severity }) => <SeverityBadge severity={severity} />,
        },
        {
          key: "state",
          header: t("support:table.state"),
          isNarrow: true,
          cell: ({ state }) => <StateBadge state={state} isOwn={!isOperator} />,
        },
        isOperator
          ? {
              key: "created",
              header: t("support:table.created"),
              isNarrow: true,
              cell: ({ createdAt }) => <Moment instant={createdAt} />,
            }
          : {
              key: "changed",
              header: t("support:table.changed"),
              isNarrow: true,
              cell: ({ changedAt }) => <Moment instant={changedAt} />,
            },
      ]}
    />
  );
}
