import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { InstallationFacts } from "#app/views/upgrade-verification/device-page.ts";
import { InstallationBadge } from "./badges.tsx";

type OrderHeadProps = {
  readonly order: InstallationFacts;
  readonly title: string;
  /** The list that the order is opened from. */
  readonly list: { readonly to: string; readonly label: string };
  readonly actions?: ReactNode;
};

/** Head of an order's page, on each side: its state, whose and what it is, and that it is held. */
export function OrderHead({ order, title, list, actions }: OrderHeadProps) {
  const t = useTranslate();
  return (
    <>
      <PageHeader
        title={title}
        badge={<InstallationBadge state={order.state} isHeld={order.heldAt !== null} />}
        description={`${order.customerName} · ${order.targetName}`}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [list] }}
        actions={actions}
      />
      {order.heldAt === null ? null : (
        <Notice tone="danger" title={t("installations:order.held")}>
          {t("installations:order.heldText", { at: order.heldAt.local })}
        </Notice>
      )}
    </>
  );
}
