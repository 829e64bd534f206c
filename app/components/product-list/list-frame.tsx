import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { EditionText } from "#app/views/product-list/catalogue.ts";

type ListFrameProps = {
  readonly tab: "groups" | "calculators" | "glossary" | "editions";
  readonly edition: EditionText | null;
  readonly mayImport?: boolean;
  readonly children: ReactNode;
};

/** The head of the product list: its views, and a word where an older edition is read. */
export function ListFrame({ tab, edition, mayImport = false, children }: ListFrameProps) {
  const t = useTranslate();
  const asOf = { edition: edition?.asOf };
  const tabs = [
    { tab: "groups", to: paths.productList(asOf), label: t("productList:tabGroups") },
    { tab: "calculators", to: paths.productListCalculators(asOf), label: t("productList:tabCalculators") },
    { tab: "glossary", to: paths.productListGlossary(asOf), label: t("productList:tabGlossary") },
    { tab: "editions", to: paths.productListEditions(), label: t("productList:tabEditions") },
  ];
  return (
    <PageStack>
      <PageHeader
        title={t("productList:title")}
        description={t("productList:intro")}
        {...(mayImport
          ? {
              actions: (
                <ButtonLink to={paths.importProductList()} icon="upload">
                  {t("productList:import")}
                </ButtonLink>
              ),
            }
          : {})}
      />
      <Tabs
        label={t("productList:views")}
        tabs={tabs.map(({ tab: one, to, label }) => ({ to, label, isCurrent: one === tab }))}
      />
      <OldEdition edition={edition} />
      {children}
      <p className="text-sm text-ink-muted">
        <EditionLabel edition={edition} /> {t("productList:advice")}
      </p>
    </PageStack>
  );
}

/** Says that an older edition is read, and leads to the newest. */
export function OldEdition({ edition }: { readonly edition: EditionText | null }) {
  const t = useTranslate();
  if (edition === null || edition.isNewest) return null;
  return (
    <Notice tone="warning" title={t("productList:older")}>
      <EditionLabel edition={edition} /> <TextLink to={paths.productList()}>{t("productList:toNewest")}</TextLink>
    </Notice>
  );
}

export function EditionLabel({ edition }: { readonly edition: EditionText | null }) {
  const t = useTranslate();
  return edition === null ? null : <span>{editionName(edition, t)}.</span>;
}

export function editionName(
  { number, month, isMonthInferred }: EditionText,
  t: ReturnType<typeof useTranslate>,
): string {
  if (month === null) return t("productList:edition", { number });
  return t(isMonthInferred ? "productList:editionInferred" : "productList:editionDated", { number, month });
}
