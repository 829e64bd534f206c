import { useTranslate } from "#app/components/use-translate.ts";
import type { MailText } from "#app/views/notices/outbox.ts";

/** Why a mail was not taken, with the server's own words. */
export function MailFault({ fault }: { readonly fault: NonNullable<MailText["fault"]> }) {
  const t = useTranslate();
  return (
    <>
      {t(`notices:outbox.verdict.${fault.verdict}`)}
      <small className="break-words">
        {fault.smtpCode === null ? null : `${t("notices:outbox.smtpCode", { code: fault.smtpCode })}: `}
        <bdi>{fault.reply}</bdi>
      </small>
    </>
  );
}
