import type { ReactNode } from "react";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import type { DevicePage } from "#app/views/upgrade-verification/device-page.ts";
import type { DeviceText } from "#app/views/upgrade-verification/installation-texts.ts";
import { VerdictBadge } from "./badges.tsx";

type DevicesTableProps = {
  readonly devices: readonly DeviceText[];
  /** Whether it is the list of a form that is not signed yet: of these none is covered. */
  readonly isForm?: boolean | undefined;
  /** What can be done with a device, for whoever may. */
  readonly actionOf?: ((device: DeviceText) => ReactNode) | undefined;
};

/** A page of devices, the pages beside it, and which of all devices these are. */
export function DevicesList({
  list: { devices, links, first, last, total },
  actionOf,
  isForm,
}: Pick<DevicesTableProps, "actionOf" | "isForm"> & { readonly list: DevicePage }) {
  const t = useTranslate();
  return (
    <>
      <DevicesTable devices={devices} actionOf={actionOf} isForm={isForm} />
      {devices.length === total ? null : (
        <ListPages links={links} summary={t("installations:devices.shown", { first, last, total })} />
      )}
    </>
  );
}

/** Devices with their verdict and its reason, what they lack, and whether an image may go on them. */
export function DevicesTable({ devices, actionOf, isForm = false }: DevicesTableProps) {
  const t = useTranslate();
  const actions: Column<DeviceText> = {
    key: "action",
    header: t("installations:devices.actions"),
    isHeaderHidden: true,
    isNarrow: true,
    align: "end",
    cell: (device) => actionOf?.(device) ?? null,
  };
  const cover: Column<DeviceText> = {
    key: "released",
    header: t("installations:devices.covered"),
    cell: (device) => <CoverCell device={device} />,
  };
  return (
    <Table
      caption={t("installations:devices.caption")}
      rows={devices}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "serial",
          header: t("installations:devices.serial"),
          isPrimary: true,
          cell: ({ serialNumber, makerAndModel }) => (
            <>
              <span className="font-medium break-all tabular">{serialNumber}</span>
              {makerAndModel === "" ? null : <small>{makerAndModel}</small>}
            </>
          ),
        },
        { key: "base", header: t("installations:devices.base"), cell: ({ baseName }) => baseName },
        {
          key: "verdict",
          header: t("installations:devices.verdict"),
          cell: (device) => <VerdictCell device={device} />,
        },
        {
          key: "coa",
          header: t("installations:devices.coa"),
          isNarrow: true,
          cell: ({ isCoaAffixed, coaSerialNumber }) => (
            <>
              {isCoaAffixed ? t("installations:devices.coaYes") : <Missing>{t("installations:devices.coaNo")}</Missing>}
              {coaSerialNumber === "" ? null : <small className="break-all">{coaSerialNumber}</small>}
            </>
          ),
        },
        {
          key: "proof",
          header: t("installations:devices.proof"),
          cell: ({ licenceProof }) =>
            licenceProof === "" ? <Missing>{t("installations:devices.proofNo")}</Missing> : licenceProof,
        },
        ...(isForm ? [] : [cover]),
        ...(actionOf === undefined ? [] : [actions]),
      ]}
    />
  );
}

/** What a device lacks before it can go on a form. */
function Missing({ children }: { readonly children: ReactNode }) {
  return <span className="font-medium text-danger-ink">{children}</span>;
}

function VerdictCell({ device: { verdict, decisionReason } }: { readonly device: DeviceText }) {
  const t = useTranslate();
  const { row, column, edition, line, reason, conditions } = verdict;
  const open = conditions.filter(({ isOpen }) => isOpen);
  return (
    <>
      <VerdictBadge result={verdict.result} />
      <small className="break-words">
        {t(`installations:reason.${reason}`, { row: row ?? "", column: column ?? "", reason: decisionReason ?? "" })}
        {line === null ? null : ` ${t("installations:line", { edition, line })}.`}
      </small>
      {open.map(({ code }) => (
        <small key={code}>{t(`installations:condition.${code}`)}</small>
      ))}
    </>
  );
}

function CoverCell({ device: { coveredBy, isReleased, imaging } }: { readonly device: DeviceText }) {
  const t = useTranslate();
  const cover =
    coveredBy === null
      ? t("installations:devices.uncovered")
      : t("installations:devices.coveredBy", { number: coveredBy });
  const standing =
    imaging === null
      ? t(isReleased ? "installations:devices.released" : "installations:devices.notReleased")
      : imaging.finishedAt === null
        ? t("installations:devices.begun", { image: imaging.image, at: imaging.startedAt.local })
        : t("installations:devices.imaged", { image: imaging.image });
  return (
    <>
      {cover}
      <small>{standing}</small>
    </>
  );
}
