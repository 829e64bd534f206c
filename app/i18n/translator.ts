import { createInstance, type i18n as I18n, type TFunction } from "i18next";
import type { Language } from "./languages.ts";
import type { Resources } from "./resources.en.ts";

/** Says a key in one language. Keys are typed: `t("navigation:home")`; without a namespace they are of `common`. */
export type Translate = TFunction<(keyof Resources)[]>;

/**
 * An i18next instance for one language, with its resources handed in, so that the browser loads one language only.
 * A missing key throws: it would otherwise stand on the page as a key.
 */
export function createTranslator(language: Language, resources: Resources): I18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    resources: { [language]: resources },
    ns: Object.keys(resources),
    defaultNS: "common",
    fallbackLng: false,
    initAsync: false,
    returnNull: false,
    // React escapes; where text goes elsewhere (mail, CSV), the writer there escapes in its own way.
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) => {
      throw new Error(`No words for ${namespace}:${key} in ${language}`);
    },
  });
  return instance;
}
