import { useTranslate } from "#app/components/use-translate.ts";
import { Table } from "#app/ui/table.tsx";
import type { ServiceAccountView } from "#app/views/service-activation/service-account.ts";
import { Counted } from "./counted.tsx";

/** What counts in an account per service, and what stands beside it. */
export function LicenceTable({ licences }: { readonly licences: ServiceAccountView["licences"] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("activation:account.licences")}
      rows={licences}
      rowKey={({ serviceId }) => serviceId}
      columns={[
        { key: "service", header: t("activation:fact.service"), isPrimary: true, cell: ({ title }) => title },
        {
          key: "counted",
          header: t("activation:fact.quantity"),
          cell: ({ active, inGrace }) => <Counted active={active} inGrace={inGrace} />,
        },
        { key: "assigned", header: t("activation:account.assigned"), align: "end", cell: ({ assigned }) => assigned },
      ]}
    />
  );
}
