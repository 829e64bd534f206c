import { cleanup, render } from "@testing-library/react";
import { I18nextProvider } from "react-i18next";
import { afterEach, describe, expect, it } from "vitest";
import { useTranslate } from "#app/components/use-translate.ts";
import { type Language, languages } from "#app/i18n/languages.ts";
import { translateTo, translatorOf } from "#app/i18n/server-translators.ts";
import type { Translate } from "#app/i18n/translator.ts";

afterEach(cleanup);

/** What a component says on a page in a language. */
function said(language: Language, say: (t: Translate) => string): string {
  const Words = () => <>{say(useTranslate())}</>;
  const { container, unmount } = render(
    <I18nextProvider i18n={translatorOf(language)}>
      <Words />
    </I18nextProvider>,
  );
  const text = container.textContent;
  unmount();
  return text;
}

const hostile = ["14 Feb 2026", "$t(common:home)", "{{day}}", "$& $1", "\uE000day\uE001", "<b>", ""];

describe.each(languages)("the words of a page (%s)", (language) => {
  it("are those of i18next, whatever the facts and however often they are asked for", () => {
    for (const day of [...hostile, ...hostile])
      expect(
        said(language, (t) => t("customers:subscriptions.renews", { day })),
        day,
      ).toBe(translateTo(language)("customers:subscriptions.renews", { day: "*" }).replace("*", () => day));
  });

  it("follow a number to its plural", () => {
    const title = (count: number) => said(language, (t) => t("common:errorSummaryTitle", { count }));
    expect([1, 2, 1, 5].map(title)).toEqual(
      [1, 2, 1, 5].map((count) => translateTo(language)("common:errorSummaryTitle", { count })),
    );
    expect(title(1)).not.toBe(title(2));
  });

  it("without facts are the same as ever", () => {
    expect(said(language, (t) => t("common:search"))).toBe(translateTo(language)("common:search"));
  });
});
