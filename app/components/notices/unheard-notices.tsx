import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Notice } from "#app/ui/notice.tsx";
import type { MailsView } from "#app/views/notices/outbox.ts";

/** Notices that nobody could be told of, so that the operator can ask somebody to be there. */
export function UnheardNotices({ notices }: { readonly notices: MailsView["unheard"] }) {
  const t = useTranslate();
  return (
    <Notice tone="warning" title={t("notices:outbox.unheardTitle")}>
      <p className="max-w-prose">{t("notices:outbox.unheardText")}</p>
      <ul className="mt-2 list-disc ps-5">
        {notices.map(({ id, kind, partnerName, foundAt }) => (
          <li key={id}>
            {partnerName ?? t("notices:outbox.operator")}: {t(`notices:kind.${kind}`)}, <Moment instant={foundAt} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
