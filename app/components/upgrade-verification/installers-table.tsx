import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { InstallersView } from "#app/views/upgrade-verification/installations.ts";

/** The installers there are, each with where its forms go. */
export function InstallersTable({ installers }: Pick<InstallersView, "installers">) {
  const t = useTranslate();
  if (installers.length === 0)
    return (
      <EmptyState icon="info" title={t("installations:installers.empty")}>
        {t("installations:installers.emptyText")}
      </EmptyState>
    );
  return (
    <Table
      caption={t("installations:installers.caption")}
      rows={installers}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("installations:installers.name"),
          isPrimary: true,
          cell: ({ id, name, address }) => (
            <>
              <TextLink to={paths.installers({ installer: id })} look="plain" className="font-medium">
                {name}
              </TextLink>
              <small>{address}</small>
            </>
          ),
        },
        {
          key: "kind",
          header: t("installations:installers.kind"),
          cell: ({ kind }) => t(`installations:installers.kinds.${kind}`),
        },
        {
          key: "partner",
          header: t("installations:installers.partner"),
          cell: ({ partnerName }) => partnerName ?? t("installations:installers.noPartner"),
        },
        {
          key: "returnAddress",
          header: t("installations:installers.returnAddress"),
          cell: ({ returnAddress }) => <span className="break-all">{returnAddress}</span>,
        },
      ]}
    />
  );
}
