import { createPublicKey, createVerify, X509Certificate } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { mayDo, type PermittedAction } from "#app/domain/access/permissions.ts";
import { partnerRoles } from "#app/domain/access/roles.ts";
import { deliveryLeaseMs, type DeliveryState } from "#app/domain/webhooks/delivery-attempts.ts";
import type { RegistrationWish } from "#app/domain/webhooks/registration.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import {
  changeWebhook,
  deliverAgain,
  registerWebhook,
  removeWebhook,
  sendTestEvent,
} from "#app/services/webhooks/register-webhook.server.ts";
import { findWebhookCertificate } from "#app/services/webhooks/signing-keys.server.ts";
import { deliveryView, webhooksView } from "#app/views/webhooks.ts";
import type { Db } from "#db/client.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import {
  buildCustomer,
  buildPartner,
  buildPartnerActor,
  buildSku,
  buildSubscription,
  instant,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { startWebhookServer, type TestWebhookServer, testWebhooks } from "#test/support/webhook-server.ts";

const at = instant("2026-11-02T09:00:00Z");
const minute = 60_000;
const action: PermittedAction = "manage-webhooks";

const servers: TestWebhookServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serverThat(statusOf?: (n: number) => number): Promise<TestWebhookServer> {
  const server = await startWebhookServer(statusOf);
  servers.push(server);
  return server;
}

const key = () => crypto.randomUUID();
const wishFor = (url: string, events: readonly string[] = ["test-created", "subscription-updated"]) =>
  ({ url, events, isMsSignatureHeader: false }) satisfies RegistrationWish;

/** A partner with somebody who may, and what that one calls. */
async function startPartner(db: Db) {
  // A test leaves deliveries behind that are due for the next one.
  await db.deleteFrom("webhook_attempt").execute();
  await db.deleteFrom("webhook_delivery").execute();
  const partner = await buildPartner(db);
  const actor = await buildPartnerActor(db, partner.id);
  const deps = { ...serviceDeps(db, at), webhooks: testWebhooks };
  return { partner, actor, deps };
}

