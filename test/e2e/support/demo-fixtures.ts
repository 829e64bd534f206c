import { test as base } from "./fixtures.ts";
import { type RunningDemo, startDemo } from "#test/support/demo-process.ts";

export type DemoAccount = RunningDemo["accounts"][number];

/** Tests that look at the demo get one per worker, loaded as of now, in place of the empty portal. */
export const test = base.extend<object, { demo: RunningDemo }>({
  demo: [
    // Playwright reads from the parameter which fixtures are needed: none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const demo = await startDemo();
      await provide(demo);
      await demo.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ demo }, provide) => provide(demo.url),
});

/** A sign-in of the demo: the first one with a role in an organisation whose name begins so. */
export function accountWith(demo: RunningDemo, role: string, organization: string): DemoAccount {
  const account = demo.accounts.find((other) => other.organization.startsWith(organization) && other.roles[0] === role);
  if (account === undefined) throw new Error(`The demo has no ${role} at ${organization}`);
  return account;
}
