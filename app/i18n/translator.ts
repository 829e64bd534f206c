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

type Say = (key: string, facts?: object) => string;

const sayers = new WeakMap<I18n, Translate>();

/** The words of an instance; the same function each time. */
export function translateWith(instance: I18n): Translate {
  let say = sayers.get(instance);
  if (say === undefined) {
    say = remembering(instance.t as unknown as Say) as Translate;
    sayers.set(instance, say);
  }
  return say;
}

/**
 * Looks each text up once and fills its gaps here from then on. A list says the same few texts in every row, and
 * i18next takes ten times as long: it asks each time for plurals and contexts, which only numbers and `context` can
 * choose. Those facts still go to it.
 */
function remembering(t: Say): Say {
  const known = new Map<string, string>();
  const textOf = (id: string, look: () => string): string => {
    let text = known.get(id);
    if (text === undefined) {
      text = look();
      known.set(id, text);
    }
    return text;
  };
  return (key, facts) => {
    if (facts === undefined) return textOf(key, () => t(key));
    if (!isPlain(facts)) return t(key, facts);
    const text = textOf(`${key} ${Object.keys(facts).join(" ")}`, () => t(key, gapsFor(facts)));
    return text.replace(gap, (_, name: string) => facts[name] ?? "");
  };
}

/** Two characters that no text has, around the name of a fact. */
const gap = /\uE000(\w+)\uE001/g;

function gapsFor(facts: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.keys(facts).map((name) => [name, `\uE000${name}\uE001`]));
}

function isPlain(facts: object): facts is Record<string, string> {
  return !("context" in facts) && Object.values(facts).every((fact) => typeof fact === "string");
}
