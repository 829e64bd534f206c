import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { GroupOfProduct } from "#app/views/product-list/product-groups.ts";

/** Leads from a product to what the product list says of it. */
export function GroupsOfProduct({ groups }: { readonly groups: readonly GroupOfProduct[] }) {
  const t = useTranslate();
  if (groups.length === 0) return null;
  return (
    <Section title={t("productList:hand.ofProduct")}>
      <ul className="flex flex-col gap-1">
        {groups.map(({ key, name, line }) => (
          <li key={key}>
            <TextLink to={paths.productListGroup(key)}>
              {name === null ? t("productList:groups.noName", { line }) : <span lang="de">{name}</span>}
            </TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
