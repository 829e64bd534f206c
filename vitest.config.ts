import { defineConfig } from "vitest/config";
import { LongFirst } from "./test/support/long-first.ts";

// The time zone is never set here: `TZ=Pacific/Apia npx vitest run test/domain` must reach the tests.
const everywhere = {
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
  // Far beyond what any test takes: no test measures time, and a busy machine must not fail one. These limits only end
  // what hangs.
  testTimeout: 600_000,
  hookTimeout: 600_000,
};

// These need no database server (some open an SQLite file), so that they start at once.
const withoutDatabaseServer = ["adapters", "http", "server", "i18n", "styles", "ground", "security"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

// The rules of the trade are pure: no clock, no database, and nothing kept but what was worked out before and would come
// out the same again. So files share a process, and each loads only what none before it has.
const pure = ["test/domain/**/*.test.ts"];

// These drive the built portal over one demo, which is loaded once for all of them, on both databases.
const overTheDemo = ["test/routes/**/*.test.ts"];

export default defineConfig({
  test: {
    pool: "forks",
    // Vitest leaves a core to itself, which is half of a machine with two.
    maxWorkers: "100%",
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          ...everywhere,
          name: "pure",
          environment: "node",
          isolate: false,
          include: pure,
        },
      },
      {
        test: {
          ...everywhere,
          name: "node",
          environment: "node",
          include: withoutDatabaseServer,
        },
      },
      {
        test: {
          ...everywhere,
          name: "database",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: [...pure, ...withoutDatabaseServer, ...overTheDemo],
          globalSetup: ["test/support/global-setup.ts"],
        },
      },
      {
        test: {
          ...everywhere,
          name: "routes",
          environment: "node",
          include: overTheDemo,
          globalSetup: ["test/routes/support/demo-site-setup.ts"],
        },
      },
      {
        test: {
          ...everywhere,
          name: "dom",
          environment: "jsdom",
          include: ["test/**/*.test.tsx"],
        },
      },
    ],
  },
});
