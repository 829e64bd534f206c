import { createVerify, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { startWebhookServer, type TestWebhookServer } from "#test/support/webhook-server.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";
import { seenAt } from "./support/settle.ts";

let api: ApiSite;
let server: TestWebhookServer;
beforeAll(async () => {
  api = await openApi("sqlite");
  server = await startWebhookServer();
});
afterAll(async () => {
  await server.close();
  await api.close();
});
beforeEach(async () => {
  await api.call("DELETE", registration, "admin-agent");
  server.taken.length = 0;
});

const registration = "/webhooks/v1/registration";
const wish = () => ({ WebhookUrl: server.url, WebhookEvents: ["test-created", "subscription-updated"] });

async function deliver(): Promise<void> {
  const job = "deliver-webhooks" as const;
  await runJob(api.composition.deps, { kind: "system", job }, { job, at: seenAt.add({ minutes: 1 }) });
}

describe("webhooks over the API", () => {
  it("are registered, read, changed and taken back, by a user and by an application alone", async () => {
    for (const caller of ["admin-agent", "app:global-admin"] as const) {
      const none = await api.call("GET", registration, caller);
      expect([none.status, none.body.code]).toEqual([404, 1000]);
      expect((await api.call("PUT", registration, caller, { body: wish() })).status).toBe(404);
      const made = await api.call("POST", registration, caller, { body: wish() });
      expect(made.status).toBe(200);
      expect(made.body).toEqual({
        SubscriberId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        WebhookUrl: server.url,
        WebhookEvents: ["test-created", "subscription-updated"],
        SignatureTokenToMsSignatureHeader: false,
      });
      const again = await api.call("POST", registration, caller, { body: wish() });
      expect(again.status).toBe(409);
      // camelCase and names in capitals are read as well.
      const changed = await api.call("PUT", registration, caller, {
        body: {
          webhookUrl: server.url,
          webhookEvents: ["INVOICE-READY", "azure-fraud-event-detected"],
          SignatureTokenToMsSignatureHeader: true,
        },
      });
      expect(changed.body).toMatchObject({
        SubscriberId: made.body.SubscriberId,
        WebhookEvents: ["invoice-ready", "azure-fraud-event-detected"],
        SignatureTokenToMsSignatureHeader: true,
      });
      expect((await api.call("GET", registration, caller)).body).toEqual(changed.body);
      expect((await api.call("DELETE", registration, caller)).status).toBe(204);
    }
  });

  it("know the documented events by name", async () => {
    const { body } = await api.call("GET", `${registration}/events`, "admin-agent");
    expect(body.slice(0, 3)).toEqual(["test-created", "subscription-updated", "invoice-ready"]);
    expect(body).toContain("granular-admin-access-assignment-deleted");
    expect(body).toHaveLength(25);
  });

  it.each([
    [{}, 3000],
    [{ WebhookUrl: "http://hooks.example.com", WebhookEvents: ["test-created"] }, 3000],
    [{ WebhookUrl: "https://10.0.0.1.example/#x", WebhookEvents: ["test-created"] }, 3000],
    [{ WebhookUrl: "https://hooks.example.com", WebhookEvents: ["subscription-deleted"] }, 3000],
    [{ WebhookUrl: "https://hooks.example.com", WebhookEvents: [] }, 3000],
    [{ WebhookUrl: "https://hooks.example.com", WebhookEvents: "test-created" }, 3000],
    [{ WebhookUrl: 7, WebhookEvents: ["test-created"] }, 3000],
  ])("do not take the registration %j", async (body, code) => {
    const refused = await api.call("POST", registration, "admin-agent", { body });
    expect([refused.status, refused.body.code]).toEqual([400, code]);
    expect((await api.call("GET", registration, "admin-agent")).status).toBe(404);
  });

  it("send a test event whose result is read under its correlation id, two a minute", async () => {
    const lacking = await api.call("POST", `${registration}/validationEvents`, "admin-agent");
    expect(lacking.status).toBe(404);
    await api.call("POST", registration, "admin-agent", { body: wish() });
    const { status, body } = await api.call("POST", `${registration}/validationEvents`, "admin-agent");
    expect(status).toBe(200);
    const path = `${registration}/validationEvents/${body.correlationId}`;
    expect((await api.call("GET", path, "admin-agent")).body).toEqual({
      correlationId: body.correlationId,
      partnerId: api.a.partner,
      status: "pending",
      callbackUrl: server.url,
      results: [],
    });
    await deliver();
    expect((await api.call("GET", path, "admin-agent")).body).toMatchObject({
      status: "completed",
      results: [{ responseCode: "OK", responseMessage: "ok", systemError: false }],
    });
    expect((await api.call("GET", path, "app:of-other-partner")).status).toBe(404);
    await api.call("POST", `${registration}/validationEvents`, "admin-agent");
    const third = await api.call("POST", `${registration}/validationEvents`, "admin-agent");
    expect([third.status, third.body.statusCode]).toEqual([429, 429]);
    expect(Number(third.headers.get("Retry-After"))).toBeGreaterThan(0);
  });

  it("tell of a PATCH, signed with a certificate that the portal serves and whose key is in the key set", async () => {
    await api.call("POST", registration, "admin-agent", { body: wish() });
    const subscription = `/v1/customers/${api.a.customer}/subscriptions/${api.a.subscription}`;
    const before = await api.call("GET", subscription, "admin-agent");
    const patched = await api.call("PATCH", subscription, "admin-agent", {
      body: { autoRenewEnabled: !before.body.autoRenewEnabled },
    });
    expect(patched.status).toBe(200);
    await deliver();
    const event = server.taken.find(({ body }) => body["EventName"] === "subscription-updated");
    const resource = new URL(event?.body["ResourceUri"] ?? "");
    const read = await api.call("GET", resource.pathname, "admin-agent");
    expect(read.body).toMatchObject({ id: api.a.subscription, autoRenewEnabled: patched.body.autoRenewEnabled });
    const audit = await api.call("GET", new URL(event?.body["AuditUri"] ?? "").pathname, "global-admin");
    expect(audit.status).toBe(200);

    const address = new URL(String(event?.headers["x-ms-certificate-url"])).pathname;
    const pem = await (await fetch(api.url + address)).text();
    const { publicKey } = new X509Certificate(pem);
    const signature = String(event?.headers.authorization).replace(/^Signature /, "");
    const verify = createVerify("sha256").update(event?.text ?? "");
    expect(verify.verify(publicKey, signature, "base64")).toBe(true);
    const { keys } = (await (await fetch(`${api.url}/common/discovery/keys`)).json()) as {
      keys: { kid: string; n?: string; kty: string }[];
    };
    const jwk = publicKey.export({ format: "jwk" });
    expect(keys.find(({ kid }) => address.endsWith(kid))).toMatchObject({ kty: "RSA", n: jwk.n });
    expect((await fetch(`${api.url}/webhooks/v1/certificates/api-token-1`)).status).toBe(404);
  });
});
