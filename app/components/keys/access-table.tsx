import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Table } from "#app/ui/table.tsx";
import type { AccessText } from "#app/views/entitlement-accesses.ts";

/** Who looked at a key, copied a link or downloaded, and from where. */
export function AccessTable({ accesses }: { readonly accesses: readonly AccessText[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("keys:history.title")}
      rows={accesses}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "what",
          header: t("keys:history.what"),
          isPrimary: true,
          cell: (access) => <What access={access} />,
        },
        { key: "who", header: t("keys:history.who"), cell: (access) => <Who access={access} /> },
        {
          key: "address",
          header: t("keys:history.address"),
          cell: ({ address }) => <span className="break-words">{address ?? t("keys:history.noAddress")}</span>,
        },
        { key: "when", header: t("keys:history.when"), isNarrow: true, cell: ({ at }) => <Moment instant={at} /> },
      ]}
    />
  );
}

function What({ access }: { readonly access: AccessText }) {
  const t = useTranslate();
  const remark = remarkOf(access, t);
  return (
    <span className="flex min-w-0 flex-col">
      <span className="font-medium">{t(`keys:history.action.${access.action}`)}</span>
      {remark === "" ? null : <span className="text-sm font-normal break-all text-ink-muted">{remark}</span>}
    </span>
  );
}

function remarkOf({ version, isFirst, fileName }: AccessText, t: Translate): string {
  const parts = [
    version === null || version === "" ? null : t("keys:history.keyOf", { version }),
    isFirst ? t("keys:history.first") : null,
    fileName,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

function Who({ access: { side, userName, copied } }: { readonly access: AccessText }) {
  const t = useTranslate();
  if (copied !== null)
    return (
      <span className="flex min-w-0 flex-col">
        <span>{t("keys:history.holder")}</span>
        <span className="text-sm text-ink-muted">
          {t("keys:history.holderOf", {
            name: copied.by ?? t("keys:history.unknownUser"),
            at: copied.at.local,
          })}
        </span>
      </span>
    );
  return (
    <span className="flex min-w-0 flex-col">
      <span>{userName ?? t("keys:history.unknownUser")}</span>
      <span className="text-sm text-ink-muted">{t(`keys:side.${side}`)}</span>
    </span>
  );
}
