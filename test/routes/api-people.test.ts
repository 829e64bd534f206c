import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { partnerRoles } from "#app/domain/access/roles.ts";
import { insertCustomer } from "#db/repositories/customers.ts";
import { dialects } from "#test/support/databases.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";
import { seenAt } from "./support/settle.ts";

const chief = "all-partner-roles";
const address = {
  FirstName: "Ada",
  LastName: "Byron",
  AddressLine1: "1 Main Street",
  City: "Redmond",
  State: "wa",
  PostalCode: "98052",
  Country: "US",
  PhoneNumber: "+1 425 555 0100",
};

const newCustomer = (domain: string, changes: object = {}, addressChanges: object = {}) => ({
  EnableGDAPByDefault: null,
  CompanyProfile: { Domain: domain, TenantId: null, unknownProperty: 1 },
  BillingProfile: {
    Culture: "en-US",
    Email: "ada@example.com",
    Language: "en",
    CompanyName: "Byron Engines",
    DefaultAddress: { ...address, ...addressChanges },
    ...changes,
  },
});

describe.each(dialects)("customers and profiles over the API (%s)", (dialect) => {
  let api: ApiSite;
  beforeAll(async () => {
    api = await openApi(dialect);
  });
  afterAll(async () => api.close());

  it("lists customers with the documented properties and headers", async () => {
    const requestId = crypto.randomUUID();
    const { status, headers, body } = await api.call("GET", "/V1/Customers/?Size=2", "app:sales-agent", {
      headers: { "MS-RequestId": requestId, "MS-CorrelationId": requestId, "MS-Contract-Version": "v1" },
    });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect([headers.get("ms-requestid"), headers.get("ms-correlationid")]).toEqual([requestId, requestId]);
    expect(headers.get("ms-cv")).toMatch(/^[\w+/]{16}\.0$/);
    for (const name of ["ms-serverid", "request-context", "x-locale", "ms-contract-version"])
      expect(headers.get(name), name).toBeTruthy();
    expect(body).toMatchObject({ totalCount: 2, attributes: { objectType: "Collection" } });
    expect(body.links.next.headers).toEqual([{ key: "MS-ContinuationToken", value: body.continuationToken }]);
    expect(body.links.next.uri).toBe("/customers?size=2&seekOperation=Next");
    expect(Object.keys(body.items[0]).toSorted()).toEqual(
      ["attributes", "companyProfile", "id", "links", "relationshipToPartner"].toSorted(),
    );
  });

  it("reaches every one of 10,000 customers by following the links, while others are added", async () => {
    const partnerId = api.b.partner;
    await addMany(10_000);
    const { count } = await api.db
      .selectFrom("customer")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("partner_id", "=", partnerId)
      .executeTakeFirstOrThrow();
    const seen = new Set<string>();
    let uri = "/customers?size=500";
    let sent: Record<string, string> = {};
    for (let page = 0; ; page++) {
      const { status, body } = await api.call("GET", `/v1${uri}`, "app:of-other-partner", { headers: sent });
      expect(status).toBe(200);
      for (const { id } of body.items) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      if (page === 3) await addMany(3, "late");
      const { next } = body.links;
      if (next === undefined) break;
      expect(next.uri).not.toContain("/v1");
      // Clients of the vendor's library send the token and the operation, and nothing else.
      uri = page % 2 === 0 ? next.uri : "/customers?seekOperation=Next";
      sent = Object.fromEntries(next.headers.map(({ key, value }: { key: string; value: string }) => [key, value]));
    }
    expect(seen.size).toBe(Number(count) + 3);
    const whole = await api.call("GET", "/v1/customers", "app:of-other-partner");
    expect(whole.body.totalCount).toBe(10_000);
    expect(whole.body.links.next).toBeDefined();

    async function addMany(many: number, name = "many"): Promise<void> {
      await api.db.transaction().execute(async (tx) => {
        for (let n = 0; n < many; n++) {
          const id = crypto.randomUUID();
          const createdAt = seenAt.add({ hours: name === "late" ? 1 : 0, milliseconds: n });
          const made = { id, partnerId, name: `Zz ${name} ${n}`, domain: `${name}${n}.example`, country: "DE" };
          await insertCustomer(tx, { ...made, validationStatus: null, createdAt });
        }
      });
    }
  });

  it("goes back by the previous link, and refuses tokens of others, of other lists, and broken ones", async () => {
    const first = await api.call("GET", "/v1/customers?size=3", chief);
    const token = first.body.continuationToken;
    const headers = { "MS-ContinuationToken": token };
    const second = await api.call("GET", "/v1/customers?seekOperation=Next", chief, { headers });
    expect(second.body.totalCount).toBe(3);
    const back = second.body.links.previous;
    const again = await api.call("GET", `/v1${back.uri}`, chief, {
      headers: { "MS-ContinuationToken": back.headers[0].value },
    });
    expect(again.body.items).toEqual(first.body.items);
    const inQuery = await api.call("GET", `/v1/customers?MS-ContinuationToken=${encodeURIComponent(token)}`, chief);
    expect(inQuery.body.items).toEqual(second.body.items);
    for (const [path, caller, value] of [
      ["/v1/customers", "sales-agent", token],
      ["/v1/auditrecords", chief, token],
      ["/v1/customers", chief, `${token}x`],
      ["/v1/customers", chief, "x"],
    ] as const) {
      const answer = await api.call("GET", path, caller, { headers: { "MS-ContinuationToken": value } });
      expect([answer.status, answer.body.code], path).toEqual([400, 800_002]);
    }
    const last = await api.call("GET", "/v1/customers?seekOperation=Last", chief);
    expect([last.status, last.body.code]).toEqual([400, 800_042]);
    for (const size of ["-1", "x", "1.5"]) {
      const answer = await api.call("GET", `/v1/customers?size=${size}`, chief);
      expect([answer.status, answer.body.code], size).toEqual([400, 800_002]);
    }
  });

  it("finds customers by the beginning of name or domain, and says what it can be asked", async () => {
    const { body } = await api.call("GET", "/v1/customers", chief);
    const [{ companyProfile }] = body.items;
    const filter = (value: object) => `/v1/customers?size=0&filter=${encodeURIComponent(JSON.stringify(value))}`;
    const byName = { Field: "CompanyName", Value: companyProfile.companyName.slice(0, 6), Operator: "Starts_With" };
    const found = await api.call("GET", filter(byName), chief);
    expect(found.body.items.map((item: { id: string }) => item.id)).toContain(body.items[0].id);
    const byDomain = { field: "domain", value: companyProfile.domain.toUpperCase(), operator: "starts_with" };
    expect((await api.call("GET", filter(byDomain), chief)).body.totalCount).toBe(1);
    const nobody = { Field: "IndirectReseller", Value: "x", Operator: "starts_with" };
    expect((await api.call("GET", filter(nobody), chief)).body.totalCount).toBe(0);
    for (const wrong of [
      { Field: "Country", Value: "x", Operator: "starts_with" },
      { Field: "CompanyName", Value: "x", Operator: "equals" },
      "x",
    ]) {
      const answer = await api.call("GET", filter(wrong as object), chief);
      expect([answer.status, answer.body.code]).toEqual([400, 3000]);
      expect(answer.body.description).toContain("CompanyName (starts_with)");
    }
  });

  it("creates a customer once per request id, and its credentials sign in", async () => {
    const headers = { "MS-RequestId": crypto.randomUUID() };
    const body = newCustomer("byron.example");
    const created = await api.call("POST", "/v1/customers", "app:global-admin", { body, headers });
    expect(created.status, created.text).toBe(201);
    const { id } = created.body;
    expect(created.headers.get("location")).toBe(`/customers/${id}`);
    expect(created.body).toMatchObject({
      companyProfile: { tenantId: id, domain: "byron.example", companyName: "Byron Engines" },
      billingProfile: { culture: "en-US", defaultAddress: { state: "WA", country: "US", city: "Redmond" } },
      relationshipToPartner: "reseller",
      allowDelegatedAccess: true,
      customDomains: ["byron.example"],
    });
    const { userName, password } = created.body.userCredentials;
    const account = await api.db
      .selectFrom("user_account")
      .selectAll()
      .where("email", "=", userName)
      .executeTakeFirst();
    expect(await api.composition.deps.passwords.verify(account?.password_hash ?? "", password)).toBe(true);
    const again = await api.call("POST", "/v1/customers", "app:global-admin", { body, headers });
    expect([again.status, again.body.id]).toEqual([201, id]);
    const got = await api.call("GET", `/v1/customers/${id.toUpperCase()}`, "app:billing-admin");
    expect(got.body.userCredentials).toBeUndefined();
    expect(got.text).not.toContain("null");
    const taken = await api.call("POST", "/v1/customers", chief, { body });
    expect([taken.status, taken.body.code]).toEqual([400, 3000]);
    expect((await api.call("HEAD", "/v1/domains/Byron.example", chief)).status).toBe(200);
    expect((await api.call("HEAD", "/v1/domains/free.example", chief)).status).toBe(404);
    expect((await api.call("DELETE", `/v1/customers/${id}`, chief)).status).toBe(204);
    expect((await api.call("GET", `/v1/customers/${id}`, chief)).body.code).toBe(60_003);
  });

  it("says what is wrong with a customer that cannot be", async () => {
    const cases: [object, number, string][] = [
      [{}, 3000, "companyProfile"],
      [newCustomer("no domain"), 3000, "domain"],
      [newCustomer("a.example", { Email: "nobody" }), 3000, "email"],
      [newCustomer("a.example", {}, { PostalCode: "9805" }), 3000, "postalCode"],
      [newCustomer("a.example", {}, { State: "XX" }), 3000, "state"],
      [newCustomer("a.example", {}, { Country: "ZZ" }), 3000, "country"],
      [newCustomer("a.example", {}, { Country: "IN", State: null, PostalCode: "110001" }), 600_049, "registration"],
      [newCustomer("a.example", {}, { FirstName: null }), 3000, "firstName"],
      [newCustomer("a.example", {}, { FirstName: 7 }), 3000, "firstName"],
    ];
    for (const [body, code, word] of cases) {
      const answer = await api.call("POST", "/v1/customers", chief, { body });
      expect([answer.status, answer.body.code, answer.body.description.includes(word)], word).toEqual([
        400,
        code,
        true,
      ]);
      expect(answer.body.source).toBe("PartnerFD");
    }
    for (const body of ["{", '"text"', "[1]", '{"a":"\\u0000"}']) {
      const answer = await api.call("POST", "/v1/customers", chief, { body });
      expect([answer.status, answer.body.code], body).toEqual([400, 800_002]);
    }
  });

  it("replaces a billing profile where nobody was faster", async () => {
    const path = `/v1/customers/${api.a.customer}/profiles/billing`;
    const got = await api.call("GET", path, "app:admin-agent");
    const { etag } = got.body.attributes;
    expect(got.headers.get("etag")).toBe(`"${etag}"`);
    const changed = { ...got.body, firstName: "Grace", defaultAddress: { ...address } };
    const put = await api.call("PUT", path, "app:admin-agent", { body: changed, headers: { "If-Match": `"${etag}"` } });
    expect(put.status, put.text).toBe(200);
    expect(put.body).toMatchObject({ firstName: "Grace", defaultAddress: { city: "Redmond" } });
    expect(put.body.attributes.etag).not.toBe(etag);
    for (const headers of [{ "If-Match": `"${etag}"` }, {}]) {
      const stale = await api.call("PUT", path, "app:admin-agent", {
        body: changed,
        headers: headers as Record<string, string>,
      });
      expect([stale.status, stale.body.code]).toEqual([400, 2055]);
    }
    const company = await api.call("GET", `/v1/customers/${api.a.customer}/profiles/company`, "helpdesk-agent");
    expect(company.body).toMatchObject({
      address: { city: "Redmond" },
      attributes: { objectType: "CustomerCompanyProfile" },
    });
  });

  it("keeps the partner's own profiles", async () => {
    for (const [name, body, roles] of [
      ["legalbusiness", { companyName: "Harbour", address: { city: "Bristol", country: "gb" } }, chief],
      ["organization", { email: "it@harbour.example", culture: "en-GB" }, chief],
      ["billing", { purchaseOrderNumber: "PO-7", billingDay: 5 }, chief],
      ["support", { email: "help@harbour.example", telephone: "1", website: "www.harbour.example" }, chief],
    ] as const) {
      const path = `/v1/profiles/${name}`;
      const put = await api.call("PUT", path, roles, { body });
      expect(put.status, put.text).toBe(200);
      const got = await api.call("GET", path, "marketing-content-admin");
      expect(got.body).toMatchObject({
        ...body,
        ...("address" in body ? { address: { city: "Bristol", country: "GB" } } : {}),
      });
      expect(got.body.profileType).toBe(got.body.attributes.objectType);
    }
    const mpn = await api.call("GET", "/v1/profiles/mpn", "sales-agent");
    expect(mpn.body).toMatchObject({ mpnId: expect.stringMatching(/^\d{7}$/), profileType: "MpnProfile" });
    const refused = await api.call("PUT", "/v1/profiles/support", "sales-agent", { body: {} });
    expect([refused.status, refused.body.code]).toEqual([403, 900_308]);
    expect(refused.body.data[0].roles).toEqual(["global_admin", "account_admin"]);
    const appAlone = await api.call("GET", "/v1/profiles/organization", "app:global-admin");
    expect([appAlone.status, appAlone.body.code]).toEqual([403, 900_329]);
  });

  it("answers checks", async () => {
    const rules = await api.call("GET", "/v1/countryvalidationrules/us", "app:sales-agent");
    expect(rules.body).toMatchObject({ iso2Code: "US", isStateRequired: true, postalCodeRegex: "^\\d{5}(-\\d{4})?$" });
    expect((await api.call("GET", "/v1/countryvalidationrules/zz", chief)).body.code).toBe(1000);
    const checked = await api.call("POST", "/v1/validations/address", chief, { body: address });
    expect(checked.body).toMatchObject({ status: "NotValidated", suggestedAddresses: [] });
    const wrong = await api.call("POST", "/v1/validations/address", chief, { body: { Country: "DE" } });
    expect(wrong.body).toMatchObject({ status: "None", validationMessage: expect.any(String) });
    const status = (await api.call("GET", `/v1/customers/${api.a.customer}/validationStatus?type=account`, chief)).body;
    expect(["account", 600_074]).toContain(status.type ?? status.code);
  });

  it("keeps records of the log to those who may read them, newest first", async () => {
    const all = await api.call("GET", "/v1/auditrecords?startDate=2019-01-01&size=20", chief);
    expect(all.status, all.text).toBe(200);
    const dates = all.body.items.map((item: { operationDate: string }) => item.operationDate);
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect(all.body.items[0]).toMatchObject({ partnerId: api.a.partner, attributes: { objectType: "AuditRecord" } });
    const one = await api.call("GET", `/auditactivity/v1/auditrecords/${all.body.items[0].id}`, chief);
    expect(one.body).toEqual(all.body.items[0]);
    const next = all.body.links.next;
    const more = await api.call("GET", `/v1${next.uri}`, chief, {
      headers: { "MS-ContinuationToken": next.headers[0].value },
    });
    expect(more.body.items[0].operationDate <= dates.at(-1)).toBe(true);
    const keys = await api.call("GET", "/v1/auditrecords?startDate=1/1/2019", "referrals-admin");
    const types = new Set(keys.body.items.map((item: { resourceType: string }) => item.resourceType));
    expect([...types].every((type) => ["software_key", "software_download_link"].includes(String(type)))).toBe(true);
    expect(keys.body.totalCount).toBeGreaterThan(0);
    for (const role of partnerRoles) {
      const { status } = await api.call("GET", "/v1/auditrecords", `app:${role}`);
      const mayRead = !["sales-agent", "helpdesk-agent", "billing-admin"].includes(role);
      expect(status, role).toBe(mayRead ? 200 : 403);
    }
    const orders = await api.call(
      "GET",
      `/v1/auditrecords?startDate=2019-01-01&filter=${encodeURIComponent('{"Field":"ResourceType","Value":"Order","Operator":"equals"}')}`,
      chief,
    );
    const created = orders.body.items.find((item: { operationType: string }) => item.operationType === "create_order");
    const data = new Map(created.customizedData.map(({ key, value }: { key: string; value: string }) => [key, value]));
    expect(data.get("OrderId")).toBeTruthy();
    expect(data.get("OfferId-0")).toMatch(/^\w+:\w+/);
    for (const query of ["startDate=yesterday", "startDate=2026-11-24&endDate=2026-11-01"]) {
      const answer = await api.call("GET", `/v1/auditrecords?${query}`, chief);
      expect([answer.status, answer.body.code], query).toEqual([400, 3000]);
    }
    for (const query of ["startDate=11/16/2026%2021:34:41", "startDate=2026-11-320", "startDate=11/16/2026 9:34:41 PM"])
      expect((await api.call("GET", `/v1/auditrecords?${query}`, chief)).status, query).toBe(200);
  });

  it("says which application did it, alone or for its user", async () => {
    const body = { email: "new@harbour.example" };
    await api.call("PUT", "/v1/customers/nothing/profiles/billing", chief, { body });
    const put = await api.call("PUT", `/v1/customers/${api.a.customer}/profiles/billing`, "global-admin", {
      body: { firstName: "Mary", defaultAddress: address },
    });
    expect(put.status, put.text).toBe(200);
    const { items } = (await api.call("GET", "/v1/auditrecords", chief)).body;
    const record = items.find(
      (item: { operationType: string }) => item.operationType === "update_customer_billing_profile",
    );
    expect(record).toMatchObject({
      applicationId: api.clients.a,
      userPrincipalName: api.emails["global-admin"],
      customerId: api.a.customer,
      operationStatus: "succeeded",
    });
    expect(JSON.parse(record.resourceNewValue)).toMatchObject({ FirstName: "Mary" });
  });

  it("does not know another partner's customer", async () => {
    for (const path of ["", "/profiles/billing", "/profiles/company", "/validationStatus"]) {
      const answer = await api.call("GET", `/v1/customers/${api.b.customer}${path}`, chief);
      expect([answer.status, answer.body.code], path).toEqual([404, 60_003]);
    }
  });

  it("tells the sandbox's clock", async () => {
    const { body } = await api.call("GET", "/v1/sandbox/clock", "app:sales-agent");
    expect(body.now).toBe(seenAt.toString());
    const wrong = await api.call("POST", "/v1/sandbox/clock", "app:sales-agent", { body: { now: "tomorrow" } });
    expect([wrong.status, wrong.body.code]).toEqual([400, 3000]);
  });
});
