import { sql } from "kysely";
import { createArgon2Passwords } from "#app/adapters/argon2-passwords.ts";
import { createJsonLogger } from "#app/adapters/json-logger.ts";
import { createSandboxClock, createSystemClock } from "#app/adapters/system-clock.ts";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import type { Env } from "#app/http/env.server.ts";
import type { Logger, Portal } from "#app/http/load-context.ts";
import { createSessionStore } from "#app/services/accounts/session-store.server.ts";
import type { Clock, PortalMode, ServiceDeps } from "#app/services/ports.ts";
import { type Db, openDatabase, type OpenOptions } from "#db/client.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";

/** The wired portal: what the web needs, and what services are given first. */
export type Composition = Portal & {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly deps: ServiceDeps;
};

/** How long the health check waits for the database before it calls it down, in milliseconds. */
const healthTimeoutMs = 2_000;

/** Opens the database and wires the portal. The tables are expected to be there; whoever starts the portal migrates. */
export async function compose(env: Env, options: OpenOptions = {}): Promise<Composition> {
  const logger = createJsonLogger(env.logLevel);
  const db = openDatabase(env.databaseUrl, options);
  const deps = createServiceDeps(db, env.mode);
  await deps.clock.refresh().catch((error: unknown) => {
    // The portal starts without its database, says 503, and works once the database is there.
    logger.warn({ err: error }, "the sandbox clock could not be read");
  });
  return {
    env,
    logger,
    clock: deps.clock,
    deps,
    sessions: createSessionStore(db),
    isDatabaseUp: () => isUp(db),
    close: () => db.destroy(),
  };
}

/** What services are given, over a database that is open already. */
export function createServiceDeps(db: Db, mode: PortalMode): ServiceDeps {
  const clock = createClock(db, mode);
  return {
    db,
    clock,
    ids: createUuidIds(() => clock.now().epochMilliseconds),
    passwords: createArgon2Passwords(),
    mode,
  };
}

function createClock(db: Db, mode: PortalMode): Clock {
  if (mode === "production") return createSystemClock();
  return createSandboxClock(async () => (await findPortalSetting(db, "sandbox-clock"))?.offsetMs ?? 0);
}

async function isUp(db: Db): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), healthTimeoutMs);
  });
  const answer = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
