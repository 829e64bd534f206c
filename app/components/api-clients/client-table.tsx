import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ApiClientSummary } from "#app/views/api-clients.ts";

type ClientTableProps = {
  readonly clients: readonly ApiClientSummary[];
  readonly pathOf: (clientId: string) => string;
};

/** A partner's applications. */
export function ClientTable({ clients, pathOf }: ClientTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={t("apiClients:caption")}
      rows={clients}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("apiClients:name"),
          isPrimary: true,
          cell: ({ id, name }) => (
            <span className="flex min-w-0 flex-col">
              <TextLink to={pathOf(id)} look="plain">
                {name}
              </TextLink>
              <span className="font-mono text-sm font-normal break-all text-ink-muted">{id}</span>
            </span>
          ),
        },
        {
          key: "roles",
          header: t("apiClients:roles"),
          cell: ({ roles }) =>
            roles.length === 0 ? (
              <span className="text-ink-muted">{t("apiClients:noRoles")}</span>
            ) : (
              roles.map((role) => t(`trade:role.${role}`)).join(", ")
            ),
        },
        {
          key: "state",
          header: t("apiClients:state"),
          isNarrow: true,
          cell: ({ revokedAt }) => (
            <span>
              <Badge tone={revokedAt === null ? "success" : "neutral"} hasDot>
                {t(revokedAt === null ? "apiClients:active" : "apiClients:revoked")}
              </Badge>
            </span>
          ),
        },
        {
          key: "last-used",
          header: t("apiClients:lastUsed"),
          isNarrow: true,
          cell: ({ lastUsedAt }) =>
            lastUsedAt === null ? (
              <span className="text-ink-muted">{t("apiClients:neverUsed")}</span>
            ) : (
              <Moment instant={lastUsedAt} />
            ),
        },
      ]}
    />
  );
}
