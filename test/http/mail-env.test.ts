import { describe, expect, it } from "vitest";
import { EnvError } from "#app/http/env-error.ts";
import { readMailEnv } from "#app/http/mail-env.server.ts";

const from = { MAIL_FROM: "Portal <notices@portal.example.com>" };
const server = { ...from, SMTP_HOST: "smtp.example.com" };

const namesOf = (variables: Record<string, string>): string[] => {
  try {
    readMailEnv(variables, "production");
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.problems.map(({ name, problem }) => `${name} ${problem}`);
  }
};

describe("the settings of mail", () => {
  it("send nothing where nothing is set", () => {
    expect(readMailEnv({}, "production").smtp).toBeUndefined();
    expect(readMailEnv({ SMTP_HOST: "", MAIL_FROM: "" }, "production").smtp).toBeUndefined();
  });

  it("send nothing from a sandbox, whatever is set", () => {
    expect(readMailEnv(server, "sandbox").smtp).toBeUndefined();
  });

  it.each([
    [server, { host: "smtp.example.com", port: 587, security: "starttls", signIn: undefined }],
    [
      { ...server, SMTP_SECURITY: "tls" },
      { host: "smtp.example.com", port: 465, security: "tls", signIn: undefined },
    ],
    [
      { ...server, SMTP_PORT: "2525", SMTP_USER: "u", SMTP_PASSWORD: "p" },
      { host: "smtp.example.com", port: 2525, security: "starttls", signIn: { user: "u", password: "p" } },
    ],
    [
      { ...from, SMTP_HOST: "127.0.0.1", SMTP_SECURITY: "none" },
      { host: "127.0.0.1", port: 587, security: "none", signIn: undefined },
    ],
  ])("are read: %o", (variables, smtp) => {
    const env = readMailEnv(variables, "production");
    expect(env.smtp).toEqual(smtp);
    expect(env.sender).toEqual({ name: "Portal", address: "notices@portal.example.com" });
  });

  it.each<[Record<string, string>, string[]]>([
    [{ SMTP_HOST: "smtp.example.com" }, ["MAIL_FROM is missing, and SMTP_HOST is set"]],
    [{ SMTP_PORT: "25" }, ["SMTP_HOST is missing, and SMTP_PORT is set"]],
    [{ ...from, SMTP_PASSWORD: "p" }, ["SMTP_HOST is missing, and SMTP_PASSWORD is set"]],
    [{ ...server, SMTP_USER: "u" }, ["SMTP_PASSWORD is missing, and the other of the two is set"]],
    [{ ...server, SMTP_PASSWORD: "p" }, ["SMTP_USER is missing, and the other of the two is set"]],
    [{ ...server, SMTP_PORT: "0" }, ["SMTP_PORT is not a port"]],
    [{ ...server, SMTP_SECURITY: "ssl" }, ["SMTP_SECURITY is none of starttls, tls and none"]],
    [{ ...server, SMTP_SECURITY: "none" }, ["SMTP_SECURITY is none, and mails would cross the network in the clear"]],
    [{ ...server, MAIL_FROM: "Portal" }, ["MAIL_FROM is no sender with an address"]],
    [{ ...server, MAIL_FROM: "A <a@b>\r\nBcc: c@d" }, ["MAIL_FROM is no sender with an address"]],
    [{ ...server, SMTP_HOST: "smtp example" }, ["SMTP_HOST is no name or address of a machine"]],
  ])("are refused half set or wrong: %o", (variables, problems) => {
    expect(namesOf(variables)).toEqual(problems);
  });

  it("never say a value: one is a password", () => {
    expect(() => readMailEnv({ SMTP_PASSWORD: "hunter-2" }, "production")).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("hunter-2") }),
    );
  });
});
