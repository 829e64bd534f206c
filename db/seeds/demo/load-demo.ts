import type { Temporal } from "temporal-polyfill";
import { loadCatalogue } from "#db/seeds/catalog/load-catalogue.ts";
import type { Db } from "#db/client.ts";
import { createDemoDeps } from "./demo-deps.ts";
import { loadPartnersAndStaff } from "./load-people.ts";
import { demoPassword } from "./people.ts";
import { type DemoBook, performStep } from "./perform-step.ts";
import { planDemo } from "./plan.ts";
import { runDueUntil, runJobsAt } from "./run-due.ts";

export async function loadDemo(db: Db, now: Temporal.Instant): Promise<void> {
  const deps = createDemoDeps(db);
  const steps = planDemo(now);
  const first = steps[0]?.at ?? now;
  const beginning = first.subtract({ hours: 48 });
  deps.clock.moveTo(beginning);
  await loadCatalogue(deps, beginning);
  const people = await loadPartnersAndStaff(deps, demoPassword, beginning);
  const book: DemoBook = { deps, people, orders: new Map() };
  for (const step of steps) {
    await runDueUntil(deps, step.at);
    deps.clock.moveTo(step.at);
    await performStep(book, step);
  }
  await runDueUntil(deps, now);
  await runJobsAt(deps, ["look-ahead"], now);
}
