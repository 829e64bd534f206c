import { z } from "zod";
import { EnvError, type EnvProblem } from "./env-error.ts";
import { type KeyEnv, keyEnvProblems, readKeyEnv } from "./key-env.server.ts";
import { type MailEnv, mailEnvProblems, readMailEnv } from "./mail-env.server.ts";

/**
 * The environment, checked once at the start and handed down; nothing else reads `process.env`.
 *
 * `sandbox` is for demos and tests: the clock can be moved, and missing secrets get harmless defaults.
 * `production` is the default, so that a forgotten variable refuses to start instead of opening a sandbox.
 */
export type Env = {
  readonly mode: "sandbox" | "production";
  /** `sqlite:<path>` or a path for SQLite, `postgres://…` for PostgreSQL. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** The address people type, such as `https://portal.example.com`. Undefined only in a sandbox: any loopback address. */
  readonly origin: string | undefined;
  /** Signs the session cookie, so that a made-up one is thrown away before the database is asked. */
  readonly sessionSecret: string;
  /** Addresses or networks of reverse proxies whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Master keys, and where download files are kept. */
  readonly keys: KeyEnv;
  /** Who mails come from, and the server they leave by. */
  readonly mail: MailEnv;
  /** Where the seals of the activity log are exported to. */
  readonly sealsFolder: string;
  /** Calls that one API client may make in a minute before it gets 429. */
  readonly apiCallsPerMinute: number;
  /** Whether calls of an application for a user need proof of a second factor. */
  readonly apiRequiresMfa: boolean;
  /** Whether tokens for the audience that the vendor retired in 2025 still open the API, for old applications. */
  readonly apiTakesLegacyAudience: boolean;
  /** Whether webhooks may go to addresses inside private networks, and without encryption. */
  readonly allowsPrivateWebhooks: boolean;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
};

const makeSecret = `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"`;

const remedies: Record<string, string> = {
  MODE: "Set MODE=production, or MODE=sandbox for a demo.",
  NODE_ENV: "Set NODE_ENV=production (npm start does it).",
  DATABASE_URL:
    "Set DATABASE_URL=sqlite:/var/lib/portal/portal.db or DATABASE_URL=postgres://user:password@host/database.",
  HOST: "Set HOST to the address to listen on, such as 127.0.0.1.",
  PORT: "Set PORT to a free port, such as 3000.",
  ORIGIN: "Set ORIGIN to the address people type, such as ORIGIN=https://portal.example.com.",
  SESSION_SECRET: `Make one with: export SESSION_SECRET="$(${makeSecret})"`,
  TRUSTED_PROXIES: "Set TRUSTED_PROXIES to a list such as 10.0.0.5,10.1.0.0/16, or leave it out.",
  ACTIVITY_SEALS_FOLDER:
    "Set ACTIVITY_SEALS_FOLDER to a folder out of reach of whoever owns the database, such as /var/lib/portal/seals.",
  API_CALLS_PER_MINUTE: "Set API_CALLS_PER_MINUTE to a whole number from 1, such as 500.",
  API_REQUIRES_MFA: "Set API_REQUIRES_MFA to true or false.",
  API_LEGACY_AUDIENCE: "Set API_LEGACY_AUDIENCE=true where old applications ask for tokens for graph.windows.net.",
  WEBHOOKS_ALLOW_PRIVATE:
    "Set WEBHOOKS_ALLOW_PRIVATE=true where partners' systems are reached inside a private network; else leave it out.",
  LOG_LEVEL: "Set LOG_LEVEL to fatal, error, warn, info, debug, trace or silent.",
};

/** Anybody can read this one here, so it signs nothing in production. */
export const sandboxSessionSecret = "sandbox-only-this-secret-is-public";

const emptyAsMissing = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyAsMissing, schema.optional());

