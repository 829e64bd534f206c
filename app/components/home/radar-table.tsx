import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { Radar, RadarLane, RadarMark } from "#app/views/radar.ts";

const tones: Record<RadarLane, Tone> = {
  window: "warning",
  renewal: "info",
  end: "danger",
  device: "neutral",
  invoice: "neutral",
};

/** The page on which something can be done about a mark. */
export function pathOfMark({ target }: RadarMark): string {
  switch (target.to) {
    case "subscription":
      return paths.subscription(target.customerId, target.subscriptionId);
    case "cancel-subscription":
      return paths.cancelSubscription(target.customerId, target.subscriptionId);
    case "cancel-purchase":
      return paths.cancelPurchase(target.customerId, target.orderId, target.lineNumber);
    case "ends-on":
      return paths.subscriptions({
        from: target.day,
        to: target.day,
        autoRenew: target.isAutoRenewOn === true ? "on" : undefined,
      });
    case "open-windows":
      return paths.subscriptions({ window: "open" });
    case "devices":
      return paths.volumeLicensing(target.customerId, { state: "due-next" });
    case "unbilled":
      return paths.unbilled();
  }
}

/** The picture in words: the same marks with the same links, in the order in which they fall due. */
export function RadarTable({ radar }: { readonly radar: Radar }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("home:radar.caption")}
      rows={radar.marks}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "what",
          header: t("home:radar.column.what"),
          isPrimary: true,
          cell: (mark) => (
            <span className="flex min-w-0 flex-col">
              <TextLink to={pathOfMark(mark)} look="plain" className="inline-flex min-h-6 items-center font-medium">
                {t(`home:radar.what.${mark.lane}`, { count: mark.count, about: mark.about ?? "" })}
              </TextLink>
              {mark.about === null ? null : <small className="text-ink-muted">{mark.about}</small>}
            </span>
          ),
        },
        {
          key: "kind",
          header: t("home:radar.column.kind"),
          isNarrow: true,
          cell: ({ lane }) => <Badge tone={tones[lane]}>{t(`home:radar.lane.${lane}`)}</Badge>,
        },
        {
          key: "day",
          header: t("home:radar.column.day"),
          isNarrow: true,
          cell: ({ day, left, isUrgent }) => (
            <span className="flex flex-col">
              <time dateTime={day.iso}>{day.text}</time>
              <small className={isUrgent ? "text-danger-ink" : "text-ink-muted"}>{left.relative}</small>
            </span>
          ),
        },
        {
          key: "money",
          header: t("home:radar.column.money"),
          align: "end",
          isNarrow: true,
          cell: ({ money }) =>
            money.length === 0 ? null : (
              <span className="flex flex-col">
                {money.map(({ currency, text }) => (
                  <span key={currency}>{text}</span>
                ))}
              </span>
            ),
        },
      ]}
    />
  );
}
