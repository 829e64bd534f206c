import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/section.tsx";
import type { SubscriptionPageData } from "./page-data.ts";
import { TermComparison } from "./term-comparison.tsx";

/** What the next term will be and cost, or why there will be none. */
export function NextTerm({ data }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const { next, term, subscription } = data;
  const whatIf = (
    <ButtonLink to={paths.whatIf(subscription.customerId, subscription.id)} size="sm">
      {t("whatIf:link")}
    </ButtonLink>
  );
  if (next === null || !next.willRenew || data.subscription.status !== "active")
    return (
      <Section
        title={t("subscriptions:nextTerm.title")}
        actions={data.subscription.status === "active" ? whatIf : undefined}
      >
        <p className="flex gap-2">
          <Icon name="ban" className="mt-0.5 text-ink-subtle" />
          <span>
            <strong className="font-semibold">{t("subscriptions:nextTerm.none")}.</strong>{" "}
            {next?.willRenew === false && data.subscription.status === "active"
              ? next.reason
              : t("subscriptions:nextTerm.ended")}
          </span>
        </p>
      </Section>
    );
  const { changed } = next.preview;
  return (
    <Section
      title={t("subscriptions:nextTerm.title")}
      description={t("subscriptions:nextTerm.willRenew", { day: next.term.startsOn.text })}
      actions={whatIf}
      isPadded={false}
      footer={
        <p className="px-4 py-3 text-sm text-ink-muted">
          {changed.length === 0
            ? t("subscriptions:nextTerm.same")
            : t("subscriptions:nextTerm.changes", {
                what: changed.map((change) => t(`subscriptions:nextTerm.change.${change}`)).join(", "),
              })}
        </p>
      }
    >
      <TermComparison before={term} after={next.term} changed={changed} />
    </Section>
  );
}
