import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { ServiceAccountView } from "#app/views/service-activation/service-account.ts";

type AccountUsersProps = Pick<ServiceAccountView, "users" | "licences" | "mayAssign"> & {
  readonly idempotencyKey: string;
};

/** The users of an account with their services; its global admins tick some and assign a service to them. */
export function AccountUsers({ users, licences, mayAssign, idempotencyKey }: AccountUsersProps) {
  const t = useTranslate();
  const assignable = licences.filter(({ isAssignable }) => isAssignable);
  if (users.length === 0)
    return (
      <Section title={t("activation:account.users")}>
        <EmptyState icon="users" title={t("activation:account.noUsers")}>
          {t("activation:account.noUsersText")}
        </EmptyState>
      </Section>
    );
  const table = (
    <Table
      caption={t("activation:account.users")}
      rows={users}
      rowKey={({ id }) => id}
      columns={[
        ...(mayAssign
          ? [
              {
                key: "tick",
                header: t("activation:account.assignUsers"),
                isHeaderHidden: true,
                isNarrow: true,
                cell: ({ id, name }: { id: string; name: string }) => (
                  <input type="checkbox" className="tick" name="userIds" value={id} aria-label={name} />
                ),
              },
            ]
          : []),
        {
          key: "name",
          header: t("activation:account.users"),
          isPrimary: true,
          cell: ({ name, email }) => (
            <>
              {name}
              <small>{email}</small>
            </>
          ),
        },
        { key: "services", header: t("activation:account.licences"), cell: ({ services }) => services },
      ]}
    />
  );
  if (!mayAssign)
    return (
      <Section title={t("activation:account.users")} description={t("activation:account.onlyAdmins")} isPadded={false}>
        {table}
      </Section>
    );
  return (
    // Another key is another form: what was ticked for the last one is not ticked for the next.
    <Form method="post" key={idempotencyKey}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <input type="hidden" name="intent" value="assign" />
      <Section
        title={t("activation:account.users")}
        isPadded={false}
        footer={
          <span className="flex flex-wrap items-end gap-3 px-4 py-3">
            <label className="flex flex-col gap-1 text-sm font-medium">
              {t("activation:account.assignService")}
              <select name="serviceId" className="input" required>
                {assignable.map(({ serviceId, title }) => (
                  <option key={serviceId} value={serviceId}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
            <Button variant="primary">{t("activation:account.assignSubmit")}</Button>
          </span>
        }
      >
        {table}
      </Section>
    </Form>
  );
}
