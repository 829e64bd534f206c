import { PasswordLink, type ShownPasswordLink } from "#app/components/password-link.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";

type InvitedProps = {
  readonly name: string;
  /** Null where a late repetition of the form found the invitation accepted or withdrawn. */
  readonly link: ShownPasswordLink | null;
  readonly list: { readonly to: string; readonly label: string };
  readonly againTo: string;
};

/** What follows an invitation: the link, shown this once, and where to go on. */
export function Invited({ name, link, list, againTo }: InvitedProps) {
  const t = useTranslate();
  const title = t("invitations:doneTitle", { name });
  return (
    <>
      {link === null ? (
        <Notice tone="info" title={title} isAnnounced>
          {t("invitations:closedAlready")}
        </Notice>
      ) : (
        <PasswordLink link={link} title={title} />
      )}
      <FormActions>
        <ButtonLink to={list.to} variant="primary">
          {list.label}
        </ButtonLink>
        <ButtonLink to={againTo} reloadDocument>
          {t("invitations:another")}
        </ButtonLink>
      </FormActions>
    </>
  );
}
