import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { InstallationSummary } from "#app/views/upgrade-verification/installations.ts";
import { InstallationBadge } from "./badges.tsx";

type InstallationsTableProps = {
  readonly orders: readonly InstallationSummary[];
  /** The page of an order for this side. */
  readonly pathOf: (orderId: string) => string;
  /** Whether the reader is the installer, who needs no column of its own name. */
  readonly isOfInstaller: boolean;
};

/** Orders of upgrade installations in a list. */
export function InstallationsTable({ orders, pathOf, isOfInstaller }: InstallationsTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={t("installations:table.caption")}
      rows={orders}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "order",
          header: t("installations:table.order"),
          isPrimary: true,
          cell: ({ id, targetName, enrollmentNumber }) => (
            <>
              <TextLink to={pathOf(id)} look="plain" className="font-medium tabular">
                {id}
              </TextLink>
              <small>
                {targetName} · {enrollmentNumber}
              </small>
            </>
          ),
        },
        { key: "customer", header: t("installations:table.customer"), cell: ({ customerName }) => customerName },
        ...(isOfInstaller
          ? []
          : [
              {
                key: "installer",
                header: t("installations:table.installer"),
                cell: ({ installerName }: InstallationSummary) => installerName,
              },
            ]),
        {
          key: "state",
          header: t("installations:table.state"),
          isNarrow: true,
          cell: ({ state, isHeld }) => <InstallationBadge state={state} isHeld={isHeld} />,
        },
        {
          key: "changed",
          header: t("installations:table.changed"),
          isNarrow: true,
          cell: ({ changedAt }) => <Moment instant={changedAt} />,
        },
      ]}
    />
  );
}
