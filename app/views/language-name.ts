const names = { en: namesIn("en-GB"), de: namesIn("de-DE") };

function namesIn(locale: string): Intl.DisplayNames {
  return new Intl.DisplayNames(locale, { type: "language", languageDisplay: "standard" });
}

/** A language of software in the reader's own: `de-DE` is "German (Germany)"; whatever is no language tag stays as it is. */
export function languageNameOf(tag: string, language: "en" | "de"): string {
  try {
    return names[language].of(tag) ?? tag;
  } catch {
    return tag;
  }
}
