import { useTranslate } from "#app/components/use-translate.ts";
import type { NextTerm } from "#app/domain/subscription/subscription.ts";
import { Table } from "#app/ui/table.tsx";
import type { DayChoice } from "#app/views/auto-renew-day.ts";
import { Consequences } from "./consequences.tsx";
import { planText } from "./subject.tsx";

type DayChoicesProps = { readonly choices: readonly DayChoice[]; readonly scheduled: NextTerm | null };

/** What choosing a day brings, and which last day each day leads to. */
export function DayChoices({ choices, scheduled }: DayChoicesProps) {
  const t = useTranslate();
  return (
    <>
      <Consequences
        points={[
          { key: "rule", icon: "calendar-clock", text: t("subscriptions:autoRenewDay.rule") },
          ...(scheduled === null
            ? []
            : [
                {
                  key: "removes",
                  icon: "triangle-alert" as const,
                  isWarning: true,
                  text: t("subscriptions:autoRenewDay.removes", {
                    plan: planText(t, scheduled.termDuration, scheduled.billingPlan),
                    quantity: scheduled.quantity,
                  }),
                },
              ]),
          { key: "back", icon: "info", text: t("subscriptions:autoRenewDay.back") },
        ]}
      />
      <Table
        caption={t("subscriptions:autoRenewDay.choices")}
        rows={choices}
        rowKey={({ from }) => from.iso}
        columns={[
          {
            key: "day",
            header: t("subscriptions:autoRenewDay.choose"),
            isPrimary: true,
            cell: ({ from, to }) => t("subscriptions:autoRenewDay.between", { from: from.text, to: to.text }),
          },
          {
            key: "ends",
            header: t("subscriptions:autoRenewDay.ends"),
            cell: ({ endsOn }) => <time dateTime={endsOn.iso}>{endsOn.text}</time>,
          },
          {
            key: "renewals",
            header: t("subscriptions:autoRenewDay.renewals"),
            align: "end",
            cell: ({ renewals }) => renewals,
          },
        ]}
      />
    </>
  );
}
