import type { Temporal } from "temporal-polyfill";
import type { ServiceDeps } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { testActivityKeys } from "./activity-keys.ts";
import { testIds } from "./builders.ts";

/** What a service needs, with nothing outside the test's own database. No password is ever right. */
export function serviceDeps(db: Db, now: Temporal.Instant): ServiceDeps {
  return {
    db,
    clock: { now: () => now, refresh: () => Promise.resolve() },
    ids: testIds,
    passwords: { hash: () => Promise.resolve("no password"), verify: () => Promise.resolve(false) },
    activityKeys: testActivityKeys,
    mode: "sandbox",
  };
}
