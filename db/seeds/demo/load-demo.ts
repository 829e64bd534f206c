import { Temporal } from "temporal-polyfill";
import type { KeyServices } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { findPortalSetting, putPortalSetting } from "#db/repositories/portal-settings.ts";
import { loadCatalogue } from "#db/seeds/catalog/load-catalogue.ts";
import { loadApiClients } from "./api-clients.ts";
import { lookAtBulkChanges } from "./bulk.ts";
import { createDemoDeps } from "./demo-deps.ts";
import { loadPartnersAndStaff } from "./load-people.ts";
import { demoPassword } from "./people.ts";
import { emptyShelves } from "./perform-key-step.ts";
import { type DemoBook, performStep } from "./perform-step.ts";
import { enterTaxRates } from "./tax-rates.ts";
import { loadProductLists } from "./product-list.ts";
import { loadInstallations } from "./installations.ts";
import { deliverDemoNotices } from "./notices.ts";
import { planDemo } from "./plan.ts";
import { createDueWork } from "./run-due.ts";
import { planLicensing } from "./volume-licensing.ts";
import { deliverDemoEvents, registerDemoWebhooks } from "./webhooks.ts";

/** For how long the demo's webhooks have been registered. */
const webhookHours = 72;

/** What a migrated database holds of the demo: nothing yet, a part (its loading was cut off), all of it, or other data. */
export type DemoState = "empty" | "cut-off" | "loaded" | "other-data";

export async function findDemoState(db: Db): Promise<DemoState> {
  const mark = await findPortalSetting(db, "demo-data");
  if (mark !== undefined) return mark.state === "loaded" ? "loaded" : "cut-off";
  for (const table of ["partner", "user_account", "product"] as const) {
    const row = await db.selectFrom(table).select("id").limit(1).executeTakeFirst();
    if (row !== undefined) return "other-data";
  }
  return "empty";
}

/**
 * Fills an empty, migrated database with the demo as it stands at `now`: two resellers with seven years behind them, and one that has just joined.
 * Customers, purchases, changes and cancellations go through the portal's services, renewals and charges through its
 * jobs, so that nothing is there that the portal could not have made. The same `now` gives the same demo.
 */
export async function loadDemo(
  db: Db,
  now: Temporal.Instant,
  keyServices: KeyServices,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  const state = await findDemoState(db);
  if (state !== "empty") throw new Error(`The demo is loaded into an empty database, and this one is not (${state})`);
  const deps = createDemoDeps(db, keyServices);
  const steps = planDemo(now);
  const beginning = (steps[0]?.at ?? now).subtract({ hours: 48 });
  deps.clock.moveTo(beginning);
  await putPortalSetting(db, "demo-data", { state: "loading" }, beginning);
  await loadCatalogue(deps, beginning);
  const people = await loadPartnersAndStaff(deps, demoPassword, beginning);
  await enterTaxRates(deps, people, beginning);
  await loadProductLists(deps, people, beginning);
  const book: DemoBook = { deps, people, orders: new Map(), shelves: emptyShelves(), requests: new Map() };
  const dueWork = createDueWork(deps, now);
  const webhookAt = now.subtract({ hours: webhookHours });
  const licensing = planLicensing(deps, people, now);
  let isListening = false;
  const listen = async (upTo: Temporal.Instant) => {
    if (isListening || Temporal.Instant.compare(webhookAt, upTo) > 0) return;
    isListening = true;
    await dueWork.runUntil(webhookAt);
    deps.clock.moveTo(webhookAt);
    await registerDemoWebhooks(deps, people, webhookAt);
  };
  for (const [index, step] of steps.entries()) {
    await listen(step.at);
    await dueWork.runUntil(step.at);
    await licensing.runUntil(step.at);
    deps.clock.moveTo(step.at);
    await performStep(book, step);
    onProgress(index + 1, steps.length);
  }
  await listen(now);
  await dueWork.runUntil(now);
  await licensing.runUntil(now);
  await loadApiClients(deps, people, now);
  await deliverDemoEvents(deps, people, now);
  await loadInstallations(deps, people, now);
  await deliverDemoNotices(deps, now);
  await lookAtBulkChanges(deps, people, now.subtract({ hours: 1 }));
  await putPortalSetting(db, "demo-data", { state: "loaded" }, now);
}
