import { Form } from "@remix-run/react";
import type { FormMetadata } from "@conform-to/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Moment } from "#app/components/moment.tsx";
import { PasswordLink, type ShownPasswordLink } from "#app/components/password-link.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import type { InvitationSummary } from "#app/views/invitations.ts";
import { InvitationBadge } from "./invitation-badge.tsx";

type InvitationDetailsProps = {
  readonly invitation: InvitationSummary;
  readonly breadcrumbs: readonly { readonly to: string; readonly label: string }[];
  readonly link: ShownPasswordLink | undefined;
  readonly form: FormMetadata<Record<string, unknown>>;
};

/** One invitation, and what can still be done about it. */
export function InvitationDetails({ invitation, breadcrumbs, link, form }: InvitationDetailsProps) {
  const t = useTranslate();
  const { displayName: name, state } = invitation;
  const isWaiting = state === "open" || state === "expired";
  return (
    <PageStack>
      <PageHeader
        title={t("invitations:of", { name })}
        badge={<InvitationBadge state={state} />}
        description={invitation.email}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: breadcrumbs }}
      />
      <FormErrors form={form} />
      {link === undefined ? null : <PasswordLink link={link} title={t("invitations:linkTitle")} />}
      {isWaiting ? null : (
        <Notice tone="info" title={t(`invitations:closed.${state}Title`)}>
          {t(`invitations:closed.${state}Text`, { name })}
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[1fr_1fr]">
        <Section title={t("invitations:facts")}>
          <DescriptionList
            items={[
              {
                term: t("users:roles"),
                value:
                  invitation.roles.length === 0
                    ? t("users:noRoles")
                    : invitation.roles.map((role) => t(`trade:role.${role}`)).join(", "),
              },
              { term: t("invitations:invitedAt"), value: <Moment instant={invitation.invitedAt} /> },
              { term: t("invitations:invitedBy"), value: invitation.invitedBy },
              { term: t("invitations:until"), value: <Moment instant={invitation.expiresAt} withUtc /> },
            ]}
          />
        </Section>
        {isWaiting ? <Actions name={name} /> : null}
      </div>
    </PageStack>
  );
}

function Actions({ name }: { readonly name: string }) {
  const t = useTranslate();
  return (
    <PageStack>
      <Section title={t("invitations:renew.title")}>
        <Form method="post" className="flex flex-col items-start gap-3">
          <input type="hidden" name="intent" value="link" />
          <p>{t("invitations:renew.text")}</p>
          <Button variant="primary">{t("invitations:renew.submit")}</Button>
        </Form>
      </Section>
      <Section title={t("invitations:withdraw.title")}>
        <Form method="post" className="flex flex-col items-start gap-3">
          <input type="hidden" name="intent" value="withdraw" />
          <p>{t("invitations:withdraw.text", { name })}</p>
          <Button variant="danger">{t("invitations:withdraw.submit")}</Button>
        </Form>
      </Section>
    </PageStack>
  );
}
