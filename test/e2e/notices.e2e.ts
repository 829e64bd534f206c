import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/looks.ts";

/** The number that the bell in the frame says. */
async function unreadIn(page: Page, pattern: RegExp): Promise<number> {
  const name = await page.getByRole("banner").getByRole("link", { name: pattern }).getAttribute("aria-label");
  return Number(/\d+/.exec(name ?? "")?.[0] ?? 0);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("somebody reads what is new: the bell counts, a notice leads to its subject and is read then", async ({
      page,
      demo,
    }) => {
      await signIn(page, accountWith(demo, javaScriptEnabled ? "sales-agent" : "helpdesk-agent", "Harbour"));
      const before = await unreadIn(page, /^Notices: /);
      expect(before).toBeGreaterThan(3);
      await page
        .getByRole("banner")
        .getByRole("link", { name: /^Notices: / })
        .click();
      await expect(page.getByRole("heading", { level: 1, name: "Notices" })).toBeVisible();

      await page.getByLabel("Show").selectOption("unread");
      await page.getByRole("button", { name: "Filter" }).click();
      await expect(page).toHaveURL(/show=unread/);
      const first = page.getByRole("article").first();
      const subject = await first.getByRole("heading").innerText();
      // Two purchases of the same can have been cancelled.
      const alike = page.getByRole("heading", { level: 2, name: subject, exact: true });
      const alikeBefore = await alike.count();
      await first.getByRole("button", { name: "Mark as read" }).click();
      await expect(alike).toHaveCount(alikeBefore - 1);
      expect(await unreadIn(page, /^Notices: /)).toBe(before - 1);

      await page
        .getByRole("article")
        .first()
        .getByRole("button", { name: /^Open / })
        .click();
      await expect(page).toHaveURL(/\/(customers|invoices|support)/);
      expect(await unreadIn(page, /^Notices: /)).toBe(before - 2);

      await page.goto("/notices");
      await page.getByRole("button", { name: "Mark all as read" }).click();
      await expect(page.getByText(`${before - 2} notices marked as read`)).toBeVisible();
      await expect(page.getByRole("banner").getByRole("link", { name: "Notices: none unread" })).toBeVisible();
    });

    test("a kind is switched off by mail, and stays so", async ({ page, demo }) => {
      await beSignedIn(page, accountWith(demo, "billing-admin", "Harbour"));
      await page.goto("/notices");
      await page.getByRole("link", { name: "Choose notices" }).click();
      const box = page.getByRole("checkbox", { name: /^Renewed: by mail to / });
      const wasOn = await box.isChecked();
      await box.setChecked(!wasOn);
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Your notices are set")).toBeVisible();
      await page.reload();
      await expect(box).toBeChecked({ checked: !wasOn });
      await expect(page.getByRole("checkbox", { name: "Renewed: in the portal", exact: true })).toBeChecked();
    });

    test("a calendar address is made, opens the deadlines, and opens nothing once it is revoked", async ({
      page,
      demo,
    }) => {
      await beSignedIn(page, accountWith(demo, "admin-agent", "Harbour"));
      await page.goto("/settings/calendar");
      await page.getByRole("button", { name: /^(Create|Renew) address$/ }).click();
      const address = await page.getByRole("textbox", { name: "Address" }).inputValue();
      expect(address).toMatch(/\/calendar\/[\w-]{43}\.ics$/);
      const file = await fetch(address);
      expect(file.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
      expect(file.headers.get("cache-control")).toBe("no-store");
      expect(await file.text()).toContain("BEGIN:VEVENT");
      await page.getByRole("button", { name: "Revoke address" }).click();
      await expect(page.getByText("The calendar address was revoked")).toBeVisible();
      expect((await fetch(address)).status).toBe(404);
    });
  });
}

test("the operator sees what a sandbox would send, mail by mail", async ({ page, demo }) => {
  await beSignedIn(page, accountWith(demo, "operator", ""));
  await page.goto("/operator/mail");
  await expect(page.getByText("This is a sandbox: no mail leaves it")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("State").selectOption("queued");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/state=queued/);
  const recipient = page.getByRole("table").getByRole("link").first();
  const name = await recipient.innerText();
  await recipient.click();
  await expect(page.getByRole("heading", { level: 1, name: `Mail to ${name}` })).toBeVisible();
  await expect(page.getByText(new RegExp(`^(Hello|Guten Tag) ${name},`))).toBeVisible();
  await expectAccessible(page);
  const source = await page.request.get(`${page.url()}/source.eml`);
  expect(source.headers()["content-type"]).toContain("message/rfc822");
  expect(await source.text()).toMatch(/^Message-ID: <[\w-]+@/m);
});

test("German readers read German, on a phone and in the dark too", async ({ page, demo }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await beSignedIn(page, accountWith(demo, "global-admin", "Nordlicht"));
  await page.goto("/notices");
  await expect(page.getByRole("heading", { level: 1, name: "Mitteilungen" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Alle als gelesen markieren" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.goto("/settings/notices");
  await expect(page.getByRole("checkbox", { name: "Verlängert: im Portal", exact: true })).toBeChecked();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.goto("/settings/calendar");
  await page.getByRole("button", { name: "Adresse anlegen" }).click();
  await expect(page.getByText("Ihre Kalenderadresse", { exact: true })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("a customer's own people have no notices", async ({ page, demo }) => {
  await signIn(page, accountWith(demo, "customer-global-admin", ""));
  await expect(page.getByRole("banner").getByRole("link", { name: /^Notices: / })).toHaveCount(0);
  const answer = await page.goto("/notices");
  expect(answer?.status()).toBe(404);
});