const schema = z.object({
  MODE: optional(z.enum(["sandbox", "production"], { error: "is neither sandbox nor production" })),
  NODE_ENV: optional(z.string()),
  DATABASE_URL: optional(
    z
      .string()
      .regex(/^(sqlite:|postgres(ql)?:\/\/|(?![a-z0-9+]+:))/i, { error: "is neither sqlite:… nor postgres://…" }),
  ),
  HOST: optional(z.string()),
  PORT: optional(
    z
      .string()
      .regex(/^\d{1,5}$/, { error: "is not a port" })
      .transform(Number)
      .refine((port) => port <= 65_535, { error: "is not a port" }),
  ),
  ORIGIN: optional(z.string().refine(isOrigin, { error: "is not an origin (scheme and host, nothing behind them)" })),
  SESSION_SECRET: optional(z.string().min(32, { error: "is shorter than 32 characters" })),
  TRUSTED_PROXIES: optional(
    z.string().transform((list) =>
      list
        .split(",")
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ""),
    ),
  ),
  ACTIVITY_SEALS_FOLDER: optional(z.string()),
  API_CALLS_PER_MINUTE: optional(
    z
      .string()
      .regex(/^[1-9]\d{0,7}$/, { error: "is not a number of calls" })
      .transform(Number),
  ),
  API_REQUIRES_MFA: optional(z.enum(["true", "false"], { error: "is neither true nor false" })),
  API_LEGACY_AUDIENCE: optional(z.enum(["true", "false"], { error: "is neither true nor false" })),
  WEBHOOKS_ALLOW_PRIVATE: optional(z.enum(["true", "false"], { error: "is neither true nor false" })),
  LOG_LEVEL: optional(
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], { error: "is not a level" }),
  ),
});

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (url.protocol === "https:" || url.protocol === "http:") && url.origin === value;
}

/**
 * Reads and checks the environment.
 *
 * @throws EnvError with every problem at once, never the values: they may be secrets.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((issue) => problemOf(String(issue.path[0]), issue.message)));
  }
  const values = parsed.data;
  const mode = values.MODE ?? "production";
  const problems = [
    ...(mode === "production" ? whyNotFitForProduction(values) : []),
    ...keyEnvProblems(variables, mode),
    ...mailEnvProblems(variables),
  ];
  if (problems.length > 0) throw new EnvError(problems);

  return {
    mode,
    databaseUrl: values.DATABASE_URL ?? "sqlite:data/sandbox.db",
    host: values.HOST ?? "127.0.0.1",
    port: values.PORT ?? 3000,
    origin: values.ORIGIN,
    sessionSecret: values.SESSION_SECRET ?? sandboxSessionSecret,
    trustedProxies: values.TRUSTED_PROXIES ?? [],
    keys: readKeyEnv(variables, mode),
    mail: readMailEnv(variables, mode),
    sealsFolder: values.ACTIVITY_SEALS_FOLDER ?? "data/seals",
    apiCallsPerMinute: values.API_CALLS_PER_MINUTE ?? 500,
    apiRequiresMfa: values.API_REQUIRES_MFA === "true",
    apiTakesLegacyAudience: values.API_LEGACY_AUDIENCE === "true",
    allowsPrivateWebhooks: values.WEBHOOKS_ALLOW_PRIVATE === "true",
    logLevel: values.LOG_LEVEL ?? "info",
  };
}

function whyNotFitForProduction(values: z.infer<typeof schema>): EnvProblem[] {
  const problems: EnvProblem[] = [];
  if (values.NODE_ENV !== "production") problems.push(problemOf("NODE_ENV", "is not production"));
  if (values.DATABASE_URL === undefined) problems.push(problemOf("DATABASE_URL", "is missing"));
  if (values.ORIGIN === undefined) problems.push(problemOf("ORIGIN", "is missing"));
  else if (!values.ORIGIN.startsWith("https://")) {
    problems.push(problemOf("ORIGIN", "is not https, and session cookies and passwords would travel in the clear"));
  }
  if (values.SESSION_SECRET === undefined) problems.push(problemOf("SESSION_SECRET", "is missing"));
  else if (values.SESSION_SECRET === sandboxSessionSecret) {
    problems.push(problemOf("SESSION_SECRET", "is the sandbox's, which anybody can read in the source"));
  } else if (new Set(values.SESSION_SECRET).size < 10) {
    problems.push(problemOf("SESSION_SECRET", "has fewer than ten different characters, so it is not random"));
  }
  if (values.ACTIVITY_SEALS_FOLDER === undefined) problems.push(problemOf("ACTIVITY_SEALS_FOLDER", "is missing"));
  return problems;
}

function problemOf(name: string, problem: string): EnvProblem {
  return { name, problem, remedy: remedies[name] ?? "" };
}
