import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { GroupName } from "#app/views/product-list/catalogue.ts";

/** A name of the document, marked as German for screen readers. */
export function Printed({ children }: { readonly children: string }) {
  return <span lang="de">{children}</span>;
}

/** The name of a group with its doubt; a certain or well founded name stands alone. */
export function GroupLink({ group, edition }: { readonly group: GroupName; readonly edition: number | null }) {
  const t = useTranslate();
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <TextLink to={paths.productListGroup(group.key, { edition })} look="plain">
        {group.name === null ? t("productList:groups.noName", { line: group.line }) : <Printed>{group.name}</Printed>}
      </TextLink>
      <NameDoubt group={group} />
    </span>
  );
}

export function NameDoubt({ group }: { readonly group: Pick<GroupName, "confidence" | "nameSource"> }) {
  const t = useTranslate();
  if (group.confidence === "certain" || group.confidence === "inferred") return null;
  return <Badge tone="warning">{t(`productList:confidence.${group.confidence}`)}</Badge>;
}

/** Leads to the line of the source that a statement stands on. */
export function LineLink({ line, edition }: { readonly line: number; readonly edition: number | null }) {
  const t = useTranslate();
  return (
    <TextLink
      to={paths.productListSource(line, { edition })}
      look="plain"
      className="text-sm whitespace-nowrap text-ink-muted tabular"
    >
      {t("productList:line", { line })}
    </TextLink>
  );
}
