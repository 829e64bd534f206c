import type { ReactNode } from "react";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { useTranslate } from "../use-translate.ts";

/** The head of the two views of prices: what is valid, and the lists it came from. */
export function PricesFrame({ tab, children }: { readonly tab: "prices" | "lists"; readonly children: ReactNode }) {
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={t("prices:title")}
        description={t("prices:intro")}
        actions={
          <ButtonLink to={paths.importPrices()} variant="primary" icon="upload">
            {t("prices:import")}
          </ButtonLink>
        }
      />
      <Tabs
        label={t("prices:views")}
        tabs={[
          { to: paths.prices(), label: t("prices:tabCurrent"), isCurrent: tab === "prices" },
          { to: paths.priceLists(), label: t("prices:tabLists"), isCurrent: tab === "lists" },
        ]}
      />
      {children}
    </PageStack>
  );
}
