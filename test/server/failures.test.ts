import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccount, fromOwnPage, signInTo, startPortal, type RunningPortal } from "#test/support/portal.ts";

describe("when the database is away", () => {
  let portal: RunningPortal;
  let cookie: string;
  beforeAll(async () => {
    let isUp = true;
    portal = await startPortal({ isDatabaseUp: () => Promise.resolve(isUp) });
    ({ cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] })));
    isUp = false;
    await portal.composition.deps.db.destroy();
  });
  afterAll(async () => portal.close());

  it("health says so", async () => {
    const answer = await fetch(`${portal.url}/healthz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: "down", database: false });
  });

  it("a page is a 503 that says to come back and nothing of the cause", async () => {
    const answer = await fetch(portal.url, { headers: { Cookie: cookie } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("30");
    const page = await answer.text();
    expect(page).not.toMatch(/SqliteError|driver has already been destroyed|at .*\.ts:\d+|node_modules/);
  });

  it("a request for data is a 503, too", async () => {
    const answer = await fetch(`${portal.url}/?_data=root`, { headers: { Cookie: cookie } });
    expect(answer.status).toBe(503);
  });

  it("the cause is in the log, with the request's number", async () => {
    const answer = await fetch(portal.url, { headers: { Cookie: cookie } });
    const line = portal.log.findLast(({ message }) => message === "request failed");
    expect(line?.facts["requestId"]).toBe(answer.headers.get("x-request-id"));
    expect(String(line?.facts["err"])).toContain("destroyed");
  });
});

describe("rate limits", () => {
  it("answer 429 with the time to wait, for what changes and for what reads, each on its own", async () => {
    const portal = await startPortal({ rateLimits: { unsafePerMinute: 2, safePerMinute: 3 } });
    const post = () =>
      fetch(`${portal.url}/language`, {
        method: "POST",
        redirect: "manual",
        headers: fromOwnPage(portal),
        body: "language=de",
      });
    expect([(await post()).status, (await post()).status]).toEqual([303, 303]);
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await fetch(`${portal.url}/sign-in`)).status).toBe(200);
    await portal.close();
  });
});
