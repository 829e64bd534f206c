import * as apiClients from "#db/repositories/api-clients.ts";
import * as apiGrants from "#db/repositories/api-grants.ts";
import type { Db } from "#db/client.ts";
import * as auditRecords from "#db/repositories/audit-records.ts";
import * as customerRecords from "#db/repositories/customer-records.ts";
import * as profiles from "#db/repositories/profiles.ts";
import * as removal from "#db/repositories/remove-customer.ts";
import * as webhooks from "#db/repositories/webhooks.ts";
import { buildUser, instant, testIds } from "#test/support/builders.ts";

/** The repositories behind the API, and how each of their functions is asked. */

type Book = {
  readonly partnerId: string;
  readonly customer: { readonly id: string };
  readonly actor: { readonly userId: string };
  readonly subscription: { readonly id: string; readonly orderId: string };
};
type Call = (db: Db, book: Book) => Promise<unknown>;

const at = instant("2024-03-02T12:00:00Z");
const hash = "ab".repeat(32);
const write = { version: 0, at };
const scopeOf = ({ partnerId, customer }: Book) => ({ partnerId, customerId: customer.id });

async function stored(db: Db, { partnerId, actor }: Book): Promise<apiClients.ApiClient> {
  const { id } = await buildUser(db, { partnerId, roles: ["sales-agent"] });
  const client: apiClients.ApiClient = {
    id,
    partnerId,
    name: "Marketplace",
    secretHash: hash,
    secretHint: "abab",
    secretMadeAt: at,
    oldSecretHash: null,
    oldSecretUntil: null,
    redirectUris: [],
    createdAt: at,
    createdBy: actor.userId,
    lastUsedAt: null,
    revokedAt: null,
  };
  await apiClients.insertApiClient(db, client);
  return client;
}

function hashOf(): string {
  return testIds.next().replaceAll("-", "").repeat(2);
}

async function granted(db: Db, book: Book): Promise<apiGrants.ApiGrant> {
  const { id: clientId } = await stored(db, book);
  const grant = {
    id: testIds.next(),
    clientId,
    userId: book.actor.userId,
    tokenHash: hashOf(),
    isMfa: false,
    isRotating: true,
    createdAt: at,
  };
  await apiGrants.insertApiGrant(db, { ...grant, expiresAt: at });
  return { ...grant, expiresAt: at };
}

async function coded(db: Db, book: Book): Promise<string> {
  const { id: clientId } = await stored(db, book);
  const codeHash = hashOf();
  const code = { codeHash, clientId, userId: book.actor.userId, redirectUri: "https://a.example/", nonce: "" };
  await apiGrants.insertApiCode(db, { ...code, isMfa: false, expiresAt: at, challenge: null });
  return codeHash;
}

const apiClientCalls = {
  findApiClientById: (db) => apiClients.findApiClientById(db, "x"),
  findApiClientForChange: (db, { partnerId }) => apiClients.findApiClientForChange(db, partnerId, "x"),
  findApiClient: (db, { partnerId }) => apiClients.findApiClient(db, partnerId, "x"),
  listApiClients: (db, { partnerId }) => apiClients.listApiClients(db, partnerId, { limit: 50, cursor: null }),
  "listApiClients after a key": (db, { partnerId }) =>
    apiClients.listApiClients(db, partnerId, { limit: 50, cursor: { direction: "after", key: [1, "x"] } }),
  "listApiClients before a key": (db, { partnerId }) =>
    apiClients.listApiClients(db, partnerId, { limit: 50, cursor: { direction: "before", key: [1, "x"] } }),
  countApiClients: (db, { partnerId }) => apiClients.countApiClients(db, partnerId),
  rolesOfAccounts: (db, { actor }) => apiClients.rolesOfAccounts(db, [actor.userId]),
  insertApiClient: stored,
  updateApiSecret: async (db, book) => apiClients.updateApiSecret(db, book.partnerId, "x", await stored(db, book)),
  updateApiClientNames: (db, { partnerId }) =>
    apiClients.updateApiClientNames(db, partnerId, "x", { name: "Other", redirectUris: [] }),
  revokeApiClientRow: (db, { partnerId, actor }) =>
    apiClients.revokeApiClientRow(db, partnerId, "x", { at, by: actor.userId }),
  touchApiClient: (db) => apiClients.touchApiClient(db, "x", at),
  findApiCallerRow: (db, { actor }) => apiClients.findApiCallerRow(db, "x", actor.userId, null),
} satisfies Record<string, Call>;

