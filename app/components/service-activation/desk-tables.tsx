import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ActivationDeskView } from "#app/views/service-activation/desk.ts";

/** Requests about enrollments that wait for the operator. */
export function CaseTable({ cases }: { readonly cases: ActivationDeskView["cases"] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("activation:desk.cases")}
      rows={cases}
      rowKey={({ requestId }) => requestId}
      columns={[
        {
          key: "request",
          header: t("activation:desk.request"),
          isPrimary: true,
          cell: ({ requestId, kind }) => (
            <>
              <TextLink to={paths.activationCase(requestId)}>{requestId}</TextLink>
              <small>{t(`activation:help.kinds.${kind}`)}</small>
            </>
          ),
        },
        {
          key: "enrollment",
          header: t("activation:fact.enrollment"),
          cell: ({ enrollment, organization }) => (
            <>
              {enrollment}
              <small>{organization}</small>
            </>
          ),
        },
        {
          key: "due",
          header: t("activation:desk.due"),
          cell: ({ due, isOverdue, isAnswered }) => (
            <>
              {due}
              <small>
                <Badge tone={isOverdue ? "danger" : "neutral"} hasDot>
                  {t(
                    isAnswered
                      ? "activation:desk.answered"
                      : isOverdue
                        ? "activation:desk.overdue"
                        : "activation:desk.inTime",
                  )}
                </Badge>
              </small>
            </>
          ),
        },
      ]}
    />
  );
}

/** Reservations that have not taken effect. */
export function ReservationTable({ reservations }: { readonly reservations: ActivationDeskView["reservations"] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("activation:desk.reservations")}
      rows={reservations}
      rowKey={({ id }) => id}
      columns={[
        { key: "service", header: t("activation:fact.service"), isPrimary: true, cell: ({ service }) => service },
        { key: "enrollment", header: t("activation:fact.enrollment"), cell: ({ enrollment }) => enrollment },
        { key: "quantity", header: t("activation:fact.quantity"), align: "end", cell: ({ quantity }) => quantity },
        {
          key: "placed",
          header: t("activation:fact.placed"),
          cell: ({ placed, isLate }) => (
            <>
              {placed}
              {isLate ? (
                <small>
                  <Badge tone="danger" hasDot>
                    {t("activation:desk.late")}
                  </Badge>
                </small>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}

/** The online services with the lists that the operator keeps. */
export function ServiceListTable({ services }: { readonly services: ActivationDeskView["services"] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("activation:desk.services")}
      rows={services}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "service",
          header: t("activation:fact.service"),
          isPrimary: true,
          cell: ({ id, title, base }) => (
            <>
              <TextLink to={paths.onlineService(id)}>{title}</TextLink>
              {base === null ? null : <small>{t("activation:desk.base", { title: base })}</small>}
            </>
          ),
        },
        {
          key: "countries",
          header: t("activation:desk.countries"),
          cell: ({ countries }) => (countries === "" ? t("activation:desk.unknown") : countries),
        },
        {
          key: "excludes",
          header: t("activation:desk.excludes"),
          cell: ({ excludes }) => (excludes === "" ? t("activation:none") : excludes),
        },
      ]}
    />
  );
}
