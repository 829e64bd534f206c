import { useTranslate } from "./use-translate.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { UserState, UserSummary } from "#app/views/users.ts";
import { Moment } from "./moment.tsx";

type UserTableProps = {
  readonly users: readonly UserSummary[];
  /** The page of one user; none where the reader may only look. */
  readonly pathOf: ((userId: string) => string) | null;
};

const toneOf: Record<UserState, Tone> = { active: "success", invited: "info", disabled: "neutral" };

/** People who can sign in, with their roles. */
export function UserTable({ users, pathOf }: UserTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={t("users:caption")}
      rows={users}
      rowKey={(user) => user.id}
      columns={[
        {
          key: "name",
          header: t("users:name"),
          isPrimary: true,
          cell: (user) => (
            <span className="flex min-w-0 flex-col">
              <span className="flex flex-wrap items-center gap-2">
                {pathOf === null ? (
                  user.displayName
                ) : (
                  <TextLink to={pathOf(user.id)} look="plain">
                    {user.displayName}
                  </TextLink>
                )}
                {user.isReader ? <Badge>{t("users:you")}</Badge> : null}
              </span>
              <span className="text-sm font-normal break-all text-ink-muted">{user.email}</span>
            </span>
          ),
        },
        {
          key: "roles",
          header: t("users:roles"),
          cell: (user) =>
            user.roles.length === 0 ? (
              <span className="text-ink-muted">{t("users:noRoles")}</span>
            ) : (
              user.roles.map((role) => t(`trade:role.${role}`)).join(", ")
            ),
        },
        {
          key: "state",
          header: t("users:state"),
          isNarrow: true,
          cell: (user) => (
            <span>
              <Badge tone={toneOf[user.state]} hasDot>
                {t(`users:stateName.${user.state}`)}
              </Badge>
            </span>
          ),
        },
        {
          key: "last-sign-in",
          header: t("users:lastSignIn"),
          isNarrow: true,
          cell: (user) =>
            user.lastSignedInAt === null ? (
              <span className="text-ink-muted">{t("users:neverSignedIn")}</span>
            ) : (
              <Moment instant={user.lastSignedInAt} />
            ),
        },
      ]}
    />
  );
}
