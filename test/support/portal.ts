import { existsSync, mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { Temporal } from "temporal-polyfill";
import { compose, type Composition } from "#app/composition.server.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { readEnv } from "#app/http/env.server.ts";
import { builtClientDirectory, createServer } from "#app/server/create-server.ts";
import { listen } from "#app/server/listen.ts";
import type { RateLimits } from "#app/server/rate-limit.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { buildPartner, buildUser } from "./builders.ts";

const buildFile = fileURLToPath(new URL("../../build/server/index.js", import.meta.url));

/** A portal that listens on a port of its own, on an empty SQLite database of its own. */
export type RunningPortal = {
  readonly url: string;
  readonly composition: Composition;
  /** What the portal has logged. */
  readonly log: LoggedLine[];
  close(): Promise<void>;
};

export type LoggedLine = { level: string; facts: Record<string, unknown>; message: string };

type StartOptions = {
  readonly environment?: Record<string, string>;
  readonly rateLimits?: RateLimits;
  readonly isDatabaseUp?: () => Promise<boolean>;
  /** The instant at which the portal stands still; the system's clock unless given. */
  readonly now?: Temporal.Instant;
  /** Serves these routes; nothing has to be built then. */
  readonly build?: ServerBuild;
  /** Serves other pages in place of the built ones. */
  readonly changeBuild?: (build: ServerBuild) => ServerBuild;
};

const noLimits: RateLimits = { unsafePerMinute: 100_000, safePerMinute: 100_000 };

/** Starts the built portal in this process. */
export async function startPortal(options: StartOptions = {}): Promise<RunningPortal> {
  if (options.build === undefined && !existsSync(buildFile))
    throw new Error("These tests drive the built portal: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "portal-web-"));
  const env = readEnv({
    MODE: "sandbox",
    LOG_LEVEL: "silent",
    DATABASE_URL: `sqlite:${join(folder, "portal.db")}`,
    DOWNLOADS_FOLDER: join(folder, "downloads"),
    ACTIVITY_SEALS_FOLDER: join(folder, "seals"),
    ...options.environment,
  });
  const composed = await compose(env, { synchronous: "normal" });
  const composition = options.now === undefined ? composed : standingAt(composed, options.now);
  await migrateToLatest(composition.deps.db);
  const { logger, log } = recordingLogger();
  const watched = { ...composition, logger, ...(options.isDatabaseUp ? { isDatabaseUp: options.isDatabaseUp } : {}) };
  const built = options.build ?? ((await import(pathToFileURL(buildFile).href)) as ServerBuild);
  const server = createServer({
    composition: watched,
    env,
    remixBuild: options.changeBuild?.(built) ?? built,
    clientDirectory: builtClientDirectory,
    rateLimits: options.rateLimits ?? noLimits,
  });
  // A busy machine must not make a test ask over a connection that the server is just giving up.
  server.keepAliveTimeout = 600_000;
  const { url } = await listen(server, "127.0.0.1", 0);
  return {
    url,
    composition: watched,
    log,
    close: async () => {
      await closeServer(server);
      await composition.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function standingAt(composition: Composition, now: Temporal.Instant): Composition {
  const clock = { now: () => now, refresh: async () => {} };
  return { ...composition, clock, deps: { ...composition.deps, clock } };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function recordingLogger() {
  const log: LoggedLine[] = [];
  const at = (level: string) => (facts: object, message?: string) => {
    log.push({ level, facts: { ...facts }, message: message ?? "" });
  };
  return { log, logger: { info: at("info"), warn: at("warn"), error: at("error") } };
}

/** Long, and on no list. */
export const testPassword = "correct horse battery staple";

export type TestAccount = { readonly userId: string; readonly email: string; readonly password: string };

/** An account that can sign in: of a new partner, or of the operator if its role is the operator's. */
export async function createAccount(
  { composition }: Pick<RunningPortal, "composition">,
  options: { readonly roles: readonly Role[]; readonly displayName?: string; readonly partnerId?: string },
): Promise<TestAccount> {
  const { db, passwords } = composition.deps;
  const isOperator = options.roles.includes("operator");
  const partnerId = isOperator
    ? undefined
    : (options.partnerId ?? (await buildPartner(db, { name: "Nordwind IT" })).id);
  const { id, email } = await buildUser(db, {
    roles: options.roles,
    displayName: options.displayName ?? "Jana Petersen",
    ...(partnerId === undefined ? {} : { partnerId }),
  });
  const hash = await passwords.hash(testPassword);
  await db.updateTable("user_account").set({ password_hash: hash }).where("id", "=", id).execute();
  return { userId: id, email, password: testPassword };
}

/** The headers that a browser sends with a form of the portal's own page. */
export function fromOwnPage(portal: Pick<RunningPortal, "url">): Record<string, string> {
  return { Origin: portal.url, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded" };
}

/** Signs in as a form would; the answer, and the `Cookie` header for what follows. */
export async function signInTo(
  portal: Pick<RunningPortal, "url">,
  account: Pick<TestAccount, "email" | "password">,
  more: Record<string, string> = {},
): Promise<{ response: Response; cookie: string }> {
  const response = await fetch(`${portal.url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: fromOwnPage(portal),
    body: new URLSearchParams({ email: account.email, password: account.password, ...more }),
  });
  return { response, cookie: cookiesIn(response) };
}

/** What a browser would send back of the cookies that an answer sets. */
export function cookiesIn(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
