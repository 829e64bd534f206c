import { Form, useLocation } from "@remix-run/react";
import { paths } from "#app/http/paths.ts";
import { languageNames, languages, type Language } from "#app/i18n/languages.ts";
import { classNames } from "#app/ui/class-names.ts";
import type { FrameData } from "./frame-data.ts";
import { useTranslate } from "./use-translate.ts";

/** The languages by their own names. */
export function LanguageSwitch({ current }: { readonly current: Language }) {
  const t = useTranslate();
  const options = languages.map((language) => ({ value: language, label: languageNames[language], lang: language }));
  return (
    <Switch name="language" action={paths.language()} label={t("common:languageSwitch")} {...{ options, current }} />
  );
}

/** As the device has it, light or dark. */
export function ThemeSwitch({ current }: { readonly current: FrameData["theme"] }) {
  const t = useTranslate();
  const options = (["system", "light", "dark"] as const).map((theme) => ({
    value: theme,
    label: t(`common:themeShort.${theme}`),
  }));
  return <Switch name="theme" action={paths.theme()} label={t("common:themeSwitch")} {...{ options, current }} />;
}

type SwitchProps = {
  readonly name: string;
  readonly action: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
  readonly current: string;
};

/** Buttons of a form, each submitting its own value. The page is loaded anew, so that all of it changes at once. */
function Switch({ name, action, label, options, current }: SwitchProps) {
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action={action} reloadDocument>
      <input type="hidden" name="redirectTo" value={pathname + search} />
      <div role="group" aria-label={label} className="flex gap-0.5">
        {options.map((option) => (
          <button
            key={option.value}
            name={name}
            value={option.value}
            lang={option.lang}
            aria-pressed={option.value === current}
            className={classNames(
              "rounded-sm px-2 py-1 text-sm",
              option.value === current
                ? "bg-sunken font-medium text-ink"
                : "text-ink-muted hover:bg-sunken hover:text-ink",
            )}
          >
            {option.label}
          </button>
        ))}
      </div>
    </Form>
  );
}
