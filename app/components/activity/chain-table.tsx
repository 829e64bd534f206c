import type { SerializeFrom } from "@remix-run/node";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ChainText } from "#app/views/activity/activity-chains.ts";

type Chain = SerializeFrom<ChainText>;

/** Chains of the log with what was last found in each. */
export function ChainTable({ caption, chains }: { readonly caption: string; readonly chains: readonly Chain[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={caption}
      rows={chains}
      rowKey={({ chain }) => chain}
      columns={[
        {
          key: "chain",
          header: t("activity:chains.chain"),
          isPrimary: true,
          cell: ({ chain, partnerName }) => (
            <TextLink to={paths.activity({ partner: chain === "" ? "portal" : chain })} look="plain">
              {partnerName ?? (chain === "" ? t("activity:chains.portal") : chain)}
            </TextLink>
          ),
        },
        { key: "lines", header: t("activity:chains.lines"), align: "end", cell: ({ lines }) => lines },
        { key: "state", header: t("activity:chains.state"), cell: (chain) => <State chain={chain} /> },
        {
          key: "checked",
          header: t("activity:chains.checked"),
          isNarrow: true,
          cell: ({ check }) => (check === null ? "" : <Moment instant={check.checkedAt} />),
        },
      ]}
    />
  );
}

function State({ chain: { check } }: { readonly chain: Chain }) {
  const t = useTranslate();
  if (check === null) return <Badge>{t("activity:chains.stateUnknown")}</Badge>;
  const { fault, lines, sealedOn } = check;
  const read = t("activity:chains.read", { lines });
  const remark = sealedOn === null ? read : `${read}, ${t("activity:chains.sealed", { day: sealedOn.text })}`;
  return (
    <>
      <Badge tone={fault === null ? "success" : "danger"} hasDot>
        {t(fault === null ? "activity:chains.stateIntact" : "activity:chains.stateBroken")}
      </Badge>
      <small className="break-words">{fault === null ? remark : faultText(fault, t)}</small>
    </>
  );
}

function faultText(
  { code, sequence, sequenceText, lineId }: NonNullable<NonNullable<Chain["check"]>["fault"]>,
  t: Translate,
) {
  const what =
    sequence === null && code !== "key-missing"
      ? t("activity:chains.faultBefore")
      : t(`activity:chains.fault.${code}`, { sequence: sequenceText ?? "" });
  return lineId === null ? what : `${what} ${t("activity:chains.lineId", { id: lineId })}`;
}
