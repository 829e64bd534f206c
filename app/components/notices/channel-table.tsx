import { useTranslate } from "#app/components/use-translate.ts";
import type { NoticeSettingsView } from "#app/views/notices/notice-settings.ts";

type ChannelTableProps = { readonly kinds: NoticeSettingsView["kinds"]; readonly email: string };

/** Each kind with a box per way in which it reaches the reader. Names of boxes say both, for those who cannot see the table. */
export function ChannelTable({ kinds, email }: ChannelTableProps) {
  const t = useTranslate();
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{t("notices:settings.title")}</caption>
      <thead>
        <tr className="border-b border-line text-start text-sm text-ink-muted">
          <th scope="col" className="px-4 py-2 text-start font-medium">
            {t("notices:settings.kind")}
          </th>
          <th scope="col" className="w-20 px-2 py-2 text-center font-medium sm:w-28">
            {t("notices:settings.portal")}
          </th>
          <th scope="col" className="w-20 px-2 py-2 pe-4 text-center font-medium sm:w-28">
            {t("notices:settings.mail")}
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ kind, isInPortal, isByMail }) => {
          const name = t(`notices:kind.${kind}`);
          return (
            <tr key={kind} className="border-b border-line last:border-b-0">
              <th scope="row" className="px-4 py-2.5 text-start font-normal">
                <input type="hidden" name="shown" value={kind} />
                <span className="font-medium">{name}</span>
                <span className="block text-sm text-ink-muted">{t(`notices:explain.${kind}`)}</span>
              </th>
              <td className="px-2 py-2.5 text-center align-middle">
                <input
                  type="checkbox"
                  name="portal"
                  value={kind}
                  defaultChecked={isInPortal}
                  aria-label={t("notices:settings.portalOf", { kind: name })}
                  className="tick"
                />
              </td>
              <td className="px-2 py-2.5 pe-4 text-center align-middle">
                <input
                  type="checkbox"
                  name="mail"
                  value={kind}
                  defaultChecked={isByMail}
                  aria-label={t("notices:settings.mailOf", { kind: name, email })}
                  className="tick"
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
