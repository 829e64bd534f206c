import { z } from "zod";
import { EnvError, type EnvProblem } from "./env-error.ts";

/** The part of the environment that mail needs. */
export type MailEnv = {
  readonly sender: { readonly name: string; readonly address: string };
  /** Undefined where no mail leaves: in a sandbox, and where no server is set. */
  readonly smtp: SmtpEnv | undefined;
};

export type SmtpEnv = {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` refuses to go on without, `none` only to this very machine. */
  readonly security: "tls" | "starttls" | "none";
  readonly signIn: { readonly user: string; readonly password: string } | undefined;
};

const text = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const schema = z.object({
  MAIL_FROM: text,
  SMTP_HOST: text,
  SMTP_PORT: text,
  SMTP_SECURITY: text,
  SMTP_USER: text,
  SMTP_PASSWORD: text,
});

const allOrNone =
  "Set SMTP_HOST and MAIL_FROM, and SMTP_USER with SMTP_PASSWORD where the server asks; or none of them.";
const remedies: Record<string, string> = {
  MAIL_FROM: 'Set MAIL_FROM to the sender, such as MAIL_FROM="Portal <notices@portal.example.com>".',
  SMTP_HOST: allOrNone,
  SMTP_PORT: "Set SMTP_PORT to the server's port, or leave it out for 587 (465 with SMTP_SECURITY=tls).",
  SMTP_SECURITY:
    "Set SMTP_SECURITY to starttls (also when it is left out) or tls; none is for a server on this machine.",
  SMTP_USER: allOrNone,
  SMTP_PASSWORD: allOrNone,
};

type Variables = Readonly<Record<string, string | undefined>>;

/** What is wrong with the settings of mail. Half of them are worse than none: mails would seem to leave. */
export function mailEnvProblems(variables: Variables): EnvProblem[] {
  const values = schema.parse(pick(variables));
  const problems: EnvProblem[] = [];
  const add = (name: string, problem: string) => problems.push({ name, problem, remedy: remedies[name] ?? "" });
  const { MAIL_FROM: from, SMTP_HOST: host, SMTP_PORT: port, SMTP_SECURITY: security } = values;
  if (from !== undefined && senderOf(from) === null) add("MAIL_FROM", "is no sender with an address");
  if (host === undefined) {
    for (const name of ["SMTP_PORT", "SMTP_SECURITY", "SMTP_USER", "SMTP_PASSWORD"] as const)
      if (values[name] !== undefined) add("SMTP_HOST", `is missing, and ${name} is set`);
    return problems;
  }
  if (!/^[\w.:-]+$/.test(host)) add("SMTP_HOST", "is no name or address of a machine");
  if (from === undefined) add("MAIL_FROM", "is missing, and SMTP_HOST is set");
  if (port !== undefined && !isPort(port)) add("SMTP_PORT", "is not a port");
  if (security !== undefined && !isSecurity(security)) add("SMTP_SECURITY", "is none of starttls, tls and none");
  if (security === "none" && !isThisMachine(host))
    add("SMTP_SECURITY", "is none, and mails would cross the network in the clear");
  if ((values.SMTP_USER === undefined) !== (values.SMTP_PASSWORD === undefined))
    add(values.SMTP_USER === undefined ? "SMTP_USER" : "SMTP_PASSWORD", "is missing, and the other of the two is set");
  return problems;
}

/**
 * Reads and checks what mail needs. In a sandbox no mail leaves, whatever is set.
 *
 * @throws EnvError with every problem at once, never the values: one is a password
 */
export function readMailEnv(variables: Variables, mode: "sandbox" | "production"): MailEnv {
  const problems = mailEnvProblems(variables);
  if (problems.length > 0) throw new EnvError(problems);
  const values = schema.parse(pick(variables));
  const sender = senderOf(values.MAIL_FROM ?? "") ?? { name: "", address: "notices@portal.example" };
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_SECURITY: given, SMTP_USER: user, SMTP_PASSWORD: password } = values;
  if (host === undefined || mode === "sandbox") return { sender, smtp: undefined };
  const security = given !== undefined && isSecurity(given) ? given : "starttls";
  return {
    sender,
    smtp: {
      host,
      port: port === undefined ? (security === "tls" ? 465 : 587) : Number(port),
      security,
      signIn: user === undefined || password === undefined ? undefined : { user, password },
    },
  };
}

function pick(variables: Variables): Variables {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, variables[name]]));
}

function isSecurity(value: string): value is SmtpEnv["security"] {
  return value === "tls" || value === "starttls" || value === "none";
}

function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** `Portal <notices@portal.example.com>`, or the address alone. */
function senderOf(value: string): MailEnv["sender"] | null {
  const match = /^(?:([^<>"\r\n]{0,100}?)\s*<([^<>]+)>|([^<>\s]+))$/.exec(value.trim());
  const address = match?.[2] ?? match?.[3];
  if (address === undefined || !/^[^\s@"<>,;:]+@[^\s@"<>,;:]+\.?[^\s@"<>,;:]*$/.test(address)) return null;
  return { name: match?.[1] ?? "", address };
}
