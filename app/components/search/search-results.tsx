import { useTranslate } from "#app/components/use-translate.ts";
import type { SearchGroup } from "#app/http/search-hits.ts";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";

/** Everything that was found, by kind. */
export function SearchResults({ groups }: { readonly groups: readonly SearchGroup[] }) {
  const t = useTranslate();
  return groups.map(({ kind, hits }) => (
    <Section key={kind} title={t(`search:kind.${kind}`)} isPadded={false}>
      <ul className="divide-y divide-line">
        {hits.map(({ title, detail, to }) => (
          <li key={to} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2.5">
            <TextLink to={to} look="plain" className="font-medium">
              {title}
            </TextLink>
            {detail === null ? null : <span className="text-sm text-ink-muted">{detail}</span>}
          </li>
        ))}
      </ul>
    </Section>
  ));
}
