import { CopyButton } from "./copy-button.tsx";
import { useTranslate } from "./use-translate.ts";
import { Notice } from "#app/ui/notice.tsx";

/** A link to set a password, as a page shows it once. */
export type ShownPasswordLink = { readonly url: string; readonly email: string; readonly until: string };

/** The link, to be handed over; one click into it selects all of it. */
export function PasswordLink({ link, title }: { readonly link: ShownPasswordLink; readonly title: string }) {
  const t = useTranslate();
  return (
    <Notice tone="success" title={title} isAnnounced>
      <p className="max-w-prose">{t("users:link.text", { email: link.email, until: link.until })}</p>
      <label className="mt-2 flex flex-col gap-1">
        <span className="text-sm font-medium">{t("users:link.label")}</span>
        <input
          readOnly
          value={link.url}
          className="input font-mono text-sm"
          onFocus={(event) => event.target.select()}
        />
      </label>
      <div className="mt-2">
        <CopyButton text={link.url} label={t("users:link.copy")} />
      </div>
    </Notice>
  );
}
