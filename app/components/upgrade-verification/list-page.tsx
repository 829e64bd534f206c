import type { ReactNode } from "react";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { installationStates } from "#app/domain/upgrade-verification/installation-order.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import type { InstallationsView } from "#app/views/upgrade-verification/installations.ts";
import { InstallationsTable } from "./installations-table.tsx";

type ListPageProps = {
  readonly view: InstallationsView;
  readonly title: string;
  readonly intro: string;
  readonly actions?: ReactNode;
  readonly listPath: (search: { state?: string }) => string;
  readonly pathOf: (orderId: string) => string;
  /** Where the list comes from as a file. */
  readonly csv?: string | undefined;
  /** Whether it is the installer's list: of what was handed over, so that nothing in it is a draft. */
  readonly isOfInstaller?: boolean | undefined;
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
};

/** A side's list of orders: tabs by state, the table, and what to do where there is none. */
export function InstallationsPage(props: ListPageProps) {
  const { view, title, intro, actions, listPath, pathOf, csv, isOfInstaller = false, empty } = props;
  const t = useTranslate();
  const { orders, links, state } = view;
  return (
    <PageStack>
      <PageHeader title={title} description={intro} actions={actions} />
      <Tabs
        label={t("installations:table.tabs")}
        tabs={[
          { to: listPath({}), label: t("installations:table.all"), isCurrent: state === null },
          ...installationStates
            .filter((one) => !isOfInstaller || one !== "draft")
            .map((one) => ({
              to: listPath({ state: one }),
              label: t(`installations:state.${one}`),
              isCurrent: one === state,
            })),
        ]}
      />
      <Section isPadded={false}>
        {orders.length > 0 ? (
          <InstallationsTable orders={orders} pathOf={pathOf} isOfInstaller={isOfInstaller} />
        ) : state === null ? (
          <EmptyState icon="info" title={empty.title} action={empty.action}>
            {empty.text}
          </EmptyState>
        ) : (
          <EmptyState icon="search" title={t("installations:empty.none")}>
            {t("installations:empty.noneText")}
          </EmptyState>
        )}
        <ListPages
          links={links}
          csv={orders.length === 0 ? undefined : csv}
          previousLabel={t("installations:table.newer")}
          nextLabel={t("installations:table.older")}
        />
      </Section>
    </PageStack>
  );
}
