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
