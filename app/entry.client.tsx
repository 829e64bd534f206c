import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { isLanguage, type Language } from "#app/i18n/languages.ts";
import type { Resources } from "#app/i18n/resources.en.ts";
import { createTranslator } from "#app/i18n/translator.ts";

/** The language of the page as the server rendered it; only its words are loaded. */
async function resourcesOf(language: Language): Promise<Resources> {
  if (language === "de") return (await import("#app/i18n/resources.de.ts")).german;
  return (await import("#app/i18n/resources.en.ts")).english;
}

async function hydrate(): Promise<void> {
  const { lang } = document.documentElement;
  const language = isLanguage(lang) ? lang : "en";
  const translator = createTranslator(language, await resourcesOf(language));
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={translator}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
