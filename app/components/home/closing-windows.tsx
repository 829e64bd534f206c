import { Moment } from "#app/components/moment.tsx";
import { TimeLeft } from "#app/components/time-left.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { ClosingWindow } from "#app/views/closing-windows.ts";
import { ProductLink } from "./product-link.tsx";

type Window = ClosingWindow & { readonly customer?: { readonly id: string; readonly name: string } };

/** Where the window's purchase is cancelled. */
function pathOf(window: Window): string {
  return window.subscriptionId === null
    ? paths.cancelPurchase(window.customerId, window.orderId, window.lineNumber)
    : paths.subscription(window.customerId, window.subscriptionId);
}

/** Open cancellation windows, the soonest first, with what cancelling would give back. */
export function ClosingWindows({ windows }: { readonly windows: readonly Window[] }) {
  const t = useTranslate();
  return (
    <Section title={t("home:windows.title")} description={t("home:windows.intro")} isPadded={windows.length === 0}>
      {windows.length === 0 ? (
        <EmptyState icon="clock" title={t("home:windows.empty")}>
          {t("home:windows.emptyText")}
        </EmptyState>
      ) : (
        <Table
          caption={t("home:windows.title")}
          rows={windows}
          rowKey={(window) => `${window.orderId}:${window.lineNumber}:${window.subscriptionId}`}
          columns={[
            {
              key: "product",
              header: t("home:product"),
              isPrimary: true,
              cell: (window) => (
                <ProductLink
                  customer={window.customer ?? null}
                  product={window.product}
                  to={pathOf(window)}
                  {...(window.kind === "perpetual" ? { remark: t("home:windows.perpetual") } : {})}
                />
              ),
            },
            {
              key: "left",
              header: t("home:windows.left"),
              cell: ({ left }) => <TimeLeft left={left} />,
              isNarrow: true,
            },
            {
              key: "closes",
              header: t("home:windows.closes"),
              cell: ({ closesAt }) => <Moment instant={closesAt} />,
              isNarrow: true,
            },
            {
              key: "stake",
              header: t("home:windows.atStake"),
              cell: ({ atStake }) => atStake.text,
              align: "end",
              isNarrow: true,
            },
          ]}
        />
      )}
    </Section>
  );
}
