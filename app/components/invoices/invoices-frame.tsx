import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

type InvoicesFrameProps = {
  readonly tab: "list" | "unbilled" | "forecast";
  readonly description: ReactNode;
  /** Off for the operator, who has no purchases of its own: only what was issued is to be seen. */
  readonly hasOwn: boolean;
  /** Beside the title, where the page has something of its own to do. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** The pages of a partner's invoices beside each other: those that were issued, what is on none yet, what is to come. */
export function InvoicesFrame({ tab, description, hasOwn, actions, children }: InvoicesFrameProps) {
  const t = useTranslate();
  const tabs = [
    { name: "list", to: paths.invoices() },
    { name: "unbilled", to: paths.unbilled() },
    { name: "forecast", to: paths.forecast() },
  ] as const;
  return (
    <PageStack>
      <PageHeader
        title={titleOf(tab, t)}
        description={description}
        actions={
          hasOwn ? (
            actions
          ) : (
            <ButtonLink to={paths.taxRates()} icon="settings">
              {t("invoices:taxes.title")}
            </ButtonLink>
          )
        }
      />
      {hasOwn ? (
        <Tabs
          label={t("invoices:tabs.label")}
          tabs={tabs.map(({ name, to }) => ({ to, label: t(`invoices:tabs.${name}`), isCurrent: name === tab }))}
        />
      ) : null}
      {children}
    </PageStack>
  );
}

function titleOf(tab: InvoicesFrameProps["tab"], t: Translate): string {
  if (tab === "forecast") return t("forecast:title");
  return tab === "list" ? t("invoices:title") : t("invoices:unbilled.title");
}
