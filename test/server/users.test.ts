import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#app/domain/access/roles.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { createAccount, fromOwnPage, signInTo, startPortal, type RunningPortal } from "#test/support/portal.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(async () => portal.close());

const givenPerson = async (roles: readonly Role[], partnerId?: string) => {
  const account = await createAccount(portal, { roles, ...(partnerId === undefined ? {} : { partnerId }) });
  const { cookie } = await signInTo(portal, account);
  const { partner_id } = await portal.composition.deps.db
    .selectFrom("user_account")
    .select("partner_id")
    .where("id", "=", account.userId)
    .executeTakeFirstOrThrow();
  return { ...account, cookie, partnerId: partner_id ?? "" };
};

const get = (path: string, cookie = "") =>
  fetch(`${portal.url}${path}`, { headers: { Cookie: cookie }, redirect: "manual" });
const post = (path: string, form: Record<string, string> | [string, string][], cookie = "") =>
  fetch(`${portal.url}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { ...fromOwnPage(portal), Cookie: cookie },
    body: new URLSearchParams(form),
  });

/** Everything but what a request may note about itself: that the session was used, and that somebody was refused. */
const checksum = () => checksumOfTables(portal.composition.deps.db, ["session", "activity"]);
const linkIn = (page: string) => /\/invitation\?token=[\w-]{43}/.exec(page)?.[0] ?? "no link";
const newUser = (email: string) => ({
  idempotencyKey: crypto.randomUUID(),
  displayName: "Jonas Brandt",
  email,
  roles: "sales-agent",
  language: "en",
});

describe("the pages of users", () => {
  const forms: readonly Record<string, string>[] = [
    { intent: "roles", roles: "global-admin" },
    { intent: "disable" },
    { intent: "enable" },
    { intent: "link" },
  ];

  it("know nothing of another organisation's user: 404 for every form, and nothing is changed", async () => {
    const admin = await givenPerson(["global-admin"]);
    const stranger = await givenPerson(["global-admin"]);
    const operator = await givenPerson(["operator"]);
    const before = await checksum();
    for (const userId of [stranger.userId, operator.userId, "made-up"]) {
      const path = `/settings/users/${userId}`;
      const page = await get(path, admin.cookie);
      expect(page.status).toBe(404);
      expect(await page.text()).not.toContain(stranger.email);
      for (const form of forms) {
        expect((await post(path, form, admin.cookie)).status).toBe(404);
        expect((await post(`${path}?_data=routes%2Fsettings.users.%24userId`, form, admin.cookie)).status).toBe(404);
      }
    }
    expect(await checksum()).toEqual(before);
    expect(await (await get("/settings/users", admin.cookie)).text()).not.toContain(stranger.email);
  });

  it("are closed to other roles, with the roles that are needed, and to nobody in particular", async () => {
    const sales = await givenPerson(["sales-agent"]);
    const before = await checksum();
    const paths = ["/settings/users", "/settings/users/invite", `/settings/users/${sales.userId}`];
    for (const path of paths) {
      const page = await get(path, sales.cookie);
      expect([path, page.status]).toEqual([path, 403]);
      expect(await page.text()).toContain("Global admin or Account admin");
      expect((await get(path)).headers.get("location")).toMatch(/^\/sign-in\?redirectTo=/);
    }
    for (const form of forms) expect((await post(paths[2] ?? "", form, sales.cookie)).status).toBe(403);
    expect((await post("/settings/users/invite", newUser("new@x.example"), sales.cookie)).status).toBe(403);
    expect(await checksum()).toEqual(before);
  });

  it("change nothing by being looked at", async () => {
    const admin = await givenPerson(["global-admin"]);
    const before = await checksum();
    for (const path of ["", "/invite", `/${admin.userId}`]) {
      expect((await get(`/settings/users${path}`, admin.cookie)).status).toBe(200);
    }
    expect(await checksum()).toEqual(before);
  });

  it("tick roles, all or nothing, and leave the last global admin the role with the reason beside it", async () => {
    const admin = await givenPerson(["global-admin"]);
    const user = await givenPerson(["sales-agent"], admin.partnerId);
    const rolesOf = async (userId: string) =>
      (await portal.composition.deps.db.selectFrom("user_role").select("role").where("user_id", "=", userId).execute())
        .map(({ role }) => role)
        .toSorted();
    const ticked: [string, string][] = [
      ["intent", "roles"],
      ["roles", "billing-admin"],
      ["roles", "helpdesk-agent"],
    ];
    const saved = await post(`/settings/users/${user.userId}`, ticked, admin.cookie);
    expect([saved.status, saved.headers.get("location")]).toEqual([303, `/settings/users/${user.userId}`]);
    expect(await rolesOf(user.userId)).toEqual(["billing-admin", "helpdesk-agent"]);
    const operators: [string, string][] = [...ticked, ["roles", "operator"]];
    expect((await post(`/settings/users/${user.userId}`, operators, admin.cookie)).status).toBe(422);
    expect(await rolesOf(user.userId)).toEqual(["billing-admin", "helpdesk-agent"]);

    const own = `/settings/users/${admin.userId}`;
    expect(await (await get(own, admin.cookie)).text()).toContain("needs at least one global admin");
    for (const form of [{ intent: "roles" }, { intent: "disable" }]) {
      const refused = await post(own, form, admin.cookie);
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain("needs at least one global admin");
    }
    expect(await rolesOf(admin.userId)).toEqual(["global-admin"]);
  });

  it("shut a disabled user out at the next click", async () => {
    const admin = await givenPerson(["global-admin"]);
    const user = await givenPerson(["sales-agent"], admin.partnerId);
    expect((await get("/settings/preferences", user.cookie)).status).toBe(200);
    expect((await post(`/settings/users/${user.userId}`, { intent: "disable" }, admin.cookie)).status).toBe(303);
    expect((await get("/settings/preferences", user.cookie)).status).toBe(302);
    expect((await signInTo(portal, user)).response.status).toBe(401);
    expect((await post(`/settings/users/${user.userId}`, { intent: "enable" }, admin.cookie)).status).toBe(303);
    expect((await signInTo(portal, user)).response.status).toBe(303);
  });
});

describe("an invitation", () => {
  it("is shown once by the page that made it, works once, and stands in no log", async () => {
    const admin = await givenPerson(["global-admin"]);
    const form = newUser("new.colleague@nordwind.example");
    const added = await post("/settings/users/invite", form, admin.cookie);
    expect(added.status).toBe(200);
    expect(added.headers.getSetCookie()).toEqual([]);
    const link = linkIn(await added.text());
    const again = linkIn(await (await post("/settings/users/invite", form, admin.cookie)).text());
    expect(again).not.toBe(link);
    expect((await get(link)).status).toBe(410);

    expect(await (await get(again)).text()).toContain("new.colleague@nordwind.example");
    const password = "neun Reiher im Schilf";
    const typo = await post(again, { newPassword: password, repeatedPassword: `${password} ` });
    expect(typo.status).toBe(422);
    expect(await typo.text()).not.toContain(password);
    const weak = await post(again, { newPassword: "password1234", repeatedPassword: "password1234" });
    expect([weak.status, await weak.text()]).toEqual([422, expect.stringContaining("attackers try first")]);
    const set = await post(again, { newPassword: password, repeatedPassword: password });
    expect([set.status, set.headers.get("location")]).toEqual([303, "/"]);
    const cookie = (set.headers.getSetCookie().find((one) => one.startsWith("__Host-sid=")) ?? "").split(";")[0];
    expect((await get("/settings/preferences", cookie)).status).toBe(200);
    expect((await post(again, { newPassword: password, repeatedPassword: password })).status).toBe(410);
    const { response } = await signInTo(portal, { email: form.email, password });
    expect(response.status).toBe(303);
    const tokens = [link, again].map((text) => text.split("=")[1] ?? "");
    for (const secret of [...tokens, password]) expect(JSON.stringify(portal.log)).not.toContain(secret);
  });
});

describe("changing the own password", () => {
  it("keeps this session under a new cookie and ends every other", async () => {
    const person = await givenPerson(["sales-agent"]);
    const elsewhere = (await signInTo(portal, person)).cookie;
    const newPassword = "acht Kraniche ziehen süd";
    const form = { oldPassword: person.password, newPassword, repeatedPassword: newPassword };
    const wrong = await post("/settings/password", { ...form, oldPassword: "not the old one" }, person.cookie);
    expect(wrong.status).toBe(422);
    const changed = await post("/settings/password", form, person.cookie);
    expect(changed.status).toBe(303);
    const cookie = changed.headers
      .getSetCookie()
      .map((text) => text.split(";", 1)[0])
      .find((pair) => pair?.startsWith("__Host-sid="));
    expect((await get("/settings/preferences", cookie)).status).toBe(200);
    for (const old of [person.cookie, elsewhere]) expect((await get("/settings/preferences", old)).status).toBe(302);
    expect((await signInTo(portal, person)).response.status).toBe(401);
    expect((await signInTo(portal, { ...person, password: newPassword })).response.status).toBe(303);
  });
});
