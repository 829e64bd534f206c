import { CopyButton } from "#app/components/copy-button.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Notice } from "#app/ui/notice.tsx";

/** The secret address of a calendar, shown this once; one click into it selects all of it. */
export function CalendarAddress({ url }: { readonly url: string }) {
  const t = useTranslate();
  return (
    <Notice tone="success" title={t("notices:calendar.secretTitle")} isAnnounced>
      <p className="max-w-prose">{t("notices:calendar.secretText")}</p>
      <label className="mt-2 flex flex-col gap-1">
        <span className="text-sm font-medium">{t("notices:calendar.address")}</span>
        <input readOnly value={url} className="input font-mono text-sm" onFocus={(event) => event.target.select()} />
      </label>
      <div className="mt-2">
        <CopyButton text={url} label={t("notices:calendar.copy")} />
      </div>
    </Notice>
  );
}
