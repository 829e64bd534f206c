import type { Temporal } from "temporal-polyfill";
import { makeBulkRun } from "#app/services/bulk/make-bulk-run.server.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { actorNamed, type DemoPeople } from "./load-people.ts";
import { demoUsers, newcomer } from "./people.ts";

/**
 * One change of many per partner that somebody looked at and did not confirm: auto-renew on for all that have it off.
 * It changes nothing of the book.
 */
export async function lookAtBulkChanges(deps: DemoDeps, people: DemoPeople, at: Temporal.Instant): Promise<void> {
  const admins = demoUsers.filter(
    ({ organization, roles }) =>
      organization.kind === "partner" && organization.partner !== newcomer.key && roles.includes("admin-agent"),
  );
  const filter = {
    status: "active",
    customerIds: null,
    productIds: null,
    autoRenew: "off",
    endsFrom: null,
    endsUntil: null,
    isWindowOpen: false,
  } as const;
  for (const { email } of admins) {
    const input = {
      idempotencyKey: deps.ids.next(),
      action: { kind: "auto-renew-on" },
      selection: { kind: "filter", filter },
    } as const;
    const made = await makeBulkRun(deps, actorNamed(people, email), input, at);
    if (!made.ok) throw new Error(`The change of many was refused: ${made.refusal.code}`);
  }
}
