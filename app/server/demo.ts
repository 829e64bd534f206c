import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { createSystemClock } from "#app/adapters/system-clock.ts";
import { createKeyServices } from "#app/composition-keys.server.ts";
import { EnvError } from "#app/http/env-error.ts";
import { type Env, readEnv } from "#app/http/env.server.ts";
import { isPostgresUrl, openDatabase, sqlitePath } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { demoApiClients } from "#db/seeds/demo/api-clients.ts";
import { emptyDemo } from "#db/seeds/demo/empty-demo.ts";
import { findDemoState, loadDemo } from "#db/seeds/demo/load-demo.ts";
import { demoPassword } from "#db/seeds/demo/people.ts";
import { accountsTable, demoAccounts } from "./demo-accounts.ts";
import { buildPortal, whyToBuild } from "./demo-build.ts";
import { demoSecrets } from "./demo-secrets.ts";
import { portalProcesses, supervise, superviseUntilEnd, type Supervised } from "./supervise.ts";

const usage = `npm run demo [-- --json] [-- --fresh]

Builds the portal where that is needed, loads the demo into an empty database, starts web and jobs in sandbox mode.

  --json       print one JSON line with address and sign-ins on standard output once it serves
  --fresh      throw the demo's data away and load them anew, as of now
  --no-build   show the portal as it was last built
  --help       print this

  PORT           where to listen, 3000 unless given; 0 takes any free port
  HOST           127.0.0.1 unless given
  DATABASE_URL   sqlite:data/demo.db unless given; or postgres://user:password@host/database
  LOG_LEVEL      warn unless given
`;

/** What ends the demo with a sentence instead of a stack. */
class DemoError extends Error {}

type Options = { readonly json: boolean; readonly fresh: boolean; readonly "no-build": boolean };

async function main(): Promise<void> {
  const options = readOptions();
  const databaseUrl = process.env["DATABASE_URL"] || "sqlite:data/demo.db";
  const host = process.env["HOST"] || "127.0.0.1";
  const port = process.env["PORT"] || "3000";
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    MODE: "sandbox",
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    HOST: host,
    PORT: port,
    LOG_LEVEL: process.env["LOG_LEVEL"] || "warn",
    ...demoVariables(databaseUrl, process.env),
  };
  const env = readEnv(environment);
  await assertPortFree(host, env.port);
  if (!options["no-build"]) await buildWhereNeeded();
  await prepareData(env, options);
  const supervised = supervise(portalProcesses, { environment, output: "stderr", graceMs: 25_000, say });
  const ended = superviseUntilEnd(supervised);
  await announce(supervised, options);
  await ended;
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
        "no-build": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (!values.help) return values;
  } catch (error) {
    throw new DemoError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  process.stdout.write(usage);
  process.exit(0);
}

/** Everything but the answer goes to standard error, so that standard output is the answer alone. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** What the demo needs beside what it was given: secrets of its own, and a folder for downloads beside its data. */
function demoVariables(databaseUrl: string, given: NodeJS.ProcessEnv) {
  const secrets = demoSecrets(secretsFile(databaseUrl));
  const hasMasterKeys = Boolean(given["MASTER_KEYS_FILE"]) || Boolean(given["MASTER_KEYS"]);
  return {
    SESSION_SECRET: given["SESSION_SECRET"] || secrets.SESSION_SECRET,
    ...(hasMasterKeys ? {} : { MASTER_KEYS: secrets.MASTER_KEYS }),
    DOWNLOADS_FOLDER:
      given["DOWNLOADS_FOLDER"] || `${secretsFile(databaseUrl).replace(/\.secrets\.json$/, "")}.downloads`,
    ACTIVITY_SEALS_FOLDER:
      given["ACTIVITY_SEALS_FOLDER"] || `${secretsFile(databaseUrl).replace(/\.secrets\.json$/, "")}.seals`,
  };
}

/** Beside the file of the data; for a server elsewhere, in the folder of data here. */
function secretsFile(databaseUrl: string): string {
  return isPostgresUrl(databaseUrl) ? "data/demo.secrets.json" : `${sqlitePath(databaseUrl)}.secrets.json`;
}

/** Asked before anything that takes time. Whoever takes the port in between is noticed by the web process. */
async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const reason = isTaken ? "is taken by another program" : `cannot be listened on (${error.code ?? error.message})`;
      reject(new DemoError(`Port ${port} on ${host} ${reason}. Choose another one: PORT=${port + 1} npm run demo`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

async function buildWhereNeeded(): Promise<void> {
  const reason = whyToBuild();
  if (reason === null) return;
  say(`Building the portal, because ${reason} …`);
  const startedMs = performance.now();
  await buildPortal();
  say(`Built in ${secondsSince(startedMs)}.`);
}

async function prepareData({ databaseUrl, keys }: Env, { fresh }: Options): Promise<void> {
  if (fresh) await emptyDemo(databaseUrl);
  else if (await wasCutOff(databaseUrl)) {
    say("The demo's data were not loaded to their end the last time; loading them anew.");
    await emptyDemo(databaseUrl);
  }
  // Written once and read by nobody meanwhile, so it need not survive a power cut.
  const db = openDatabase(databaseUrl, { poolMax: 2, synchronous: "normal" });
  try {
    await migrateToLatest(db);
    const state = await findDemoState(db);
    if (state === "loaded") return say(`Using the demo's data in ${nameOf(databaseUrl)} (start over with --fresh).`);
    if (state !== "empty")
      throw new DemoError(
        `${nameOf(databaseUrl)} holds other data than the demo's. Give DATABASE_URL of an empty database, or none.`,
      );
    say(`Loading the demo into ${nameOf(databaseUrl)} …`);
    const startedMs = performance.now();
    await loadDemo(db, createSystemClock().now(), createKeyServices(keys));
    say(`Loaded in ${secondsSince(startedMs)}.`);
  } finally {
    await db.destroy();
  }
}

async function wasCutOff(databaseUrl: string): Promise<boolean> {
  const db = openDatabase(databaseUrl, { poolMax: 1 });
  try {
    const tables = await db.introspection.getTables();
    return tables.some(({ name }) => name === "portal_setting") && (await findDemoState(db)) === "cut-off";
  } finally {
    await db.destroy();
  }
}

/** An address without the password that may stand in it. */
function nameOf(databaseUrl: string): string {
  if (!isPostgresUrl(databaseUrl)) return sqlitePath(databaseUrl);
  const { host, pathname } = new URL(databaseUrl);
  return `${pathname.slice(1)} on ${host}`;
}

async function announce(supervised: Supervised, { json }: Options): Promise<void> {
  const url = await supervised.listening.catch(() => null);
  // One of the two ended before it served; it has said why, and the other is being stopped.
  if (url === null) return;
  if (json) {
    process.stdout.write(`${JSON.stringify({ url, accounts: demoAccounts, apiClients: demoApiClients() })}\n`);
    return;
  }
  process.stdout.write(
    [
      "",
      `  The portal is at  ${url}`,
      `  The password is   ${demoPassword}   for everybody:`,
      accountsTable(demoAccounts),
      "",
      "  Ctrl-C stops it. The data stay for the next time; --fresh starts over.",
      "",
    ].join("\n"),
  );
}

function secondsSince(startedMs: number): string {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
}

main().catch((error: unknown) => {
  const isKnown = error instanceof DemoError || error instanceof EnvError;
  say(isKnown ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
