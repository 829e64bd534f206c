import { sql } from "kysely";
import { MasterKeyError } from "#app/adapters/key-vault-master-keys.ts";
import { createArgon2Passwords } from "#app/adapters/argon2-passwords.ts";
import { createJsonLogger } from "#app/adapters/json-logger.ts";
import { createSandboxClock, createSystemClock } from "#app/adapters/system-clock.ts";
import { createSealFolder } from "#app/adapters/seal-folder.ts";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import { EnvError } from "#app/http/env-error.ts";
import { type Env, readEnv } from "#app/http/env.server.ts";
import type { Logger, Portal } from "#app/http/load-context.ts";
import { createSessionStore } from "#app/services/accounts/session-store.server.ts";
import { createActivityKeys } from "#app/services/activity/activity-keys.server.ts";
import { findMissingMasterKeys } from "#app/services/keys/rotate-master-key.server.ts";
import type { Clock, KeyServices, PortalDeps, PortalMode, SealStore, ServiceDeps } from "#app/services/ports.ts";
import { type Db, openDatabase, type OpenOptions } from "#db/client.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";
import { createKeyServices } from "./composition-keys.server.ts";
import { createMailServices } from "./composition-mail.server.ts";
import { createWebhookServices } from "./composition-webhooks.server.ts";

/** The wired portal: what the web needs, and what services are given first. */
export type Composition = Portal & {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly sealStore: SealStore;
};

/** How long the health check waits for the database before it calls it down, in milliseconds. */
const healthTimeoutMs = 2_000;

/**
 * Opens the database and wires the portal. The tables are expected to be there; whoever starts the portal migrates.
 *
 * @throws MasterKeyError where the master keys are missing, not random, or open to others
 */
export async function compose(env: Env, options: OpenOptions = {}): Promise<Composition> {
  const logger = createJsonLogger(env.logLevel);
  const keyServices = createKeyServices(env.keys);
  const db = openDatabase(env.databaseUrl, options);
  const origin = env.origin ?? `http://${env.host}:${env.port}`;
  const mail = createMailServices(env.mail, origin, keyServices.attachmentStore);
  const webhooks = createWebhookServices(env, keyServices);
  const deps: PortalDeps = { ...createServiceDeps(db, env.mode, keyServices), ...keyServices, mail, webhooks };
  await deps.clock.refresh().catch((error: unknown) => {
    // The portal starts without its database, says 503, and works once the database is there.
    logger.warn({ err: error }, "the sandbox clock could not be read");
  });
  await warnOfMissingMasterKeys(deps, logger);
  return {
    env,
    logger,
    clock: deps.clock,
    sealStore: createSealFolder(env.sealsFolder),
    deps,
    sessions: createSessionStore(db),
    isDatabaseUp: () => isUp(db),
    startOver: env.mode === "sandbox" ? () => startOver(deps, keyServices) : null,
    close: () => db.destroy(),
  };
}

/**
 * For the start of a process: reads the environment, wires the portal, and makes sure that its keys open. What is
 * missing or wrong is said in words, and the process ends.
 *
 * @param variables `process.env`, handed in by whoever starts a process
 */
export async function composeOrExit(
  variables: Readonly<Record<string, string | undefined>>,
  options: OpenOptions = {},
): Promise<Composition> {
  try {
    return await compose(readEnv(variables), options);
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Whether the error is one that whoever starts the portal can mend: its words are for them, its stack is not. */
export function isForPeople(error: unknown): error is Error {
  return error instanceof EnvError || error instanceof MasterKeyError;
}

/** Starts the demo over; its code is loaded where it is asked for, and never in production. */
async function startOver(deps: PortalDeps, keyServices: KeyServices): Promise<void> {
  const { startDemoOver } = await import("#db/seeds/demo/start-over.ts");
  await startDemoOver(deps.db, createSystemClock().now(), keyServices);
  await deps.clock.refresh();
}

/** What services are given, over a database that is open already. */
export function createServiceDeps(db: Db, mode: PortalMode, { keyVault }: Pick<KeyServices, "keyVault">): ServiceDeps {
  const clock = createClock(db, mode);
  return {
    db,
    clock,
    ids: createUuidIds(() => clock.now().epochMilliseconds),
    passwords: createArgon2Passwords(),
    activityKeys: createActivityKeys(keyVault),
    mode,
  };
}

/** Says at the start what would fail at the first reveal: keys in the database whose master key is not at hand. */
async function warnOfMissingMasterKeys(deps: PortalDeps, logger: Logger): Promise<void> {
  const missing = await findMissingMasterKeys(deps).catch(() => []);
  if (missing.length > 0)
    logger.error(
      { masterKeys: missing },
      "software keys are sealed with master keys that are not at hand; put them back, run npm run keys:rotate, and take them away when that says so",
    );
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
