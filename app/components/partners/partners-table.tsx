import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { PartnersView } from "#app/views/partners.ts";

/** The partners there are, each with how many customers it has and whether it sells perpetual software. */
export function PartnersTable({ partners }: Pick<PartnersView, "partners">) {
  const t = useTranslate();
  if (partners.length === 0)
    return (
      <EmptyState icon="users" title={t("partners:empty")}>
        {t("partners:emptyText")}
      </EmptyState>
    );
  return (
    <Table
      caption={t("partners:caption")}
      rows={partners}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("partners:name"),
          isPrimary: true,
          cell: ({ name }) => <span className="font-medium">{name}</span>,
        },
        { key: "country", header: t("partners:country"), cell: ({ country }) => country.name },
        {
          key: "customers",
          header: t("partners:customers"),
          align: "end",
          cell: ({ customers }) => customers.text,
        },
        {
          key: "sellsPerpetual",
          header: t("partners:perpetual"),
          cell: ({ sellsPerpetual }) => (
            <Badge tone={sellsPerpetual ? "success" : "neutral"} hasDot>
              {t(sellsPerpetual ? "partners:sold" : "partners:notSold")}
            </Badge>
          ),
        },
        {
          key: "change",
          header: t("partners:change"),
          isHeaderHidden: true,
          align: "end",
          cell: ({ id, name, sellsPerpetual }) => (
            <TextLink to={paths.partners({ partner: id })}>
              {t(sellsPerpetual ? "partners:off" : "partners:on")}
              <span className="sr-only">: {name}</span>
            </TextLink>
          ),
        },
      ]}
    />
  );
}
