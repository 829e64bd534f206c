import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { SinceLastVisit as SinceLastVisitView } from "#app/views/since-last-visit.ts";

/** What others and the jobs have done meanwhile, each kind with a link to its lines in the log. */
export function SinceLastVisit({ news }: { readonly news: SinceLastVisitView }) {
  const t = useTranslate();
  return (
    <Section title={t("home:since.title")} description={t("home:since.intro", { at: news.since.local })}>
      {news.changes.length === 0 ? (
        <p className="text-ink-muted">{t("home:since.nothing")}</p>
      ) : (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {news.changes.map(({ action, count }) => (
            <li key={action} className="flex items-center gap-1.5">
              <span className="font-medium tabular">{count.text} ×</span>
              <TextLink to={paths.activity({ action, from: news.from })} className="inline-flex min-h-6 items-center">
                {t(`subscriptions:activity.action.${action}`)}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
