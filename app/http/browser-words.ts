import type { Browser } from "#app/domain/access/browser.ts";
import type { Translate } from "#app/i18n/translator.ts";

/** A browser as its owner speaks of it, such as "Firefox on Windows". */
export function browserWords({ name, operatingSystem }: Browser, t: Translate): string {
  if (name === null)
    return operatingSystem === null
      ? t("account:sessions.unknown")
      : t("account:sessions.unknownBrowser", { system: operatingSystem });
  return operatingSystem === null
    ? t("account:sessions.unknownSystem", { browser: name })
    : t("account:sessions.browserOn", { browser: name, system: operatingSystem });
}
