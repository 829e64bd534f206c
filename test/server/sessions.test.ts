import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cookiesIn,
  createAccount,
  fromOwnPage,
  signInTo,
  startPortal,
  type RunningPortal,
} from "#test/support/portal.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(async () => portal.close());

const isSignedIn = async (cookie: string) =>
  (await fetch(`${portal.url}/settings/preferences`, { headers: { Cookie: cookie }, redirect: "manual" })).status ===
  200;

describe("signing in", () => {
  it("gives a cookie that only the portal's own pages send, over TLS or from this machine", async () => {
    const { response } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] }));
    const [cookie = ""] = response.headers.getSetCookie();
    const [pair = "", ...attributes] = cookie.split("; ");
    expect(pair).toMatch(/^__Host-sid=\S{40,200}$/);
    expect(attributes.toSorted()).toEqual(["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
  });

  it("leads to the page that was asked for, and never to another site", async () => {
    const account = await createAccount(portal, { roles: ["admin-agent"] });
    const asked = await fetch(`${portal.url}/settings/preferences?x=1`, { redirect: "manual" });
    expect(asked.headers.get("location")).toBe("/sign-in?redirectTo=%2Fsettings%2Fpreferences%3Fx%3D1");
    const sent = await fetch(`${portal.url}/settings/preferences`, {
      method: "POST",
      redirect: "manual",
      headers: fromOwnPage(portal),
      body: new URLSearchParams({ language: "de" }),
    });
    expect([sent.status, sent.headers.get("location")]).toEqual([
      303,
      "/sign-in?redirectTo=%2Fsettings%2Fpreferences&notice=not-sent",
    ]);
    const to = async (redirectTo: string) =>
      (await signInTo(portal, account, { redirectTo })).response.headers.get("location");
    expect(await to("/settings/preferences?x=1")).toBe("/settings/preferences?x=1");
    expect(await to("//evil.example")).toBe("/");
    expect(await to("https://evil.example")).toBe("/");
  });

  it("gives a new id each time, and ends the session that it replaces", async () => {
    const account = await createAccount(portal, { roles: ["admin-agent"] });
    const first = await signInTo(portal, account);
    const again = await fetch(`${portal.url}/sign-in`, {
      method: "POST",
      redirect: "manual",
      headers: { ...fromOwnPage(portal), Cookie: first.cookie },
      body: new URLSearchParams({ email: account.email, password: account.password }),
    });
    expect(cookiesIn(again)).not.toBe(first.cookie);
    expect(await isSignedIn(cookiesIn(again))).toBe(true);
    expect(await isSignedIn(first.cookie)).toBe(false);
  });

  it("with a wrong password shows the form again with 401, the address and without the password", async () => {
    const account = await createAccount(portal, { roles: ["admin-agent"] });
    const { response } = await signInTo(portal, { email: account.email, password: "not-the-password-at-all" });
    expect(response.status).toBe(401);
    const page = await response.text();
    expect(page).toContain("E-mail address or password is wrong.");
    expect(page).toContain(account.email);
    expect(page).not.toContain("not-the-password-at-all");
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it("with nothing filled in says so beside each field, with 422", async () => {
    const { response } = await signInTo(portal, { email: "", password: "" });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain("2 things need your attention");
    expect(page).toContain('href="#sign-in-email"');
    expect(page).toContain('id="sign-in-password-error"');
  });

  it("is not done by a cookie that the portal did not sign", async () => {
    const { cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] }));
    const [name = "", value = ""] = cookie.split("=", 2);
    const [payload = ""] = decodeURIComponent(value).split(".");
    for (const forged of [payload, `${payload}.`, `${payload}.${"A".repeat(43)}`, "", "null"]) {
      expect(await isSignedIn(`${name}=${encodeURIComponent(forged)}`), forged).toBe(false);
    }
  });
});

describe("signing out", () => {
  it("ends the session for good: a copy of the cookie opens nothing", async () => {
    const { cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] }));
    expect(await isSignedIn(cookie)).toBe(true);
    const out = await fetch(`${portal.url}/sign-out`, {
      method: "POST",
      redirect: "manual",
      headers: { ...fromOwnPage(portal), Cookie: cookie },
    });
    expect(out.status).toBe(303);
    expect(out.headers.get("clear-site-data")).toBe('"cache", "storage"');
    expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-sid=[^;]*; Max-Age=0;/);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  it("everywhere ends the sessions on other devices", async () => {
    const account = await createAccount(portal, { roles: ["admin-agent"] });
    const [here, there] = [await signInTo(portal, account), await signInTo(portal, account)];
    await fetch(`${portal.url}/sign-out-everywhere`, {
      method: "POST",
      redirect: "manual",
      headers: { ...fromOwnPage(portal), Cookie: here.cookie },
    });
    expect([await isSignedIn(here.cookie), await isSignedIn(there.cookie)]).toEqual([false, false]);
  });

  it("is not done by a link", async () => {
    const { cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] }));
    await fetch(`${portal.url}/sign-out`, { headers: { Cookie: cookie }, redirect: "manual" });
    expect(await isSignedIn(cookie)).toBe(true);
  });
});

describe("preferences", () => {
  it("hold for the next page: language, theme and a notice that is shown once", async () => {
    const { cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] }));
    const saved = await fetch(`${portal.url}/settings/preferences`, {
      method: "POST",
      redirect: "manual",
      headers: { ...fromOwnPage(portal), Cookie: cookie },
      body: new URLSearchParams({ language: "de", theme: "dark", timeZone: "Europe/Berlin" }),
    });
    expect(saved.status).toBe(303);
    const next = await fetch(`${portal.url}/settings/preferences`, {
      headers: { Cookie: `${cookie}; ${cookiesIn(saved)}` },
    });
    const page = await next.text();
    expect(page).toMatch(/<html lang="de" data-theme="dark"/);
    expect(page).toContain("Ihre Einstellungen sind gespeichert.");
    expect(
      next.headers
        .getSetCookie()
        .some((set) => set.startsWith("__Host-notice=;") || /^__Host-notice=[^;]*; Max-Age=0/.test(set)),
    ).toBe(true);
  });

  it("refuse a zone that is none, and say so beside the field", async () => {
    const { cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] }));
    const refused = await fetch(`${portal.url}/settings/preferences`, {
      method: "POST",
      headers: { ...fromOwnPage(portal), Cookie: cookie },
      body: new URLSearchParams({ language: "en", theme: "dark", timeZone: "Mars/Olympus" }),
    });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('id="preferences-timeZone-error"');
  });

  it("say on the page of a sign-in that is tried too often when it can be tried again", async () => {
    const account = await createAccount(portal, { roles: ["admin-agent"] });
    const wrong = { email: account.email, password: "not the password" };
    let answer = await signInTo(portal, wrong);
    for (let tries = 1; answer.response.status !== 429 && tries < 40; tries++) answer = await signInTo(portal, wrong);
    expect(answer.response.status).toBe(429);
    expect(Number(answer.response.headers.get("Retry-After"))).toBeGreaterThan(0);
  });

  it("do not take a language the portal does not speak", async () => {
    const { cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] }));
    const refused = await fetch(`${portal.url}/settings/preferences`, {
      method: "POST",
      headers: { ...fromOwnPage(portal), Cookie: cookie },
      body: new URLSearchParams({ language: "fr", theme: "dark", timeZone: "UTC" }),
    });
    expect(refused.status).toBe(422);
  });
});