describeOnBothDatabases("Webhooks", (database) => {
  const deliverAt = (ms: number) => {
    const when = at.add({ milliseconds: ms });
    return runAt({ ...jobDeps(database().db, when), webhooks: testWebhooks }, "deliver-webhooks", when);
  };
  const states = async () => {
    const rows = await database().db.selectFrom("webhook_delivery").select("state").execute();
    const counts: Partial<Record<DeliveryState, number>> = {};
    for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  };
  const viewOf = (actor: Parameters<typeof webhooksView>[0]["actor"]) => ({
    db: database().db,
    actor,
    at,
    reader: { language: "en" as const, timeZone: "UTC" },
  });

  it("tell a partner's system of a changed subscription, signed by the certificate that the event names", async () => {
    const { db } = database();
    const { partner, actor, deps } = await startPartner(db);
    const server = await serverThat();
    const customer = await buildCustomer(db, partner.id);
    const subscription = await buildSubscription(db, { customer, sku: (await buildSku(db)).sku, at });
    expect(await registerWebhook(deps, actor, { idempotencyKey: key(), ...wishFor(server.url) }, at)).toMatchObject({
      ok: true,
    });
    const wish = { idempotencyKey: key(), subscriptionId: subscription.id, isOn: false };
    expect(await switchAutoRenew(deps, actor, wish, at)).toMatchObject({ ok: true });
    expect(await states()).toEqual({ queued: 1 });
    expect(await deliverAt(0)).toMatchObject({
      due: 1,
      done: 1,
      failed: 0,
      certificate: { webhooks: { delivered: 1 } },
    });

    const [event] = server.taken;
    const line = await db
      .selectFrom("activity")
      .select("id")
      .where("action", "=", "auto-renew-switched")
      .where("partner_id", "=", partner.id)
      .executeTakeFirstOrThrow();
    expect(event?.body).toEqual({
      EventName: "subscription-updated",
      ResourceUri: `https://portal.example/webhooks/v1/customers/${customer.id}/subscriptions/${subscription.id}`,
      ResourceName: "subscription",
      AuditUri: `https://portal.example/auditactivity/v1/auditrecords/${line.id}`,
      ResourceChangeUtcDate: at.toString(),
    });
    expect(event?.headers["x-ms-signature-algorithm"]).toBe("rsa-sha256");
    const url = String(event?.headers["x-ms-certificate-url"]);
    expect(url).toMatch(/^https:\/\/portal\.example\/webhooks\/v1\/certificates\/webhook-signing-1$/);
    const pem = await findWebhookCertificate({ db, keyVault: testWebhooks.keyVault }, "webhook-signing-1", at);
    const certificate = new X509Certificate(pem ?? "");
    expect(certificate.verify(createPublicKey(certificate.publicKey.export({ type: "spki", format: "pem" })))).toBe(
      true,
    );
    const signature = String(event?.headers.authorization).replace(/^Signature /, "");
    const verifies = (text: string) =>
      createVerify("sha256").update(text).verify(certificate.publicKey, signature, "base64");
    expect(verifies(event?.text ?? "")).toBe(true);
    expect(verifies(`${event?.text ?? ""} `)).toBe(false);

    // Once delivered, never again by itself, and the same wish again queues nothing.
    await switchAutoRenew(deps, actor, wish, at);
    expect(await deliverAt(60 * minute)).toMatchObject({ due: 0 });
    expect(server.taken).toHaveLength(1);
  });

  it("put the signature into a header of its own where the registration says so", async () => {
    const { actor, deps } = await startPartner(database().db);
    const server = await serverThat();
    const wish = { ...wishFor(server.url), isMsSignatureHeader: true };
    await registerWebhook(deps, actor, { idempotencyKey: key(), ...wish }, at);
    await sendTestEvent(deps, actor, { idempotencyKey: key() }, at);
    await deliverAt(0);
    expect(server.taken[0]?.headers.authorization).toBeUndefined();
    expect(server.taken[0]?.headers["x-ms-signature"]).toMatch(/^[A-Za-z0-9+/=]{300,}$/);
  });

  it("queue nothing for who did not register, for other events, and for another partner's changes", async () => {
    const { db } = database();
    const listening = await startPartner(db);
    const other = await startPartner(db);
    const server = await serverThat();
    const wish = { idempotencyKey: key(), ...wishFor(server.url, ["invoice-ready"]) };
    await registerWebhook(listening.deps, listening.actor, wish, at);
    for (const { partner, actor, deps } of [listening, other]) {
      const customer = await buildCustomer(db, partner.id);
      const { id } = await buildSubscription(db, { customer, sku: (await buildSku(db)).sku, at });
      await switchAutoRenew(deps, actor, { idempotencyKey: key(), subscriptionId: id, isOn: false }, at);
    }
    expect(await states()).toEqual({});
  });

  it("try again what a target does not take, later each time, and park it after the tenth attempt", async () => {
    const { db } = database();
    const { actor, deps } = await startPartner(db);
    const server = await serverThat(() => 500);
    await registerWebhook(deps, actor, { idempotencyKey: key(), ...wishFor(server.url) }, at);
    const sent = await sendTestEvent(deps, actor, { idempotencyKey: key() }, at);
    let ms = 0;
    for (let n = 1; n <= 10; n += 1) {
      await deliverAt(ms);
      const row = await db.selectFrom("webhook_delivery").selectAll().executeTakeFirstOrThrow();
      expect([row.state, row.attempts]).toEqual([n < 10 ? "failed" : "dead", n]);
      if (row.next_attempt_at !== null) {
        expect(await deliverAt(row.next_attempt_at - 1 - at.epochMilliseconds)).toMatchObject({ due: 0 });
        ms = row.next_attempt_at - at.epochMilliseconds;
      }
    }
    expect(server.taken).toHaveLength(10);
    expect(new Set(server.taken.map(({ text }) => text)).size).toBe(1);
    expect(await deliverAt(30 * 24 * 60 * minute)).toMatchObject({ due: 0 });

    const deliveryId = sent.ok ? sent.value.deliveryId : "";
    const view = await deliveryView(viewOf(actor), { deliveryId });
    expect(
      view.ok && view.value.attempts.map(({ number, responseCode, failure }) => [number, responseCode, failure]),
    ).toEqual(Array.from({ length: 10 }, (_, n) => [10 - n, 500, "refused"]));
  });

  it("send a parked one again when somebody asks, and one that was delivered too", async () => {
    const { db } = database();
    const { actor, deps } = await startPartner(db);
    let status = 503;
    const server = await serverThat(() => status);
    await registerWebhook(deps, actor, { idempotencyKey: key(), ...wishFor(server.url) }, at);
    const sent = await sendTestEvent(deps, actor, { idempotencyKey: key() }, at);
    const deliveryId = sent.ok ? sent.value.deliveryId : "";
    await db
      .updateTable("webhook_delivery")
      .set({ state: "dead", next_attempt_at: null, finished_at: at.epochMilliseconds, attempts: 10, attempts_left: 0 })
      .execute();
    status = 200;
    expect(await deliverAgain(deps, actor, { idempotencyKey: key(), deliveryId }, at)).toMatchObject({ ok: true });
    await deliverAt(0);
    expect(await states()).toEqual({ delivered: 1 });
    expect(await deliverAgain(deps, actor, { idempotencyKey: key(), deliveryId }, at)).toMatchObject({ ok: true });
    expect(await deliverAgain(deps, actor, { idempotencyKey: key(), deliveryId }, at)).toMatchObject({ ok: true });
    await deliverAt(0);
    expect(server.taken).toHaveLength(2);
    const lines = await db.selectFrom("activity").select("id").where("action", "=", "webhook-sent-again").execute();
    // The third time it was due already, and nothing was done.
    expect(lines.length % 2).toBe(0);
  });

  it("let no slow target keep others waiting, and leave its other events for the next run", async () => {
    const { db } = database();
    const slow = await startPartner(db);
    const quick = await startPartner(db);
    const dead = await serverThat(() => 0);
    const server = await serverThat();
    await registerWebhook(slow.deps, slow.actor, { idempotencyKey: key(), ...wishFor(dead.url) }, at);
    await registerWebhook(quick.deps, quick.actor, { idempotencyKey: key(), ...wishFor(server.url) }, at);
    const later = at.add({ seconds: 1 });
    for (let n = 0; n < 2; n += 1) {
      await sendTestEvent(slow.deps, slow.actor, { idempotencyKey: key() }, at);
      await sendTestEvent(quick.deps, quick.actor, { idempotencyKey: key() }, later);
    }
    await deliverAt(2_000);
    expect(server.taken).toHaveLength(2);
    expect(await states()).toMatchObject({ delivered: 2 });
    expect(dead.taken.length).toBeLessThanOrEqual(2);
  });

  it("drop what waited for a registration that was taken away", async () => {
    const { actor, deps } = await startPartner(database().db);
    const server = await serverThat();
    await registerWebhook(deps, actor, { idempotencyKey: key(), ...wishFor(server.url) }, at);
    await sendTestEvent(deps, actor, { idempotencyKey: key() }, at);
    expect(await removeWebhook(deps, actor, { idempotencyKey: key() }, at)).toMatchObject({ ok: true });
    await deliverAt(0);
    expect(await states()).toEqual({ dropped: 1 });
    expect(server.taken).toEqual([]);
    expect(await removeWebhook(deps, actor, { idempotencyKey: key() }, at)).toMatchObject({
      refusal: { code: "not-found", what: "webhook" },
    });
  });

  it("leave a delivery whose process died to the next one, when its lease has run out", async () => {
    const { db } = database();
    const { actor, deps } = await startPartner(db);
    const server = await serverThat();
    await registerWebhook(deps, actor, { idempotencyKey: key(), ...wishFor(server.url) }, at);
    await sendTestEvent(deps, actor, { idempotencyKey: key() }, at);
    await db
      .updateTable("webhook_delivery")
      .set({ state: "sending", attempts: 1, attempts_left: 9, next_attempt_at: at.epochMilliseconds + deliveryLeaseMs })
      .execute();
    expect(await deliverAt(deliveryLeaseMs - 1)).toMatchObject({ due: 0 });
    expect(await deliverAt(deliveryLeaseMs)).toMatchObject({ done: 1 });
    expect(server.taken).toHaveLength(1);
  });

  it("share the work between two runs at once, each event once", async () => {
    const { actor, deps, partner } = await startPartner(database().db);
    const { db } = database();
    const server = await serverThat();
    await registerWebhook(deps, actor, { idempotencyKey: key(), ...wishFor(server.url) }, at);
    const customer = await buildCustomer(db, partner.id);
    for (let n = 0; n < 12; n += 1) {
      const { id } = await buildSubscription(db, { customer, sku: (await buildSku(db)).sku, at });
      await switchAutoRenew(deps, actor, { idempotencyKey: key(), subscriptionId: id, isOn: false }, at);
    }
    await Promise.all([deliverAt(0), deliverAt(0)]);
    expect(await states()).toEqual({ delivered: 12 });
    expect(new Set(server.taken.map(({ body }) => body["AuditUri"])).size).toBe(12);
    expect(server.taken).toHaveLength(12);
  });

  it("take two test events in a minute, and only where the registration listens for them", async () => {
    const { actor, deps } = await startPartner(database().db);
    const test = (when = at) => sendTestEvent(deps, actor, { idempotencyKey: key() }, when);
    expect(await test()).toMatchObject({ refusal: { code: "not-found", what: "webhook" } });
    const url = "https://hooks.example.com/";
    await registerWebhook(deps, actor, { idempotencyKey: key(), ...wishFor(url, ["invoice-ready"]) }, at);
    expect(await test()).toMatchObject({ refusal: { code: "webhook-without-test-event" } });
    await changeWebhook(deps, actor, { idempotencyKey: key(), ...wishFor(url) }, at);
    expect([(await test()).ok, (await test()).ok]).toEqual([true, true]);
    expect(await test()).toMatchObject({ refusal: { code: "too-many-attempts" } });
    expect(await test(at.add({ minutes: 1 }))).toMatchObject({ ok: true });
  });

  it("are one per partner, for the roles that may, and nobody else's to see", async () => {
    const { db } = database();
    const { actor, deps } = await startPartner(db);
    const wish = () => ({ idempotencyKey: key(), ...wishFor("https://hooks.example.com/?key=secret") });
    expect(await changeWebhook(deps, actor, wish(), at)).toMatchObject({ refusal: { code: "not-found" } });
    expect(await registerWebhook(deps, actor, wish(), at)).toMatchObject({ ok: true });
    expect(await registerWebhook(deps, actor, wish(), at)).toMatchObject({ refusal: { code: "webhook-exists" } });
    expect(
      await changeWebhook(deps, actor, { ...wish(), url: "https://10.0.0.1.nip.example/", events: [] }, at),
    ).toMatchObject({ ok: false });
    expect(await changeWebhook(deps, actor, { ...wish(), url: "https://localhost/" }, at)).toMatchObject({ ok: true });
    const production = { ...deps, webhooks: { ...testWebhooks, reach: "public" as const } };
    expect(await changeWebhook(production, actor, { ...wish(), url: "https://localhost/" }, at)).toMatchObject({
      refusal: { code: "webhook-target-refused", problem: "private" },
    });
    for (const role of partnerRoles) {
      const someone = { ...actor, roles: [role] };
      const view = await webhooksView(viewOf(someone), { state: "", after: null, before: null });
      expect(view.ok, role).toBe(mayDo(someone, action));
    }
    const stranger = await startPartner(db);
    const theirs = await webhooksView(viewOf(stranger.actor), { state: "", after: null, before: null });
    expect(theirs).toMatchObject({ ok: true, value: { registration: null, deliveries: [] } });
    const lines = await db.selectFrom("activity").selectAll().where("action", "=", "webhook-registered").execute();
    expect(JSON.stringify(lines)).not.toContain("key=secret");
  });
});
