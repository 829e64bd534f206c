import { useTranslate } from "#app/components/use-translate.ts";
import { Moment } from "#app/components/moment.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { InvitationSummary } from "#app/views/invitations.ts";
import { InvitationBadge } from "./invitation-badge.tsx";

type InvitationTableProps = {
  readonly invitations: readonly InvitationSummary[];
  /** The page of one invitation. */
  readonly pathOf: (invitationId: string) => string;
};

/** Invitations that wait for an answer; nothing at all where none does. */
export function InvitationTable({ invitations, pathOf }: InvitationTableProps) {
  const t = useTranslate();
  if (invitations.length === 0) return null;
  return (
    <Section title={t("invitations:openTitle")} description={t("invitations:openIntro")} isPadded={false}>
      <Table
        caption={t("invitations:openTitle")}
        rows={invitations}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: t("users:name"),
            isPrimary: true,
            cell: (invitation) => (
              <span className="flex min-w-0 flex-col">
                <TextLink to={pathOf(invitation.id)} look="plain">
                  {invitation.displayName}
                </TextLink>
                <span className="text-sm font-normal break-all text-ink-muted">{invitation.email}</span>
              </span>
            ),
          },
          {
            key: "roles",
            header: t("users:roles"),
            cell: ({ roles }) =>
              roles.length === 0 ? (
                <span className="text-ink-muted">{t("users:noRoles")}</span>
              ) : (
                roles.map((role) => t(`trade:role.${role}`)).join(", ")
              ),
          },
          {
            key: "state",
            header: t("users:state"),
            isNarrow: true,
            cell: ({ state }) => <InvitationBadge state={state} />,
          },
          {
            key: "until",
            header: t("invitations:until"),
            isNarrow: true,
            cell: ({ expiresAt }) => <Moment instant={expiresAt} />,
          },
        ]}
      />
    </Section>
  );
}
