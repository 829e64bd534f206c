import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireUser } from "#app/http/auth.server.ts";
import type { LoadContext } from "#app/http/load-context.ts";
import { createAccount, type RunningPortal, signInTo, startPortal } from "#test/support/portal.ts";

describe("the reads that loaders share", () => {
  let portal: RunningPortal;
  let cookie = "";

  beforeAll(async () => {
    portal = await startPortal();
    ({ cookie } = await signInTo(portal, await createAccount(portal, { roles: ["admin-agent"] })));
  });
  afterAll(() => portal.close());

  /** What one request is known by to its loaders and its action. */
  const contextOfRequest = () => ({ portal: portal.composition, address: null }) as unknown as LoadContext;
  const sharedBy = async (context: LoadContext, method: string) => {
    const request = new Request(`${portal.url}/customers`, { method, headers: { cookie } });
    return (await requireUser({ request, context })).view.shared;
  };

  it("are those of one page", async () => {
    const context = contextOfRequest();
    const shared = await sharedBy(context, "GET");
    expect(shared).toBeDefined();
    expect(await sharedBy(context, "GET")).toBe(shared);
    expect(await sharedBy(contextOfRequest(), "GET")).not.toBe(shared);
  });

  it("are none for what a form does, so that the page after it sees what was changed", async () => {
    const context = contextOfRequest();
    expect(await sharedBy(context, "POST")).toBeUndefined();
    expect((await sharedBy(context, "GET"))?.customers.size).toBe(0);
  });
});