const apiGrantCalls = {
  insertApiGrant: granted,
  findApiGrant: (db) => apiGrants.findApiGrant(db, hash),
  extendApiGrant: (db) => apiGrants.extendApiGrant(db, "x", { at, expiresAt: at }),
  insertApiCode: coded,
  findGrantOfSpentToken: async (db, book) => {
    const grant = await granted(db, book);
    await db.transaction().execute((tx) => apiGrants.rotateApiGrant(tx, grant, { tokenHash: hashOf(), at }));
    return db.transaction().execute((tx) => apiGrants.findGrantOfSpentToken(tx, grant.tokenHash));
  },
  rotateApiGrant: async (db, book) =>
    apiGrants.rotateApiGrant(db, await granted(db, book), { tokenHash: hashOf(), at }),
  revokeApiGrant: (db) => apiGrants.revokeApiGrant(db, "x", at),
  listGrantsOfUser: (db, { actor }) => apiGrants.listGrantsOfUser(db, actor.userId, at, 50),
  noteGrantOfCode: async (db, book) => apiGrants.noteGrantOfCode(db, await coded(db, book), "x"),
  findGrantOfCode: (db) => apiGrants.findGrantOfCode(db, hash),
  takeApiCode: async (db, book) => apiGrants.takeApiCode(db, await coded(db, book), at),
  deleteOldApiCodes: (db) => apiGrants.deleteOldApiCodes(db, at),
} satisfies Record<string, Call>;

const hook = { url: "https://hooks.example.com/", events: ["test-created"], isMsSignatureHeader: false } as const;

async function queued(db: Db, { partnerId }: Book): Promise<{ id: string; partnerId: string }> {
  const event = {
    id: testIds.next(),
    partnerId,
    event: "test-created",
    resourceName: "test",
    resourcePath: "/",
    auditPath: "/",
    changedAtMs: at.epochMilliseconds,
  } as const;
  await webhooks.insertWebhookDeliveries(db, [event], at);
  return event;
}

const webhookCalls = {
  findWebhookRegistration: (db, { partnerId }) => webhooks.findWebhookRegistration(db, partnerId),
  insertWebhookRegistration: (db, { partnerId }) =>
    webhooks.insertWebhookRegistration(db, {
      ...hook,
      partnerId,
      subscriberId: testIds.next(),
      createdAt: at,
      changedAt: at,
    }),
  updateWebhookRegistration: (db, { partnerId }) => webhooks.updateWebhookRegistration(db, partnerId, hook, at),
  deleteWebhookRegistration: (db) => webhooks.deleteWebhookRegistration(db, "x"),
  listenersOf: (db, { partnerId }) => webhooks.listenersOf(db, [partnerId]),
  insertWebhookDeliveries: queued,
  countDueDeliveries: (db) => webhooks.countDueDeliveries(db, at, 10),
  claimDueDelivery: async (db, book) => {
    await queued(db, book);
    return db.transaction().execute((tx) => webhooks.claimDueDelivery(tx, at, at.add({ minutes: 2 }), []));
  },
  "claimDueDelivery without silent partners": (db) =>
    db.transaction().execute((tx) => webhooks.claimDueDelivery(tx, at, at.add({ minutes: 2 }), ["x", "y"])),
  finishDeliveryAttempt: async (db, book) => {
    await queued(db, book);
    const claimed = await db
      .transaction()
      .execute((tx) => webhooks.claimDueDelivery(tx, at, at.add({ minutes: 2 }), []));
    if (claimed === undefined) throw new Error("A delivery that was just queued is not due");
    const attempt = { url: hook.url, madeAt: at, tookMs: 1, responseCode: 200, failure: null, responseText: "" };
    return webhooks.finishDeliveryAttempt(db, claimed, { state: "delivered", nextAttemptAt: null, attempt }, at);
  },
  reviveDelivery: (db, { partnerId }) => webhooks.reviveDelivery(db, partnerId, "x", at),
  deleteOldDeliveries: (db) => webhooks.deleteOldDeliveries(db, at.add({ hours: 1 }), 1),
  listDeliveries: (db, { partnerId }) =>
    webhooks.listDeliveries(db, partnerId, { limit: 50, cursor: null, state: null }),
  "listDeliveries in one state": (db, { partnerId }) =>
    webhooks.listDeliveries(db, partnerId, { limit: 50, cursor: null, state: "dead" }),
  lastAttemptsOf: (db, { partnerId }) => webhooks.lastAttemptsOf(db, partnerId, [{ id: "x" }]),
  findDelivery: (db, { partnerId }) => webhooks.findDelivery(db, partnerId, "x"),
  listAttempts: (db, { partnerId }) => webhooks.listAttempts(db, partnerId, "x", 50),
} satisfies Record<string, Call>;

