import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccount, fromOwnPage, signInTo, startPortal, type RunningPortal } from "#test/support/portal.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(async () => portal.close());

describe("a page that is not there", () => {
  it("is a 404 in the visitor's language and, after sign-in, inside the visitor's frame", async () => {
    const stranger = await fetch(`${portal.url}/nowhere`, { headers: { "Accept-Language": "de-AT,de;q=0.9" } });
    expect(stranger.status).toBe(404);
    expect(await stranger.text()).toContain("Diese Seite gibt es nicht.");

    const account = await createAccount(portal, { roles: ["admin-agent"], displayName: "Mara Lindqvist" });
    const { cookie } = await signInTo(portal, account);
    const page = await (await fetch(`${portal.url}/nowhere`, { headers: { Cookie: cookie } })).text();
    expect(page).toContain("There is no such page.");
    expect(page).toContain("Mara Lindqvist");
  });

  it("is inside the frame for a form that was sent there, too", async () => {
    const account = await createAccount(portal, { roles: ["admin-agent"], displayName: "Mara Lindqvist" });
    const { cookie } = await signInTo(portal, account);
    const answer = await fetch(`${portal.url}/nowhere`, {
      method: "POST",
      headers: { ...fromOwnPage(portal), Cookie: cookie, "Accept-Language": "de" },
      body: "a=b",
    });
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain("There is no such page.");
    expect(page).toContain("Mara Lindqvist");
  });
});
