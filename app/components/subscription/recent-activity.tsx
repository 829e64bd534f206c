import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { ActivityText } from "#app/views/activity-text.ts";

/** What was done with a subscription lately, and what was tried and refused. */
export function RecentActivity({ activity }: { readonly activity: readonly ActivityText[] }) {
  const t = useTranslate();
  if (activity.length === 0) return null;
  return (
    <Section title={t("subscriptions:activity.title")} isPadded={false}>
      <Table
        caption={t("subscriptions:activity.title")}
        rows={activity}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "what",
            header: t("subscriptions:activity.what"),
            isPrimary: true,
            cell: (entry) => whatWasDone(entry, t),
          },
          {
            key: "who",
            header: t("subscriptions:activity.who"),
            cell: ({ actorKind, userName }) =>
              actorKind === "system"
                ? t("subscriptions:activity.job")
                : (userName ?? t("subscriptions:activity.someone")),
          },
          {
            key: "when",
            header: t("subscriptions:activity.when"),
            isNarrow: true,
            cell: ({ at }) => <Moment instant={at} />,
          },
        ]}
      />
    </Section>
  );
}

function whatWasDone({ action, outcome, newValue }: ActivityText, t: Translate): string {
  const what =
    action === "auto-renew-switched" && newValue !== null
      ? t(
          newValue["isAutoRenewOn"] === true
            ? "subscriptions:activity.autoRenewOn"
            : "subscriptions:activity.autoRenewOff",
        )
      : t(`subscriptions:activity.action.${action}`);
  return outcome === "refused" ? t("subscriptions:activity.refused", { what }) : what;
}
