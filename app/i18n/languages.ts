/** Languages the portal speaks, the default first. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** What each language calls itself; not translated, so that everybody finds the own one. */
export const languageNames: Record<Language, string> = { en: "English", de: "Deutsch" };

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/**
 * The language of an answer: the user's profile, else the cookie of an earlier choice, else what the browser
 * prefers most, else English.
 *
 * @param acceptLanguage the header as sent, such as `de-AT,de;q=0.9,en;q=0.5`
 */
export function pickLanguage(wishes: {
  readonly profile?: string | undefined;
  readonly cookie?: string | undefined;
  readonly acceptLanguage?: string | null | undefined;
}): Language {
  if (isLanguage(wishes.profile)) return wishes.profile;
  if (isLanguage(wishes.cookie)) return wishes.cookie;
  return preferredOf(wishes.acceptLanguage ?? "") ?? languages[0];
}

function preferredOf(header: string): Language | undefined {
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0);
  // Sorting is stable, so among equals the first named wins.
  wishes.sort((a, b) => b.quality - a.quality);
  return wishes.map(({ language }) => language).find(isLanguage);
}
