import type { Temporal } from "temporal-polyfill";
import { eventOnWire } from "#app/api/wire/webhook.ts";
import { ownEvents } from "#app/domain/webhooks/events.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { registerWebhook, sendTestEvent } from "#app/services/webhooks/register-webhook.server.ts";
import type { WebhookAnswer, WebhookServices } from "#app/services/webhooks/webhook-ports.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { actorNamed, type DemoPeople } from "./load-people.ts";
import { type DemoPartnerKey, demoUsers } from "./people.ts";

/** Which partners have a system that listens, and where. */
const targets = {
  nordlicht: "https://hooks.nordlicht.example/turnus",
  harbour: "https://hooks.harbourpine.example/partner-center/events",
} as const satisfies Partial<Record<DemoPartnerKey, string>>;
type ListeningPartner = keyof typeof targets;
const listening = Object.keys(targets) as ListeningPartner[];
const taken: WebhookAnswer = { responseCode: 200, failure: null, responseText: "ok", tookMs: 84 };
const busy: WebhookAnswer = { responseCode: 503, failure: "refused", responseText: "Maintenance", tookMs: 31 };

/** A partner's own system of the demo: it takes what it gets, but for the messages of which it says that it is busy. */
function systemThat(deps: DemoDeps, isBusy: (n: number) => boolean): WebhookServices {
  let count = 0;
  return {
    keyVault: deps.keyVault,
    reach: "public",
    root: "http://127.0.0.1:3000",
    write: (delivery, root) => JSON.stringify(eventOnWire(delivery, root)),
    post: async () => {
      count += 1;
      return isBusy(count) ? busy : taken;
    },
    chance: () => 0.5,
  };
}

function chiefOf(people: DemoPeople, partner: ListeningPartner) {
  const chief = demoUsers.find(
    ({ organization, roles }) =>
      organization.kind === "partner" && organization.partner === partner && roles.includes("global-admin"),
  );
  return actorNamed(people, chief?.email ?? "");
}

/** Registers the webhooks of the demo, a while before its end, so that what happens until then is told. */
export async function registerDemoWebhooks(deps: DemoDeps, people: DemoPeople, at: Temporal.Instant): Promise<void> {
  const ready = { ...deps, webhooks: systemThat(deps, () => false) };
  for (const partner of listening) {
    const wish = { url: targets[partner], events: ownEvents, isMsSignatureHeader: false };
    const input = { idempotencyKey: deps.ids.next(), ...wish };
    const registered = await registerWebhook(ready, chiefOf(people, partner), input, at);
    if (!registered.ok) throw new Error(`The webhook was refused: ${registered.refusal.code}`);
  }
  // Tried at once, as the page asks for.
  await test(deps, people, "harbour", at);
  await deliver(deps, at, () => false);
}

/** Delivers what happened, through the real job: one message needs a second attempt, and a test event waits for its own. */
export async function deliverDemoEvents(deps: DemoDeps, people: DemoPeople, now: Temporal.Instant): Promise<void> {
  await deliver(deps, now.subtract({ minutes: 20 }), (n) => n === 2);
  await deliver(deps, now.subtract({ minutes: 5 }), () => false);
  await deliver(deps, now, () => false);
  await test(deps, people, "nordlicht", now);
  await deliver(deps, now, () => true);
}

async function test(
  deps: DemoDeps,
  people: DemoPeople,
  partner: ListeningPartner,
  now: Temporal.Instant,
): Promise<void> {
  const sent = await sendTestEvent(deps, chiefOf(people, partner), { idempotencyKey: deps.ids.next() }, now);
  if (!sent.ok) throw new Error(`The test event was refused: ${sent.refusal.code}`);
}

async function deliver(deps: DemoDeps, at: Temporal.Instant, isBusy: (n: number) => boolean): Promise<void> {
  // What was delivered a while ago was delivered then; the demo's own clock goes forward only.
  const clock = { now: () => at, refresh: async () => {} };
  const job = "deliver-webhooks" as const;
  const run = { ...deps, clock, webhooks: systemThat(deps, isBusy) };
  const done = await runJob(run, { kind: "system", job }, { job, at });
  if (!done.ok) throw new Error(`The job was refused: ${done.refusal.code}`);
}
