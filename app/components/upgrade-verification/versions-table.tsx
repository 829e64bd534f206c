import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";
import type { VersionText } from "#app/views/upgrade-verification/installation-texts.ts";

type Row = { readonly key: string; readonly field: string; readonly valueOf: (version: VersionText) => ReactNode };

/** The versions of a verification side by side, one column each; rejected and superseded ones stay readable. */
export function VersionsTable({
  orderId,
  versions,
  hasForms,
}: {
  readonly orderId: string;
  readonly versions: readonly VersionText[];
  /** Whether the reader can open the filled form of each; the operator finds them in the evidence. */
  readonly hasForms: boolean;
}) {
  const t = useTranslate();
  const none = t("installations:versions.none");
  const rows: readonly Row[] = [
    {
      key: "state",
      field: t("installations:versions.state"),
      valueOf: ({ state }) => t(`installations:versions.states.${state}`),
    },
    {
      key: "kind",
      field: t("installations:versions.kind"),
      valueOf: ({ isSupplement, proof }) => (
        <>
          {t(isSupplement ? "installations:versions.supplement" : "installations:versions.main")}
          <small>{t(`installations:proof.${proof}`)}</small>
        </>
      ),
    },
    { key: "customer", field: t("installations:submit.customerName"), valueOf: ({ form }) => form.customerName },
    { key: "address", field: t("installations:submit.customerAddress"), valueOf: ({ form }) => form.customerAddress },
    {
      key: "contact",
      field: t("installations:submit.contactName"),
      valueOf: ({ form }) => (
        <>
          {form.contactName}
          <small className="break-all">{form.contactEmail}</small>
        </>
      ),
    },
    {
      key: "devices",
      field: t("installations:versions.serials"),
      valueOf: ({ serialNumbers, devices }) =>
        serialNumbers.length === 0 ? (
          none
        ) : (
          <>
            <span className="break-words tabular">{serialNumbers.join(", ")}</span>
            {devices > serialNumbers.length ? (
              <small>{t("installations:versions.serialsMore", { count: devices - serialNumbers.length })}</small>
            ) : null}
          </>
        ),
    },
    {
      key: "signature",
      field: t("installations:versions.signature"),
      valueOf: (version) => <SignatureCell orderId={orderId} version={version} hasForms={hasForms} />,
    },
    {
      key: "handedOver",
      field: t("installations:versions.handedOver"),
      valueOf: ({ handedOverTo }) => (handedOverTo === "" ? none : <span className="break-all">{handedOverTo}</span>),
    },
    {
      key: "answer",
      field: t("installations:versions.answer"),
      valueOf: ({ answer, number }) =>
        answer === null ? (
          none
        ) : (
          <>
            {t(answer.isAccepted ? "installations:versions.accepted" : "installations:versions.rejected", {
              name: answer.name,
              text: answer.text,
            })}
            <small>
              {answer.answeredOn === null
                ? answer.at.local
                : t("installations:versions.recorded", { on: answer.answeredOn.text, at: answer.at.local })}
            </small>
            {answer.hasFile ? (
              <ButtonLink
                to={paths.signedForm(orderId, number, { file: "answer" })}
                size="sm"
                variant="quiet"
                icon="download"
                isDownload
              >
                {t("installations:versions.openAnswer")}
              </ButtonLink>
            ) : null}
          </>
        ),
    },
  ];
  return (
    <Table
      caption={t("installations:versions.caption")}
      rows={rows}
      rowKey={({ key }) => key}
      narrow="scroll"
      columns={[
        { key: "field", header: t("installations:versions.field"), isPrimary: true, cell: ({ field }) => field },
        ...versions.map((version) => ({
          key: String(version.number),
          header: t("installations:versions.version", { number: version.number }),
          cell: ({ valueOf }: Row) => valueOf(version),
        })),
      ]}
    />
  );
}

function SignatureCell({
  orderId,
  version,
  hasForms,
}: {
  readonly orderId: string;
  readonly version: VersionText;
  readonly hasForms: boolean;
}) {
  const t = useTranslate();
  const { signature, number, language } = version;
  if (signature === null) return t("installations:versions.none");
  return (
    <>
      {t("installations:versions.signedText", {
        name: signature.name,
        title: signature.title,
        on: signature.signedOn.text,
      })}
      <small>{signature.at.local}</small>
      {signature.hasFile ? (
        <ButtonLink to={paths.signedForm(orderId, number)} size="sm" variant="quiet" icon="download" isDownload>
          {t("installations:versions.openFile")}
        </ButtonLink>
      ) : null}
      {hasForms ? (
        <ButtonLink
          to={paths.installationForm(orderId, { version: String(number), language })}
          size="sm"
          variant="quiet"
          icon="download"
          isDownload
        >
          {t("installations:versions.openForm")}
        </ButtonLink>
      ) : null}
    </>
  );
}
