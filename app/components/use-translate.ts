import { useTranslation } from "react-i18next";
import type { Translate } from "#app/i18n/translator.ts";

/** The words of the page's language, with every namespace: `t("navigation:home")`. */
export function useTranslate(): Translate {
  // i18next types its function by one namespace; at run time it finds all of them.
  return useTranslation().t as unknown as Translate;
}
