import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { EnvError } from "#app/http/env-error.ts";
import { readEnv, sandboxSessionSecret } from "#app/http/env.server.ts";

const secret = randomBytes(32).toString("base64url");
const production = {
  MODE: "production",
  NODE_ENV: "production",
  DATABASE_URL: "postgres://portal:pw@db.example/portal",
  ORIGIN: "https://portal.example.com",
  SESSION_SECRET: secret,
  MASTER_KEYS_FILE: "/etc/portal/master.keys",
  DOWNLOADS_FOLDER: "/var/lib/portal/downloads",
  ACTIVITY_SEALS_FOLDER: "/var/lib/portal/seals",
};

function problemsOf(variables: Record<string, string | undefined>) {
  try {
    readEnv(variables);
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.problems;
  }
}

describe("production", () => {
  it("starts with its secrets", () => {
    expect(readEnv(production)).toEqual({
      mode: "production",
      mail: { sender: { name: "", address: "notices@portal.example" }, smtp: undefined },
      databaseUrl: production.DATABASE_URL,
      host: "127.0.0.1",
      port: 3000,
      origin: production.ORIGIN,
      sessionSecret: secret,
      trustedProxies: [],
      keys: {
        masterKeys: { file: production.MASTER_KEYS_FILE },
        downloadsFolder: production.DOWNLOADS_FOLDER,
        s3: undefined,
      },
      sealsFolder: production.ACTIVITY_SEALS_FOLDER,
      apiCallsPerMinute: 500,
      apiRequiresMfa: false,
      apiTakesLegacyAudience: false,
      allowsPrivateWebhooks: false,
      logLevel: "info",
    });
  });

  it("is what a forgotten MODE means", () => {
    expect(readEnv({ ...production, MODE: undefined }).mode).toBe("production");
  });

  it.each<[string, Record<string, string | undefined>]>([
    ["NODE_ENV", { NODE_ENV: "development" }],
    ["NODE_ENV", { NODE_ENV: undefined }],
    ["DATABASE_URL", { DATABASE_URL: undefined }],
    ["DATABASE_URL", { DATABASE_URL: "" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://localhost/x" }],
    ["ORIGIN", { ORIGIN: undefined }],
    ["ORIGIN", { ORIGIN: "http://portal.example.com" }],
    ["ORIGIN", { ORIGIN: "https://portal.example.com/" }],
    ["ORIGIN", { ORIGIN: "portal.example.com" }],
    ["SESSION_SECRET", { SESSION_SECRET: undefined }],
    ["SESSION_SECRET", { SESSION_SECRET: "short" }],
    ["SESSION_SECRET", { SESSION_SECRET: sandboxSessionSecret }],
    ["SESSION_SECRET", { SESSION_SECRET: "a".repeat(64) }],
    ["MASTER_KEYS_FILE", { MASTER_KEYS_FILE: undefined }],
    ["DOWNLOADS_FOLDER", { DOWNLOADS_FOLDER: undefined }],
    ["ACTIVITY_SEALS_FOLDER", { ACTIVITY_SEALS_FOLDER: undefined }],
    ["PORT", { PORT: "http" }],
    ["PORT", { PORT: "70000" }],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
    ["MODE", { MODE: "staging" }],
  ])("does not start with a bad %s (%j)", (name, change) => {
    const problems = problemsOf({ ...production, ...change });
    expect(problems.map((problem) => problem.name)).toEqual([name]);
    expect(problems[0]?.remedy).not.toBe("");
  });

  it("names everything that is missing at once, with the command that makes a secret, and no value", () => {
    const problems = problemsOf({ SESSION_SECRET: "my-very-secret" });
    expect(problemsOf({}).map(({ name }) => name)).toEqual([
      "NODE_ENV",
      "DATABASE_URL",
      "ORIGIN",
      "SESSION_SECRET",
      "ACTIVITY_SEALS_FOLDER",
      "MASTER_KEYS_FILE",
      "DOWNLOADS_FOLDER",
    ]);
    const remedies = new Map(problemsOf({}).map(({ name, remedy }) => [name, remedy]));
    for (const secret of ["SESSION_SECRET", "MASTER_KEYS_FILE"])
      expect(remedies.get(secret)).toContain("randomBytes(32)");
    expect(new EnvError(problems).message).not.toContain("my-very-secret");
  });

  it("ends the process with a reason before it listens", () => {
    const main = fileURLToPath(new URL("../../app/server/main.ts", import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", main], {
      // Nothing but what Node itself needs.
      env: { PATH: process.env["PATH"], NODE_ENV: "development" },
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("SESSION_SECRET: is missing");
  });
});

describe("a sandbox", () => {
  it("starts with nothing but its mode", () => {
    expect(readEnv({ MODE: "sandbox" })).toMatchObject({
      mode: "sandbox",
      databaseUrl: "sqlite:data/sandbox.db",
      host: "127.0.0.1",
      port: 3000,
      origin: undefined,
      sessionSecret: sandboxSessionSecret,
    });
  });

  it("takes address, port and proxies as told", () => {
    expect(
      readEnv({
        MODE: "sandbox",
        HOST: "0.0.0.0",
        PORT: "0",
        TRUSTED_PROXIES: "10.0.0.5, 10.1.0.0/16,",
        DATABASE_URL: "data/x.db",
      }),
    ).toMatchObject({
      host: "0.0.0.0",
      port: 0,
      trustedProxies: ["10.0.0.5", "10.1.0.0/16"],
      databaseUrl: "data/x.db",
    });
  });
});
