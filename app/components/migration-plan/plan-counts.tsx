import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { IconName } from "#app/ui/icon.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import type { Tone } from "#app/ui/badge.tsx";
import type { MigrationPlanView } from "#app/views/migration-plan.ts";

const tiles = [
  ["ran-out", "circle-x", "danger"],
  ["running-out", "triangle-alert", "warning"],
  ["due-next", "clock", "info"],
  ["done", "circle-check", "success"],
] as const satisfies readonly (readonly [string, IconName, Tone])[];

/** How many devices ask for work, each number leading to its devices. */
export function PlanCounts({ customer, counts, total }: Pick<MigrationPlanView, "customer" | "counts" | "total">) {
  const t = useTranslate();
  return (
    <section aria-label={t("migration:stat.label")}>
      <StatRow>
        {tiles.map(([state, icon, tone]) => (
          <Stat
            key={state}
            label={t(`migration:state.${state}`)}
            value={counts[state].text}
            remark={t(`migration:stat.${state}`, { total: total.text })}
            icon={icon}
            tone={counts[state].value === 0 && state !== "done" ? "neutral" : tone}
            to={paths.volumeLicensing(customer.id, { state })}
          />
        ))}
      </StatRow>
    </section>
  );
}
