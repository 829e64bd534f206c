import type { HelpRule } from "#app/domain/help-rules.ts";
import { paths } from "#app/http/paths.ts";
import { Icon } from "#app/ui/icon.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { useTranslate } from "./use-translate.ts";

/** From where a rule is applied to the page that explains it. */
export function RuleLink({ rule }: { readonly rule: HelpRule }) {
  const t = useTranslate();
  return (
    <p className="flex items-center gap-1.5 text-sm" data-print="hide">
      <Icon name="info" size="sm" className="text-ink-subtle" />
      <TextLink to={paths.help(rule)}>
        {t("help:how")}: {t(`help:rule.${rule}.title`)}
      </TextLink>
    </p>
  );
}
