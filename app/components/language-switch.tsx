import { Form, useLocation } from "@remix-run/react";
import { useTranslate } from "./use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { languageNames, languages, type Language } from "#app/i18n/languages.ts";
import { classNames } from "#app/ui/class-names.ts";

/** The languages by their own names. A choice loads the page anew, so that every word changes at once. */
export function LanguageSwitch({ current }: { readonly current: Language }) {
  const t = useTranslate();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action={paths.language()} reloadDocument className="flex gap-1">
      <input type="hidden" name="redirectTo" value={pathname + search} />
      <span className="sr-only" id="language-switch">
        {t("common:languageSwitch")}
      </span>
      {languages.map((language) => (
        <button
          key={language}
          name="language"
          value={language}
          lang={language}
          aria-pressed={language === current}
          aria-describedby="language-switch"
          className={classNames(
            "rounded-sm px-2 py-1 text-sm",
            language === current ? "bg-sunken font-medium text-ink" : "text-ink-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {languageNames[language]}
        </button>
      ))}
    </Form>
  );
}
