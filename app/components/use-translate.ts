import { useContext } from "react";
import { I18nContext } from "react-i18next";
import { type Language, pickLanguage } from "#app/i18n/languages.ts";
import { type Translate, translateWith } from "#app/i18n/translator.ts";

/**
 * The words of the page's language, with every namespace: `t("navigation:home")`.
 *
 * Taken from the context as it is: `useTranslation` would make a function of its own for each of the hundreds of small
 * components of a list page, to follow a language that changes while the page stands. Ours comes with a page of its own.
 */
export function useTranslate(): Translate {
  return translateWith(useContext(I18nContext).i18n);
}

/** The page's language. */
export function useLanguage(): Language {
  return pickLanguage({ profile: useContext(I18nContext).i18n.language });
}
