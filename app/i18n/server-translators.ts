import type { i18n as I18n } from "i18next";
import type { Language } from "./languages.ts";
import { german } from "./resources.de.ts";
import { english } from "./resources.en.ts";
import { createTranslator, type Translate, translateWith } from "./translator.ts";

const translators: Record<Language, I18n> = {
  en: createTranslator("en", english),
  de: createTranslator("de", german),
};

/** The instance of a language for rendering on the server. Not for the browser: it holds every language. */
export function translatorOf(language: Language): I18n {
  return translators[language];
}

/** The words of a language, for loaders, actions, jobs and mails. */
export function translateTo(language: Language): Translate {
  return translateWith(translators[language]);
}
