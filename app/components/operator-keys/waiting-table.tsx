import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { WaitingForKey } from "#app/views/shelf/waiting-for-keys.ts";
import { Moment } from "../moment.tsx";
import { useTranslate } from "../use-translate.ts";

/** Who asked for a key and got none. */
export function WaitingTable({ waiting }: { readonly waiting: readonly WaitingForKey[] }) {
  const t = useTranslate();
  if (waiting.length === 0) return null;
  return (
    <Section title={t("pools:waitingList.title")} description={t("pools:waitingList.intro")} isPadded={false}>
      <Table
        caption={t("pools:waitingList.caption")}
        rows={waiting}
        rowKey={({ orderId, lineNumber, version }) => `${orderId}:${lineNumber}:${version}`}
        columns={[
          {
            key: "order",
            header: t("pools:waitingList.order"),
            isPrimary: true,
            cell: ({ orderId }) => <span className="font-mono text-sm break-all">{orderId}</span>,
          },
          { key: "partner", header: t("pools:waitingList.partner"), cell: ({ partnerName }) => partnerName },
          {
            key: "edition",
            header: t("pools:waitingList.edition"),
            cell: ({ skuTitle, version }) => [skuTitle, version].filter((word) => word !== "").join(" · "),
          },
          {
            key: "quantity",
            header: t("pools:waitingList.quantity"),
            align: "end",
            isNarrow: true,
            cell: ({ quantityText }) => quantityText,
          },
          {
            key: "since",
            header: t("pools:waitingList.since"),
            isNarrow: true,
            cell: ({ since }) => <Moment instant={since} />,
          },
        ]}
      />
    </Section>
  );
}
