import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import type { PartnerHome as PartnerHomeView } from "#app/views/partner-home.ts";
import { Failing, OnHold } from "./attention.tsx";
import { FirstSteps, type FirstStepsData } from "./first-steps.tsx";
import { Radar } from "./radar.tsx";
import { SinceLastVisit } from "./since-last-visit.tsx";
import { YearAhead } from "./year-ahead.tsx";
import { ClosingWindows } from "./closing-windows.tsx";
import { Ending, type EndingLine } from "./ending.tsx";
import { RenewalsAhead, type RenewalLine } from "./renewals-ahead.tsx";

/** The view, with its refusals said in words. */
export type PartnerHomeData = Omit<PartnerHomeView, "renewalsAhead" | "willNotRenew" | "firstSteps"> & {
  readonly firstSteps: FirstStepsData | null;
  readonly renewalsAhead: readonly RenewalLine[];
  readonly willNotRenew: readonly EndingLine[];
};

type PartnerHomeProps = { readonly home: PartnerHomeData; readonly days: number };

/** What needs a partner's user now: deadlines first, then what renews, then what ends. */
export function PartnerHome({ home, days }: PartnerHomeProps) {
  const t = useTranslate();
  const attention = home.onHold.length + home.failing.length;
  const isNew = !home.hasActiveSubscriptions && home.windowsClosingCount.count === 0;
  const steps = home.firstSteps === null ? null : <FirstSteps steps={home.firstSteps} />;
  if (isNew && attention === 0) {
    if (home.firstSteps?.isPutAway === false) return steps;
    return (
      <PageStack>
        <Section>
          <EmptyState
            icon="package"
            title={t("home:emptyTitle")}
            action={
              <ButtonLink to={paths.customers()} variant="primary">
                {t("home:toCustomers")}
              </ButtonLink>
            }
          >
            {t("home:emptyText")}
          </EmptyState>
        </Section>
        {steps}
      </PageStack>
    );
  }
  return (
    <PageStack>
      {home.firstSteps?.isPutAway === false ? steps : null}
      <StatRow>
        <Stat
          label={t("home:stat.windows")}
          value={home.windowsClosingCount.text}
          remark={t("home:stat.windowsRemark")}
          icon="clock"
          tone={home.windowsClosingCount.count > 0 ? "warning" : "neutral"}
        />
        <Stat
          label={t("home:stat.renewals")}
          value={home.renewalsAheadCount.text}
          remark={t("home:stat.renewalsRemark", { days })}
          icon="refresh"
          tone="info"
        />
        <Stat
          label={t("home:stat.ending")}
          value={home.willNotRenewCount.text}
          remark={t("home:stat.endingRemark", { days })}
          icon="ban"
          tone={home.willNotRenewCount.count > 0 ? "danger" : "neutral"}
        />
        <Stat
          label={t("home:stat.attention")}
          value={attention}
          remark={t("home:stat.attentionRemark")}
          icon={attention > 0 ? "triangle-alert" : "circle-check"}
          tone={attention > 0 ? "danger" : "success"}
        />
      </StatRow>
      <Radar radar={home.radar} days={days} />
      <OnHold held={home.onHold} />
      <Failing failing={home.failing} />
      {home.sinceLastVisit === null ? null : <SinceLastVisit news={home.sinceLastVisit} />}
      <ClosingWindows windows={home.windowsClosing} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <RenewalsAhead renewals={home.renewalsAhead} days={days} />
        <Ending endings={home.willNotRenew} days={days} />
      </div>
      {home.yearAhead === null ? null : <YearAhead forecast={home.yearAhead} />}
      {home.firstSteps?.isPutAway === true ? steps : null}
    </PageStack>
  );
}
