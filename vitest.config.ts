import { defineConfig } from "vitest/config";

// The time zone is never set here: `TZ=Pacific/Apia npx vitest run test/domain` must reach the tests.
const everywhere = {
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
};

// These need no database server (some open an SQLite file), so that they start at once.
const withoutDatabaseServer = ["domain", "adapters", "http", "server", "i18n", "styles", "ground"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

// These drive the built portal over one demo, which is loaded once for all of them, on both databases.
const overTheDemo = ["test/routes/**/*.test.ts"];

export default defineConfig({
  test: {
    pool: "forks",
    projects: [
      {
        test: {
          ...everywhere,
          name: "node",
          environment: "node",
          include: withoutDatabaseServer,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...everywhere,
          name: "database",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: [...withoutDatabaseServer, ...overTheDemo],
          globalSetup: ["test/support/global-setup.ts"],
          // Databases are created and killed in these tests; a PostgreSQL server takes its time to start.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...everywhere,
          name: "routes",
          environment: "node",
          include: overTheDemo,
          globalSetup: ["test/routes/support/demo-site-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
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
