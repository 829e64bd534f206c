import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects } from "#test/support/databases.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";

const manager = "global-admin";
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

describe.each(dialects)("a customer's users over the API (%s)", (dialect) => {
  let api: ApiSite;
  beforeAll(async () => {
    api = await openApi(dialect);
  });
  afterAll(async () => api.close());

  const path = (rest = "") => `/v1/customers/${api.a.customer}${rest}`;

  it("are added, read, renamed, deleted and restored; a password is only ever taken", async () => {
    const body = {
      UserPrincipalName: "Nora@tenant.example",
      FirstName: "Nora",
      LastName: "Quist",
      PasswordProfile: { Password: "a very long first phrase", ForceChangePassword: true },
      UsageLocation: "GB",
      ImmutableId: null,
    };
    const created = await api.call("POST", path("/users/"), manager, { body });
    expect(created.status, created.text).toBe(200);
    expect(created.body).toMatchObject({
      userPrincipalName: "nora@tenant.example",
      displayName: "Nora Quist",
      state: "active",
    });
    expect(created.text).not.toContain("phrase");
    const { id } = created.body;
    expect((await api.call("POST", path("/users"), manager, { body })).body.code).toBe(3000);
    const renamed = await api.call("PATCH", path(`/users/${id}`), manager, {
      body: { ...created.body, lastName: "Berg" },
    });
    expect(renamed.body).toMatchObject({ id, displayName: "Nora Berg" });
    const reset = await api.call("PATCH", path(`/users/${id}/resetpassword`), manager, {
      body: { passwordProfile: { password: "another long phrase of hers" } },
    });
    expect(reset.status, reset.text).toBe(200);
    const weak = await api.call("PATCH", path(`/users/${id}/resetpassword`), manager, {
      body: { passwordProfile: { password: "short" } },
    });
    expect([weak.status, weak.body.code]).toEqual([400, 3000]);
    expect((await api.call("DELETE", path(`/users/${id}`), manager)).status).toBe(204);
    const idsOf = async (query: string) =>
      (await api.call("GET", path(`/users${query}`), manager)).body.items.map((item: { id: string }) => item.id);
    const inactive = `?filter=${encodeURIComponent('{"Field":"UserState","Value":"Inactive","Operator":"equals"}')}`;
    expect(await idsOf("")).not.toContain(id);
    expect(await idsOf(inactive)).toContain(id);
    const restored = await api.call("PATCH", path(`/users/${id}`), manager, { body: { State: "active" } });
    expect(restored.body.state).toBe("active");
    expect(await idsOf("?size=500")).toContain(id);
  });

  it("hold directory roles, and the last global admin stays", async () => {
    const roles = (await api.call("GET", path("/directoryroles"), manager)).body.items;
    expect(roles[0]).toMatchObject({ id: globalAdministrator, attributes: { objectType: "DirectoryRole" } });
    const members = path(`/directoryroles/${globalAdministrator}/usermembers`);
    const userId = api.userIds["customer-user"];
    const given = await api.call("POST", members, manager, { body: { Id: userId } });
    expect(given.status, given.text).toBe(201);
    expect(given.body).toMatchObject({ id: userId, roleId: globalAdministrator });
    const held = await api.call("GET", path(`/users/${userId}/directoryroles`), manager);
    expect(held.body.items.map((item: { id: string }) => item.id)).toEqual([globalAdministrator]);
    const { items } = (await api.call("GET", members, manager)).body;
    expect(items.length).toBeGreaterThan(1);
    const answers: [number, number | undefined][] = [];
    for (const { id } of items) {
      const { status, body } = await api.call("DELETE", `${members}/${id}`, manager);
      answers.push([status, body?.code]);
    }
    expect(answers.at(-1)).toEqual([400, 3000]);
    expect(answers.slice(0, -1).every(([status]) => status === 204)).toBe(true);
  });

  it("of another partner are not there", async () => {
    for (const rest of ["/users", `/users/${api.userIds["customer-user"]}`, "/directoryroles", "/subscribedskus"]) {
      const answer = await api.call("GET", `/v1/customers/${api.a.customer}${rest}`, "of-other-partner");
      expect([answer.status, answer.body.code], rest).toEqual([404, 60_003]);
    }
  });
});
