import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoApiClients } from "#db/seeds/demo/api-clients.ts";
import { dialects } from "#test/support/databases.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";

describe.each(dialects)("a sandbox that is reset (%s)", (dialect) => {
  let api: ApiSite;
  beforeAll(async () => {
    api = await openApi(dialect);
  });
  afterAll(async () => api.close());

  it("is the demo again, for programs with the tokens and secrets they had", async () => {
    const [client] = demoApiClients();
    const askToken = async () => {
      const response = await fetch(`${api.url}/${client?.tenantId}/oauth2/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: client?.clientId ?? "",
          client_secret: client?.clientSecret ?? "",
        }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    };
    const call = async (method: string, path: string, token: string) => {
      const response = await fetch(api.url + path, { method, headers: { Authorization: `Bearer ${token}` } });
      return { status: response.status, text: await response.text() };
    };
    const before = await askToken();
    await api.db
      .updateTable("customer")
      .set({ name: "Somebody Else" })
      .where("partner_id", "=", api.b.partner)
      .execute();
    const reset = await call("POST", "/v1/sandbox/reset", before);
    expect(api.log.filter(({ level }) => level === "error").map(({ facts }) => String(facts["err"]))).toEqual([]);
    expect([reset.status, Object.keys(JSON.parse(reset.text) as object)], reset.text).toEqual([200, ["now"]]);
    for (const token of [before, await askToken()]) {
      const { status, text } = await call("GET", "/v1/customers", token);
      expect([status, text.includes("Somebody Else"), text.includes("companyProfile")]).toEqual([200, false, true]);
    }
    const people = await api.db
      .selectFrom("user_account")
      .select("id")
      .where("display_name", "=", "Winifred Ainsley")
      .execute();
    expect(people).toEqual([]);
    await expect(api.db.deleteFrom("activity").execute()).rejects.toThrow("append-only");
    await expect(api.db.updateTable("charge").set({ amount_minor: 0 }).execute()).rejects.toThrow("append-only");
    expect(
      Temporal.Instant.compare(api.composition.deps.clock.now(), Temporal.Instant.from("2020-01-01T00:00:00Z")),
    ).toBe(1);
  });
});
