import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects } from "#test/support/databases.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";

const audience = "https://api.partnercenter.microsoft.com";

describe.each(dialects)("tokens of the API (%s)", (dialect) => {
  let api: ApiSite;
  beforeAll(async () => {
    api = await openApi(dialect);
  });
  afterAll(async () => api.close());

  async function ask(
    fields: Record<string, string>,
    path = "/common/oauth2/token",
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(api.url + path, { method: "POST", headers, body: new URLSearchParams(fields) });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, string>,
    };
  }
  const own = () => ({
    grant_type: "client_credentials",
    client_id: api.clients.b,
    client_secret: api.clients.secret,
    resource: audience,
  });

  it("come as text in the first version, numbers too", async () => {
    const { status, body, headers } = await ask(own(), `/${api.b.partner.toUpperCase()}/oauth2/token/`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toEqual({
      token_type: "Bearer",
      expires_in: "3600",
      ext_expires_in: "3600",
      expires_on: expect.stringMatching(/^\d{10}$/),
      not_before: expect.stringMatching(/^\d{10}$/),
      resource: audience,
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
  });

  it("come with numbers as numbers in the second", async () => {
    const { resource: _, ...fields } = own();
    const { body } = await ask({ ...fields, scope: `${audience}/.default` }, "/common/oauth2/v2.0/token");
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: `${audience}/.default` });
  });

  it("say who calls, and can be checked with the published keys", async () => {
    const { body } = await ask(own());
    const keys = createRemoteJWKSet(new URL("/common/discovery/keys", api.url));
    const { payload } = await jwtVerify(body["access_token"] ?? "", keys, {
      audience,
      algorithms: ["ES256"],
      currentDate: new Date(api.composition.clock.now().epochMilliseconds),
    });
    expect(payload).toMatchObject({ tid: api.b.partner, appid: api.clients.b, idtyp: "app" });
    expect(payload["roles"]).toContain("admin_agent");
    const user = decodeJwt(await api.token("sales-agent"));
    expect(user).toMatchObject({
      scp: "user_impersonation",
      oid: api.userIds["sales-agent"],
      upn: api.emails["sales-agent"],
      roles: ["sales_agent"],
      amr: ["pwd", "mfa"],
    });
    expect(user["idtyp"]).toBeUndefined();
  });

  it("are refused with the OAuth word, a number to search for, and what to do", async () => {
    const cases: [Record<string, string>, number, string, number][] = [
      [{ ...own(), client_secret: "wrong" }, 401, "invalid_client", 7_000_215],
      [{ ...own(), client_id: crypto.randomUUID() }, 400, "unauthorized_client", 700_016],
      [{ ...own(), grant_type: "password" }, 400, "unsupported_grant_type", 70_003],
      [{ ...own(), resource: "https://example.com" }, 400, "invalid_request", 500_011],
      [{ ...own(), client_secret: "" }, 400, "invalid_request", 900_144],
      [{ ...own(), grant_type: "refresh_token", refresh_token: "x" }, 400, "invalid_grant", 70_008],
      [{ ...own(), grant_type: "authorization_code", code: "x", redirect_uri: "y" }, 400, "invalid_grant", 54_005],
    ];
    for (const [fields, status, error, number] of cases) {
      const answer = await ask(fields);
      expect(answer.status, error).toBe(status);
      expect(answer.body).toMatchObject({ error, error_codes: [number] });
      expect(answer.body["error_description"]).toContain(`AADSTS${number}: `);
      expect(answer.body["trace_id"]).toMatch(/^[\da-f-]{36}$/);
    }
    const other = await ask(own(), `/${api.a.partner}/oauth2/token`);
    expect(other.body).toMatchObject({ error: "invalid_request", error_codes: [90_002] });
  });

  it("answer the client's request id where it asks for it", async () => {
    const id = crypto.randomUUID();
    const { headers } = await ask(own(), "/common/oauth2/token", {
      "client-request-id": id,
      "return-client-request-id": "true",
    });
    expect(headers.get("client-request-id")).toBe(id);
  });

  it("can be changed for one of this API by clients of 2016", async () => {
    const token = await api.token("app:admin-agent");
    const { status, body } = await ask({ grant_type: "jwt_token" }, "/generatetoken", {
      Authorization: `Bearer ${token}`,
    });
    expect(status).toBe(200);
    expect(decodeJwt(body["access_token"] ?? "")["appid"]).toBe(decodeJwt(token)["appid"]);
  });

  it("open nothing when they are missing, foreign, changed, or for somebody else", async () => {
    const nothing = await api.call("GET", "/v1/nowhere", "nobody");
    expect([nothing.status, nothing.body.code]).toEqual([401, 800_001]);
    expect(nothing.headers.get("www-authenticate")).toMatch(/^OAuth realm=urn:cpsvc:cpid:/);
    const foreign = await new SignJWT({ appid: api.clients.a, idtyp: "app" })
      .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: "api-token-1" })
      .setAudience(audience)
      .setSubject(api.clients.a)
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode("x".repeat(32)));
    const good = await api.token("app:admin-agent");
    for (const token of [foreign, `${good.slice(0, -2)}AA`, "a.b.c", "x"]) {
      const answer = await api.call("GET", "/v1/nowhere", "nobody", { headers: { Authorization: `Bearer ${token}` } });
      expect([answer.status, answer.body.code], token).toEqual([401, 400]);
      expect(answer.body.description).not.toBe("");
    }
    const { body } = await ask({ ...own(), resource: "https://graph.windows.net" });
    const retired = await api.call("GET", "/v1/nowhere", "nobody", {
      headers: { Authorization: `Bearer ${body["access_token"]}` },
    });
    expect([retired.status, retired.body.code]).toEqual([401, 900_420]);
  });

  it("for the retired audience open it where the operator turned that on", async () => {
    const old = await openApi("sqlite", { API_LEGACY_AUDIENCE: "true" });
    try {
      const body = new URLSearchParams({
        ...own(),
        client_id: old.clients.b,
        resource: "https://graph.windows.net",
      });
      const answered = await fetch(`${old.url}/common/oauth2/token`, { method: "POST", body });
      const { access_token: token } = (await answered.json()) as Record<string, string>;
      const headers = { Authorization: `Bearer ${token}` };
      expect((await old.call("GET", "/v1/customers", "nobody", { headers })).status).toBe(200);
    } finally {
      await old.close();
    }
  });

  it("are no good any more from the call after the client was revoked, or the user disabled", async () => {
    const app = await api.token("app:helpdesk-agent");
    const { appid } = decodeJwt(app);
    expect((await api.call("GET", "/v1/nowhere", "app:helpdesk-agent")).status).toBe(404);
    await api.db.updateTable("api_client").set({ revoked_at: 1 }).where("id", "=", String(appid)).execute();
    expect((await api.call("GET", "/v1/nowhere", "app:helpdesk-agent")).status).toBe(401);
    const userId = api.userIds["marketing-content-admin"];
    expect((await api.call("GET", "/v1/nowhere", "marketing-content-admin")).status).toBe(404);
    await api.db.updateTable("user_account").set({ disabled_at: 1 }).where("id", "=", userId).execute();
    expect((await api.call("GET", "/v1/nowhere", "marketing-content-admin")).status).toBe(401);
  });

  it("count, and cookies do not", async () => {
    const answer = await api.call("GET", "/v1/nowhere", "nobody", { headers: { Cookie: api.cookies["global-admin"] } });
    expect(answer.status).toBe(401);
  });
});
