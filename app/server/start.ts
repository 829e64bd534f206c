import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createJsonLogger } from "#app/adapters/json-logger.ts";
import { EnvError } from "#app/http/env-error.ts";
import { readEnv, type Env } from "#app/http/env.server.ts";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { portalProcesses, supervise, superviseUntilEnd } from "./supervise.ts";

/**
 * `npm start`: the portal in production. Refuses without its secrets, brings the tables up to date, then runs the web
 * and the jobs as two processes. If one of them ends, so does the other, and a supervisor starts both again.
 */
const serverBuild = fileURLToPath(new URL("../../build/server/index.js", import.meta.url));

/** Web and jobs end their work within 20 s; a little more, so that they are not cut off while they close. */
const graceMs = 25_000;

async function main(): Promise<void> {
  const environment = { ...process.env, NODE_ENV: process.env["NODE_ENV"] ?? "production" };
  const env = readEnvOrExit(environment);
  if (!existsSync(serverBuild)) {
    console.error("There is no built portal. Make it with: npm run build");
    process.exit(1);
  }
  const logger = createJsonLogger(env.logLevel);
  await migrate(env.databaseUrl).catch((error: unknown) => {
    logger.fatal({ err: error }, "the tables could not be brought up to date");
    process.exit(1);
  });
  const supervised = supervise(portalProcesses, {
    environment,
    output: "stdout",
    graceMs,
    say: (line) => logger.error({}, line),
  });
  await superviseUntilEnd(supervised);
}

async function migrate(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, { poolMax: 1 });
  try {
    await migrateToLatest(db);
  } finally {
    await db.destroy();
  }
}

function readEnvOrExit(environment: NodeJS.ProcessEnv): Env {
  try {
    return readEnv(environment);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

await main();