const contact = { email: null, registrationNumber: null, billing: {} };

const profileCalls = {
  findCustomerProfile: (db, { partnerId, customer }) => profiles.findCustomerProfile(db, partnerId, customer.id),
  "putCustomerProfile for the first time": (db, book) => profiles.putCustomerProfile(db, scopeOf(book), contact, write),
  "putCustomerProfile over one": (db, book) =>
    profiles.putCustomerProfile(db, scopeOf(book), contact, { ...write, version: 1 }),
  findPartnerProfile: (db, { partnerId }) => profiles.findPartnerProfile(db, partnerId, "support"),
  "putPartnerProfile for the first time": (db, { partnerId }) =>
    profiles.putPartnerProfile(db, { partnerId, kind: "support" }, {}, write),
  "putPartnerProfile over one": (db, { partnerId }) =>
    profiles.putPartnerProfile(db, { partnerId, kind: "support" }, {}, { ...write, version: 1 }),
} satisfies Record<string, Call>;

const list = { limit: 50, cursor: null, filter: null, offset: 0 };

const customerRecordCalls = {
  listCustomerRecords: (db, { partnerId }) => customerRecords.listCustomerRecords(db, partnerId, list),
  "listCustomerRecords after a customer": (db, { partnerId }) =>
    customerRecords.listCustomerRecords(db, partnerId, { ...list, cursor: { direction: "after", key: [0, "x"] } }),
  "listCustomerRecords by the beginning of the name": (db, { partnerId }) =>
    customerRecords.listCustomerRecords(db, partnerId, { ...list, filter: { field: "name", startsWith: "Con" } }),
} satisfies Record<string, Call>;

const auditCalls = {
  findActivityEntry: (db, { partnerId }) => auditRecords.findActivityEntry(db, partnerId, "x"),
  signInNamesById: (db, { partnerId, actor }) => auditRecords.signInNamesById(db, partnerId, [actor.userId]),
  listAuditedOrderLines: (db, { partnerId, subscription }) =>
    auditRecords.listAuditedOrderLines(db, partnerId, [subscription.orderId]),
} satisfies Record<string, Call>;

const removalCalls = {
  hasKeptRecords: (db, book) => removal.hasKeptRecords(db, scopeOf(book)),
  deleteCustomer: (db, { partnerId }) => removal.deleteCustomer(db, { partnerId, customerId: "x" }),
} satisfies Record<string, Call>;

/** Modules by the name that their file in db/sql has. */
export const apiCalls: Readonly<Record<string, { module: object; calls: Readonly<Record<string, Call>> }>> = {
  "api-clients": { module: apiClients, calls: apiClientCalls },
  "api-grants": { module: apiGrants, calls: apiGrantCalls },
  "audit-records": { module: auditRecords, calls: auditCalls },
  "customer-records": { module: customerRecords, calls: customerRecordCalls },
  profiles: { module: profiles, calls: profileCalls },
  "remove-customer": { module: removal, calls: removalCalls },
  webhooks: { module: webhooks, calls: webhookCalls },
};
