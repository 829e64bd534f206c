import { createHash, randomBytes } from "node:crypto";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/looks.ts";
import { startApplicationServer, type TestApplicationServer } from "#test/support/application-server.ts";

/** An application of Harbour & Pine that acts for users, and what came back to it so far. */
type Shop = Pick<TestApplicationServer, "redirectUri" | "came"> & {
  readonly portal: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

let server: TestApplicationServer;
let shop: Shop;

// The application runs on loopback and is entered by the partner's administrator: a browser follows an answer that leads
// elsewhere by itself, so somebody has to be there. No fixture of the worker, which would take a demo of its own.
test.beforeAll(async ({ browser, demo }) => {
  server = await startApplicationServer();
  const page = await browser.newPage({ baseURL: demo.url });
  await signIn(page, accountWith(demo, "global-admin", "Harbour"));
  await page.goto("/settings/api-clients/new");
  await page.getByLabel("Name").fill("Shop window");
  await page.getByLabel("Redirect addresses").fill(server.redirectUri);
  await page.getByRole("button", { name: "Add API client" }).click();
  const clientId = await page.getByLabel("Client ID").inputValue();
  const clientSecret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
  await page.close();
  shop = { ...server, portal: demo.url, clientId, clientSecret };
});

test.afterAll(() => server.close());

test.beforeEach(() => {
  shop.came.length = 0;
});

async function tokens({ portal, clientId, clientSecret }: Shop, fields: Record<string, string>) {
  const response = await fetch(`${portal}/common/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...fields }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("somebody signs in, lets an application in, sees it, and takes that back", async ({ page, demo }) => {
      const { came, clientId, redirectUri } = shop;
      const account = accountWith(demo, javaScriptEnabled ? "sales-agent" : "helpdesk-agent", "Harbour");
      const verifier = randomBytes(32).toString("base64url");
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: "code",
        state: "opaque & more",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      });
      await page.goto(`/common/oauth2/authorize?${query.toString()}`);
      await page.getByLabel("E-mail address").fill(account.email);
      await page.getByLabel("Password").fill(account.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Let Shop window act for you?" })).toBeVisible();
      await expect(page.getByRole("main").getByText(account.email)).toBeVisible();
      // What looks for barriers is itself a script.
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole("button", { name: "Allow", exact: true }).click();
      await expect(page.getByRole("heading", { name: "Signed in" })).toBeVisible();
      const fields = came[0]?.fields;
      expect(came[0]?.method).toBe("GET");
      expect(fields?.get("state")).toBe("opaque & more");

      const grant = { grant_type: "authorization_code", code: fields?.get("code") ?? "", redirect_uri: redirectUri };
      const issued = await tokens(shop, { ...grant, code_verifier: verifier });
      expect(issued.status).toBe(200);
      const isGood = async () => {
        const response = await fetch(`${demo.url}/v1/customers?size=1`, {
          headers: { Authorization: `Bearer ${issued.body["access_token"]}` },
        });
        return response.status;
      };
      expect(await isGood()).toBe(200);

      await page.goto("/settings/preferences");
      await page.getByRole("link", { name: "Applications that act for you" }).click();
      const row = page.getByRole("row", { name: /Shop window/ });
      await expect(row).toHaveCount(1);
      // What looks for barriers is itself a script.
      if (javaScriptEnabled) await expectAccessible(page);
      await row.getByRole("button").click();
      await expect(page.getByText("Shop window may not act for you any more")).toBeVisible();
      expect(await isGood()).toBe(401);
      const refreshed = await tokens(shop, {
        grant_type: "refresh_token",
        refresh_token: issued.body["refresh_token"] ?? "",
      });
      expect(refreshed.body["error"]).toBe("invalid_grant");
    });

    test("the documented way: a code and an id token are posted to the application", async ({ page, demo }) => {
      const { came, clientId, redirectUri } = shop;
      await signIn(page, accountWith(demo, "admin-agent", "Harbour"));
      const query = new URLSearchParams({
        client_id: clientId,
        response_mode: "form_post",
        response_type: "code id_token",
        redirect_uri: redirectUri,
        scope: "openid profile",
        nonce: "n-1",
        state: "s-1",
      });
      await page.goto(`/common/oauth2/authorize?${query.toString()}`);
      await page.getByRole("button", { name: "Allow", exact: true }).click();
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Continue to Shop window" }).click();
      await expect(page.getByRole("heading", { name: "Signed in" })).toBeVisible();
      expect(came[0]?.method).toBe("POST");
      const fields = came[0]?.fields;
      expect(fields?.get("state")).toBe("s-1");
      expect(fields?.get("id_token")?.split(".")).toHaveLength(3);
      const grant = { grant_type: "authorization_code", code: fields?.get("code") ?? "", redirect_uri: redirectUri };
      expect((await tokens(shop, grant)).status).toBe(200);
      expect((await tokens(shop, grant)).body["error"]).toBe("invalid_grant");
    });
  });
}

test("who says no goes back without a code; an address that is not registered gets nothing", async ({ page, demo }) => {
  const { came, clientId, redirectUri } = shop;
  await signIn(page, accountWith(demo, "admin-agent", "Harbour"));
  const query = { client_id: clientId, redirect_uri: redirectUri, response_type: "code", state: "s" };
  await page.goto(`/common/oauth2/v2.0/authorize?${new URLSearchParams(query).toString()}`);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Do not allow" }).click();
  await expect(page.getByRole("heading", { name: "Signed in" })).toBeVisible();
  expect(Object.fromEntries(came[0]?.fields ?? [])).toMatchObject({ error: "access_denied", state: "s" });
  expect(came[0]?.fields.has("code")).toBe(false);

  const evil = new URLSearchParams({ ...query, redirect_uri: redirectUri.replace("sign-in", "elsewhere") });
  await page.goto(`/common/oauth2/authorize?${evil.toString()}`);
  await expect(page.getByText(/an address that it has not registered/)).toBeVisible();
  expect(came).toHaveLength(1);
});
