import { ExportForm } from "#app/components/export-form.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { UserTable } from "#app/components/user-table.tsx";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { CustomerAccessView } from "#app/views/customer-access.ts";

type CustomerUsersProps = Pick<CustomerAccessView, "users" | "links" | "hasAdmin"> & {
  readonly customerId: string;
  /** Why the reader cannot invite; null where it is possible. */
  readonly inviteReason: string | null;
};

/** Who of a customer can sign in, for the partner. */
export function CustomerUsers({ customerId, users, links, hasAdmin, inviteReason }: CustomerUsersProps) {
  const t = useTranslate();
  const invite = (
    <ButtonLink
      to={paths.inviteCustomerUser(customerId)}
      variant="primary"
      icon="plus"
      {...(inviteReason === null ? {} : { disabledReason: inviteReason })}
    >
      {t("invitations:access.invite")}
    </ButtonLink>
  );
  return (
    <>
      {users.length === 0 || hasAdmin ? null : (
        <Notice tone="warning" title={t("invitations:access.noAdmin")}>
          {t("invitations:access.noAdminText")}
        </Notice>
      )}
      <Section
        title={t("invitations:access.usersTitle")}
        description={t("invitations:access.usersIntro")}
        actions={
          users.length === 0 ? undefined : (
            <>
              <ExportForm action={paths.customerAccessCsv(customerId)} />
              {invite}
            </>
          )
        }
        isPadded={false}
      >
        {users.length === 0 ? (
          <EmptyState icon="users" title={t("invitations:access.empty")} action={invite}>
            {t("invitations:access.emptyText")}
          </EmptyState>
        ) : (
          <>
            <UserTable users={users} pathOf={null} />
            <p className="border-t border-line px-4 py-2.5 text-sm text-ink-muted">
              {t("invitations:access.roleNote")}
            </p>
          </>
        )}
        <ListPages links={links} previousLabel={t("users:previousUsers")} nextLabel={t("users:nextUsers")} />
      </Section>
    </>
  );
}
