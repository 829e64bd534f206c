import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

type DocsFrameProps = {
  readonly tab: "reference" | "quickStart" | "differences";
  readonly children: ReactNode;
};

/** The head of the API's documentation: its three parts, and the file. */
export function DocsFrame({ tab, children }: DocsFrameProps) {
  const t = useTranslate();
  const tabs = [
    { tab: "reference", to: paths.apiDocs(), label: t("apiDocs:tab.reference") },
    { tab: "quickStart", to: paths.apiQuickStart(), label: t("apiDocs:tab.quickStart") },
    { tab: "differences", to: paths.apiDifferences(), label: t("apiDocs:tab.differences") },
  ];
  return (
    <PageStack>
      <PageHeader
        title={t("apiDocs:title")}
        description={t("apiDocs:intro")}
        actions={
          <ButtonLink to={paths.apiDescription()} icon="download" isDownload>
            {t("apiDocs:file")}
          </ButtonLink>
        }
      />
      <Tabs
        label={t("apiDocs:parts")}
        tabs={tabs.map(({ tab: one, to, label }) => ({ to, label, isCurrent: one === tab }))}
      />
      {children}
    </PageStack>
  );
}
