import { createInstance, type FormatterModule, type i18n as I18n } from "i18next";
import type { Language } from "./languages.ts";
import type { Resources } from "./resources.en.ts";

/**
 * Says a key in one language. Keys are typed: `t("navigation:home")`; without a namespace they are of `common`. The type
 * is a plain list of keys, because that of i18next is worked out anew at each of some thousand calls: two fifths of the
 * time that the compiler took for everything.
 */
export type Translate = (key: TranslationKey, facts?: Facts) => string;

/** What stands for the placeholders of a text. `count` chooses between one and many, `context` between kinds. */
type Facts = Readonly<Record<string, string | number | undefined>>;

/** Every key that has words, with its namespace: `navigation:home`; those of `common` also without. */
export type TranslationKey = NamespacedKey | KeysOf<Resources["common"]>;

type NamespacedKey = { [N in keyof Resources]: `${N}:${KeysOf<Resources[N]>}` }[keyof Resources];

/** The paths to all texts. A counted one (`files_one`, `files_other`) is asked for without its form. */
type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutForm<K> : `${K}.${KeysOf<T[K]>}`;
}[keyof T & string];

type WithoutForm<K extends string> = K extends `${infer Text}_${"one" | "other"}` ? Text : K;

/** British English and German, as dates and amounts are written (`app/views/format.ts`). */
const numberFormats: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat("en-GB"),
  de: new Intl.NumberFormat("de-DE"),
};

/**
 * What stands for a placeholder. A number is grouped as the language does it, so that nobody who writes a text has to
 * think of it: "10,000", "10.000". One that is a name and not an amount (a year, a code, the line of a file) says so in
 * the text, `{{year, plain}}`, and stands as it is. Whatever is text already stays as it is.
 */
function placeholderFormatter(language: Language): FormatterModule {
  return {
    type: "formatter",
    init: () => undefined,
    add: () => undefined,
    addCached: () => undefined,
    format: (value: unknown, format) =>
      (typeof value === "number" && format !== "plain" ? numberFormats[language].format(value) : value) as string,
  };
}

/**
 * An i18next instance for one language, with its resources handed in, so that the browser loads one language only.
 * A missing key throws: it would otherwise stand on the page as a key.
 */
export function createTranslator(language: Language, resources: Resources): I18n {
  const instance = createInstance().use(placeholderFormatter(language));
  void instance.init({
    lng: language,
    resources: { [language]: resources },
    ns: Object.keys(resources),
    defaultNS: "common",
    fallbackLng: false,
    initAsync: false,
    returnNull: false,
    // React escapes; where text goes elsewhere (mail, CSV), the writer there escapes in its own way.
    interpolation: { escapeValue: false, alwaysFormat: true },
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) => {
      throw new Error(`No words for ${namespace}:${key} in ${language}`);
    },
  });
  return instance;
}
