import { useTranslate } from "#app/components/use-translate.ts";
import { Badge } from "#app/ui/badge.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { LineDetails, type LineText, whoOf } from "./activity-line.tsx";

type ActivityTableProps = {
  readonly lines: readonly LineText[];
  /** Whether the lines may be of several partners, as for the operator. */
  readonly hasPartners: boolean;
  /** The address of the list with another customer or user. */
  readonly pathWith: (search: { readonly customer?: string; readonly user?: string }) => string;
};

/** Lines of the log. Details open in their row, with or without scripts. */
export function ActivityTable({ lines, hasPartners, pathWith }: ActivityTableProps) {
  const t = useTranslate();
  const columns: Column<LineText>[] = [
    {
      key: "when",
      header: t("activity:column.when"),
      // Names the row: what opens below its summary is no part of a name.
      isPrimary: true,
      isNarrow: true,
      cell: ({ at }) => <time dateTime={at.iso}>{at.exact}</time>,
    },
    {
      key: "action",
      header: t("activity:column.action"),
      cell: (line) => {
        const action = t(`subscriptions:activity.action.${line.action}`);
        return (
          <details className="activity-line">
            <summary>
              {action}
              {line.outcome === "refused" ? (
                <>
                  {" "}
                  <Badge tone="warning">{t("activity:refused")}</Badge>
                </>
              ) : null}
            </summary>
            <LineDetails line={line} />
          </details>
        );
      },
    },
    {
      key: "customer",
      header: t("activity:column.customer"),
      cell: ({ customer }) =>
        customer === null ? (
          ""
        ) : (
          <TextLink to={pathWith({ customer: customer.id })} look="plain">
            {customer.name}
          </TextLink>
        ),
    },
    {
      key: "user",
      header: t("activity:column.user"),
      cell: (line) =>
        line.user === null ? (
          whoOf(line, t)
        ) : (
          <TextLink to={pathWith({ user: line.user.id })} look="plain">
            {line.user.name}
          </TextLink>
        ),
    },
  ];
  if (hasPartners)
    columns.splice(2, 0, {
      key: "partner",
      header: t("activity:column.partner"),
      cell: ({ partner }) => partner?.name ?? t("activity:filter.portal"),
    });
  return <Table caption={t("activity:caption")} rows={lines} rowKey={({ id }) => id} columns={columns} isHeadSticky />;
}
