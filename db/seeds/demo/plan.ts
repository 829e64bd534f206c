import type { Temporal } from "temporal-polyfill";
import { createPlanner, type DemoLine, type DemoStep, type Planner, staffAddress } from "./planner.ts";
import { planKeysAndFiles } from "./plan-keys.ts";
import { planMigration } from "./plan-migration.ts";
import { planPortfolios } from "./portfolio.ts";
import { planSupport } from "./plan-support.ts";
import { planStages } from "./stages.ts";

/**
 * Everything that happens in the demo, in order, from years ago to just before `now`. The same `now` gives the same
 * plan; a later one gives the same book, moved along.
 */
export function planDemo(now: Temporal.Instant): readonly DemoStep[] {
  const planner = createPlanner(now);
  planPortfolios(planner);
  planStages(planner);
  planKeysAndFiles(planner);
  planMigration(planner);
  planCartsAndRefusals(planner);
  planDailyWork(planner);
  planSupport(planner);
  return planner.steps();
}

/** The last minutes: customers whose check came out badly, carts that wait for their review, and what was refused. */
function planCartsAndRefusals({ act, hoursAgo, daysAgo }: Planner): void {
  // The check of a customer's data blocks what is bought after it, not what was bought before.
  const operator = { by: "operator@turnus.example" };
  act(hoursAgo(0.9), "brandt", { kind: "settle-validation" }, operator);

  const sales = (customer: string) => ({ by: staffAddress(customer, "sales.agent") });
  act(
    daysAgo(8, "10:20"),
    "haut-jura",
    { kind: "leave-cart", customer: "haut-jura", lines: [["office-ltsc", 8]] },
    sales("haut-jura"),
  );
  act(
    hoursAgo(27),
    "elbmarsch",
    {
      kind: "leave-cart",
      customer: "elbmarsch",
      lines: [
        ["sql-standard-1y", 6],
        ["sql-user-cal", 45],
      ],
    },
    sales("elbmarsch"),
  );
  act(
    hoursAgo(4),
    "cedar-ridge",
    {
      kind: "leave-cart",
      customer: "cedar-ridge",
      lines: [
        ["windows-datacenter-3y-annual", 8],
        ["rds-user-cal-1y-monthly", 60],
        ["office-ltsc", 30],
      ],
    },
    sales("cedar-ridge"),
  );
  act(
    hoursAgo(2),
    "minato",
    { kind: "leave-cart", customer: "minato", lines: [["windows-user-cal-1y", 25]] },
    sales("minato"),
  );

  const refused = (hours: number, customer: string, line: DemoLine) =>
    act(hoursAgo(hours), customer, { kind: "leave-cart", customer, lines: [line] }, { outcome: "refused" });
  refused(0.8, "lindenhof", ["windows-standard-1y", 2]);
  refused(0.6, "oberhofer-cn", ["windows-standard-1y", 4]);
  refused(0.5, "cafezal", ["windows-standard-1y", 2]);
}

/** People sign in, one of them with a slip, and the operator looks after a job. */
function planDailyWork({ act, daysAgo, hoursAgo }: Planner): void {
  const signIns: readonly (readonly [at: Temporal.Instant, email: string])[] = [
    [daysAgo(2, "08:01"), "admin.agent@harbourpine.example"],
    [daysAgo(1, "07:12"), "admin.agent@nordlicht.example"],
    [daysAgo(1, "07:58"), "billing.admin@nordlicht.example"],
    [hoursAgo(7.5), "operator@turnus.example"],
    [hoursAgo(5.6), "admin.agent@harbourpine.example"],
    [hoursAgo(2.1), "sales.agent@harbourpine.example"],
    [hoursAgo(1), "global.admin@nordlicht.example"],
  ];
  for (const [at, email] of signIns)
    act(at, "brandt", { kind: "sign-in", email, hasWrongPassword: false }, { by: email });
  const email = "helpdesk.agent@nordlicht.example";
  act(hoursAgo(6.2), "brandt", { kind: "sign-in", email, hasWrongPassword: true }, { by: email, outcome: "refused" });
  act(hoursAgo(6.1), "brandt", { kind: "sign-in", email, hasWrongPassword: false }, { by: email });

  const operator = { by: "operator@turnus.example" };
  act(daysAgo(3, "09:31"), "brandt", { kind: "run-job", job: "renew-due-subscriptions" }, operator);
}
