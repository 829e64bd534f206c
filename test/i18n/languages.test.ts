import { describe, expect, it } from "vitest";
import { pickLanguage } from "#app/i18n/languages.ts";

describe("the language of an answer", () => {
  it("is the profile's, else the cookie's, else the browser's, else English", () => {
    const acceptLanguage = "de-AT,de;q=0.9,en;q=0.5";
    expect(pickLanguage({ profile: "en", cookie: "de", acceptLanguage })).toBe("en");
    expect(pickLanguage({ cookie: "en", acceptLanguage })).toBe("en");
    expect(pickLanguage({ acceptLanguage })).toBe("de");
    expect(pickLanguage({})).toBe("en");
  });

  it.each([
    ["en;q=0.3, de;q=0.8", "de"],
    ["fr-FR, fr;q=0.9, de;q=0.2", "de"],
    ["fr, es", "en"],
    ["de;q=0, en;q=0.1", "en"],
    ["de, en", "de"],
    ["*", "en"],
    ["", "en"],
    ["de;q=nonsense", "de"],
    [",,;q=,", "en"],
    [`${"x,".repeat(2000)}de`, "en"],
  ])("from the browser's wish %j is %s", (acceptLanguage, language) => {
    expect(pickLanguage({ acceptLanguage })).toBe(language);
  });

  it("is never one the portal does not speak", () => {
    expect(pickLanguage({ profile: "fr", cookie: "<script>", acceptLanguage: "it" })).toBe("en");
  });
});
