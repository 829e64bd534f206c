import { expect, test } from "vitest";
import { compose } from "#app/composition.server.ts";
import { readEnv } from "#app/http/env.server.ts";
import { putPortalSetting } from "#db/repositories/portal-settings.ts";
import { masterKeyText } from "#test/support/keys.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const hour = 3_600_000;
const production = {
  NODE_ENV: "production",
  MODE: "production",
  ORIGIN: "https://portal.example",
  SESSION_SECRET: "d4nF-7wQz_LmX2kVb9RtYc3HsPjE8uGa",
  MASTER_KEYS: masterKeyText(),
  DOWNLOADS_FOLDER: "not-used-here",
  ACTIVITY_SEALS_FOLDER: "not-used-here",
};

describeOnBothDatabases("The wired portal", (database) => {
  const start = (environment: Record<string, string>) =>
    compose(readEnv({ LOG_LEVEL: "silent", DATABASE_URL: database().url, ...environment }));

  test("knows whether its database answers, and never throws over it", async () => {
    const portal = await start({ MODE: "sandbox" });
    expect(await portal.isDatabaseUp()).toBe(true);
    await portal.close();
    expect(await portal.isDatabaseUp()).toBe(false);
  });

  test("in a sandbox shares a clock that was moved by another process; in production nothing moves it", async () => {
    const sandbox = await start({ MODE: "sandbox" });
    const live = await start(production);
    try {
      const before = sandbox.deps.clock.now().epochMilliseconds;
      await putPortalSetting(database().db, "sandbox-clock", { offsetMs: 24 * hour }, sandbox.deps.clock.now());
      expect(sandbox.deps.clock.now().epochMilliseconds - before).toBeLessThan(hour);
      for (const portal of [sandbox, live]) await portal.deps.clock.refresh();
      expect(sandbox.deps.clock.now().epochMilliseconds - before).toBeGreaterThanOrEqual(24 * hour);
      expect(live.deps.clock.now().epochMilliseconds - before).toBeLessThan(hour);

      const later = await start({ MODE: "sandbox" });
      expect(later.deps.clock.now().epochMilliseconds - before).toBeGreaterThanOrEqual(24 * hour);
      await later.close();
    } finally {
      await sandbox.close();
      await live.close();
    }
  });
});
