import { markets } from "#app/domain/catalog/markets.ts";

/** The countries that an account can be in, by name in the reader's language. */
export function countryChoices(language: "en" | "de"): readonly { readonly value: string; readonly label: string }[] {
  return markets
    .map(({ iso2, nameEn, nameDe }) => ({ value: iso2, label: language === "de" ? nameDe : nameEn }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}
