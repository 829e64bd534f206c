import type { i18n as I18n } from "i18next";
import { useContext } from "react";
import { I18nContext } from "react-i18next";
import type { Translate } from "#app/i18n/translator.ts";

type Say = (key: string, facts?: object) => string;

const sayers = new WeakMap<I18n, Say>();

/**
 * The words of the page's language, with every namespace: `t("navigation:home")`.
 *
 * Taken from the context as it is: `useTranslation` would make a function of its own for each of the hundreds of small
 * components of a list page, to follow a language that changes while the page stands. Ours comes with a page of its own.
 */
export function useTranslate(): Translate {
  const { i18n } = useContext(I18nContext);
  let say = sayers.get(i18n);
  if (say === undefined) {
    say = remembering(i18n.t as unknown as Say);
    sayers.set(i18n, say);
  }
  return say as unknown as Translate;
}

/** Words without facts are always the same: a table says them in every row, and looks them up once. */
function remembering(t: Say): Say {
  const known = new Map<string, string>();
  return (key, facts) => {
    if (facts !== undefined) return t(key, facts);
    let words = known.get(key);
    if (words === undefined) {
      words = t(key);
      known.set(key, words);
    }
    return words;
  };
}
