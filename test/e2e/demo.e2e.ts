import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectAccessible } from "./support/looks.ts";

const people = [
  ["admin-agent", "Nordlicht"],
  ["admin-agent", "Harbour & Pine"],
  ["billing-admin", "Harbour & Pine"],
  ["operator", "Operator"],
  ["customer-global-admin", "Cedar Ridge"],
] as const;

for (const [role, organization] of people)
  test(`the demo's ${role} of ${organization} signs in and finds a page without fault`, async ({
    demo,
    watchedPage,
  }) => {
    await signIn(watchedPage, accountWith(demo, role, organization));
    await expect(watchedPage.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(watchedPage);
  });
