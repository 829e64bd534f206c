import { type RunningDemo, startDemo } from "#test/support/demo-process.ts";
import { test as base } from "./fixtures.ts";

/** Tests that move the clock get a demo that no other test looks at. */
export const test = base.extend<object, { movedDemo: RunningDemo }>({
  movedDemo: [
    // Playwright reads from the parameter which fixtures are needed: none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const demo = await startDemo();
      await provide(demo);
      await demo.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ movedDemo }, provide) => provide(movedDemo.url),
});
