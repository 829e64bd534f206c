import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Language } from "#app/i18n/languages.ts";
import { refusalWords } from "#app/i18n/refusal-words.ts";
import { translateTo, translatorOf } from "#app/i18n/server-translators.ts";
import { factFormatFor } from "#app/views/format.ts";

/** What a part of a page says, as its reader sees it: without its markup, blanks collapsed. */
export function wordsOn(part: ReactElement, language: Language): string {
  const markup = renderToStaticMarkup(createElement(I18nextProvider, { i18n: translatorOf(language) }, part));
  return markup
    .replaceAll(/<[^>]+>/gu, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** What a refusal says, title and text. */
export function refusalOn(refusal: Refusal, language: Language): string {
  const { title, text } = refusalWords(refusal, translateTo(language), factFormatFor({ language, timeZone: "UTC" }));
  return `${title}. ${text}`;
}
