import { Notice } from "#app/ui/notice.tsx";
import { useTranslate } from "./use-translate.ts";
import { useUnsentForm } from "./use-unsent-form.ts";

/** Says that a form has again what was typed into it before the session had ended. */
export function UnsentNotice({ reader }: { readonly reader: string | null }) {
  const t = useTranslate();
  if (!useUnsentForm(reader)) return null;
  return (
    <div className="mb-5">
      <Notice tone="warning" title={t("common:unsent.title")} isAnnounced>
        {t("common:unsent.text")}
      </Notice>
    </div>
  );
}
