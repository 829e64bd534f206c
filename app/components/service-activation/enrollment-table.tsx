import { useTranslate } from "#app/components/use-translate.ts";
import type { OnlineStatus } from "#app/domain/service-activation/grace.ts";
import { paths } from "#app/http/paths.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { AgreementView } from "#app/views/service-activation/agreements.ts";

const tones: Record<OnlineStatus, Tone> = { active: "success", "in-grace": "warning", deprovisioned: "neutral" };

/** The status of an enrollment's subscriptions. */
export function StatusBadge({ status }: { readonly status: OnlineStatus }) {
  const t = useTranslate();
  return (
    <Badge tone={tones[status]} hasDot>
      {t(`activation:status.${status}`)}
    </Badge>
  );
}

/** The enrollments of an agreement. */
export function EnrollmentTable({ enrollments }: { readonly enrollments: AgreementView["enrollments"] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("activation:agreement.enrollments")}
      rows={enrollments}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "number",
          header: t("activation:fact.enrollment"),
          isPrimary: true,
          cell: ({ id, number, organization }) => (
            <>
              <TextLink to={paths.enrollment(id)}>{number}</TextLink>
              <small>{organization}</small>
            </>
          ),
        },
        {
          key: "term",
          header: t("activation:fact.term"),
          cell: ({ startsOn, endsOn }) => t("activation:period", { from: startsOn.text, to: endsOn.text }),
        },
        {
          key: "status",
          header: t("activation:fact.status"),
          cell: ({ status }) => <StatusBadge status={status} />,
        },
        {
          key: "contact",
          header: t("activation:fact.contact"),
          cell: ({ contact }) => contact ?? t("activation:none"),
        },
        {
          key: "account",
          header: t("activation:fact.account"),
          cell: ({ account }) => account ?? t("activation:enrollment.notLinked"),
        },
      ]}
    />
  );
}
