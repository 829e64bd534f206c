import { Buffer } from "node:buffer";
import type { Transporter } from "nodemailer";
import type Mail from "nodemailer/lib/mailer/index.js";
import type { SmtpEnv } from "#app/http/mail-env.server.ts";
import { keptReply, type MailVerdict } from "#app/domain/notices/mail-attempts.ts";
import type { MailAttempt, MailConnection, MailMessage } from "#app/services/notices/mail-ports.ts";

/** How long a server may be silent, and how long one mail may take in all, in milliseconds. */
export type MailTimes = { readonly silentMs: number; readonly wholeMs: number };

const defaultTimes: MailTimes = { silentMs: 15_000, wholeMs: 25_000 };

/**
 * A connection to an SMTP server for the mails of one run, one after the other. It is opened with the first mail.
 * nodemailer is loaded then as well: whoever only serves pages does without it.
 */
export function connectToMailServer(env: SmtpEnv, times: MailTimes = defaultTimes): MailConnection {
  let opened: Promise<Transporter> | undefined;
  const close = async () => {
    const transporter = await opened?.catch(() => undefined);
    opened = undefined;
    transporter?.close();
  };
  return {
    async send(message) {
      opened ??= openTransporter(env, times);
      const outcome = await withinTime(deliver(opened, message, env), times.wholeMs);
      // What an attempt left behind on the connection must not meet the next mail.
      if (outcome.verdict === "unreachable") await close();
      return outcome;
    },
    close: () => void close(),
  };
}

/** The bytes of a mail as they go to a server. */
export async function mailSource(message: MailMessage): Promise<Uint8Array> {
  const { createTransport } = await import("nodemailer");
  const info = await createTransport({ streamTransport: true, buffer: true }).sendMail(optionsOf(message));
  return Buffer.isBuffer(info.message) ? info.message : Buffer.alloc(0);
}

async function openTransporter(
  { host, port, security, signIn }: SmtpEnv,
  { silentMs }: MailTimes,
): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  return createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    tls: { minVersion: "TLSv1.2" },
    ...(signIn === undefined ? {} : { auth: { user: signIn.user, pass: signIn.password } }),
    pool: true,
    maxConnections: 1,
    maxMessages: Number.POSITIVE_INFINITY,
    connectionTimeout: silentMs,
    greetingTimeout: silentMs,
    socketTimeout: silentMs,
    dnsTimeout: silentMs,
    // A mail is made of what is handed over, and of nothing that a text in it could name.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function optionsOf(message: MailMessage): Mail.Options {
  const { messageId, from, to, subject, text, html, date, files = [] } = message;
  return {
    messageId,
    from,
    to,
    subject,
    text,
    html,
    attachments: files.map(({ fileName, mediaType, content }) => {
      return { filename: fileName, contentType: mediaType, content: Buffer.from(content) };
    }),
    date: new Date(date.epochMilliseconds),
    // RFC 3834: no absence note answers it.
    headers: { "Auto-Submitted": "auto-generated" },
    envelope: { from: from.address, to: [to.address] },
  };
}

async function deliver(opened: Promise<Transporter>, message: MailMessage, env: SmtpEnv): Promise<MailAttempt> {
  try {
    const info: unknown = await (await opened).sendMail(optionsOf(message));
    const reply = replyOf(info, env);
    return { verdict: "accepted", smtpCode: codeIn(reply), reply };
  } catch (error) {
    return failedAttempt(error, env);
  }
}

function replyOf(info: unknown, env: SmtpEnv): string | null {
  const response = (info as { response?: unknown }).response;
  return typeof response === "string" ? keptReply(response, secretsOf(env)) : null;
}

function codeIn(reply: string | null): number | null {
  const match = /^\d{3}/.exec(reply ?? "");
  return match === null ? null : Number(match[0]);
}

/** nodemailer's names for faults of one mail; all others are faults of the way to the server. */
const faultsOfTheMail: ReadonlySet<string> = new Set(["EENVELOPE", "EMESSAGE"]);

function failedAttempt(error: unknown, env: SmtpEnv): MailAttempt {
  const fault = error as { code?: unknown; responseCode?: unknown; response?: unknown; message?: unknown };
  const smtpCode = typeof fault.responseCode === "number" ? fault.responseCode : null;
  const words = typeof fault.response === "string" ? fault.response : String(fault.message ?? error);
  return {
    verdict: verdictOf(typeof fault.code === "string" ? fault.code : "", smtpCode),
    smtpCode,
    reply: keptReply(words, secretsOf(env)),
  };
}

function verdictOf(code: string, smtpCode: number | null): MailVerdict {
  // 421: the server closes the connection, whatever it was asked.
  if (!faultsOfTheMail.has(code) || smtpCode === null || smtpCode === 421) return "unreachable";
  return smtpCode >= 500 ? "rejected" : "rejected-for-now";
}

function secretsOf({ signIn }: SmtpEnv): string[] {
  return signIn === undefined ? [] : [signIn.password, `\0${signIn.user}\0${signIn.password}`];
}

/** A server that drips one byte at a time is never silent and never done. */
async function withinTime(work: Promise<MailAttempt>, wholeMs: number): Promise<MailAttempt> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<MailAttempt>((resolve) => {
    timer = setTimeout(() => resolve({ verdict: "unreachable", smtpCode: null, reply: "timed out" }), wholeMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
