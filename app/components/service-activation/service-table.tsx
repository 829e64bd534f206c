import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { EnrollmentView } from "#app/views/service-activation/enrollment.ts";
import { Counted } from "./counted.tsx";

type ServiceTableProps = {
  readonly enrollmentId: string;
  readonly services: EnrollmentView["services"];
  /** Whether the enrollment has its account, so that no link is needed. */
  readonly isLinked: boolean;
};

/** The online services under an enrollment: what counts, and what stands in the way of an e-mail. */
export function ServiceTable({ enrollmentId, services, isLinked }: ServiceTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={t("activation:enrollment.services")}
      rows={services}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "service",
          header: t("activation:fact.service"),
          isPrimary: true,
          cell: ({ id, title }) => <TextLink to={paths.enrollmentService(enrollmentId, id)}>{title}</TextLink>,
        },
        { key: "quantity", header: t("activation:fact.quantity"), align: "end", cell: ({ quantity }) => quantity },
        {
          key: "counted",
          header: t("activation:fact.status"),
          cell: ({ active, inGrace }) =>
            active === null ? t("activation:enrollment.notLinked") : <Counted active={active} inGrace={inGrace} />,
        },
        {
          key: "mail",
          header: t("activation:enrollment.mail"),
          cell: ({ headline }) =>
            headline === null ? t("activation:service.queued") : t(`activation:reason.${headline}.title`),
        },
        {
          key: "link",
          header: t("activation:fact.linkExpires"),
          cell: ({ linkUntil, isLinkOver }) =>
            isLinked
              ? t("activation:enrollment.linkNotNeeded")
              : isLinkOver
                ? t("activation:service.linkOver", { on: linkUntil.text })
                : linkUntil.text,
        },
      ]}
    />
  );
}
