/**
 * The states of a mail: waiting for its first attempt, being sent, taken by the server, waiting for another attempt,
 * given up, and not sent because nobody wants it any more (its reader left, lost the role, or switched the kind off).
 */
export const mailStates = ["queued", "sending", "sent", "failed", "dead", "dropped"] as const;
export type MailState = (typeof mailStates)[number];

/** What a server made of a mail. */
export type MailVerdict =
  | "accepted"
  /** 4xx: not now. */
  | "rejected-for-now"
  /** 5xx: never. */
  | "rejected"
  /** No connection, no encryption, no sign-in, no answer in time: it is not about this mail. */
  | "unreachable";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Two days of attempts: a server that is away over a weekend's night loses nothing. Our choice. */
export const mailAttemptsMax = 15;
const longestDelayMs = 6 * hourMs;

/** How long a mail belongs to the process that sends it: longer than the longest attempt, so that no other begins too. */
export const mailLeaseMs = 2 * minuteMs;

/**
 * How long after its n-th failed attempt a mail is tried again, in milliseconds: 1, 2, 4, 8 … minutes, at most 6 hours,
 * the latter half of it by chance, so that mails that failed together do not come back together.
 *
 * @param attempts attempts so far, 1 or more
 * @param chance from 0 to below 1
 */
export function retryDelayMs(attempts: number, chance: number): number {
  const whole = Math.min(longestDelayMs, minuteMs * 2 ** Math.min(attempts - 1, 20));
  return Math.floor(whole / 2 + (whole / 2) * chance);
}

/** What becomes of a mail after an attempt. */
export type AfterAttempt =
  | { readonly state: "sent" }
  | { readonly state: "failed"; readonly retryInMs: number }
  | { readonly state: "dead" };

/** @param chance from 0 to below 1, for the delay */
export function afterAttempt(verdict: MailVerdict, attempts: number, chance: number): AfterAttempt {
  if (verdict === "accepted") return { state: "sent" };
  if (verdict === "rejected" || attempts >= mailAttemptsMax) return { state: "dead" };
  return { state: "failed", retryInMs: retryDelayMs(attempts, chance) };
}

const replyLengthMax = 200;

/**
 * The words of a server, as they are kept: one line, short, and without anything that was given to it in confidence.
 *
 * @param secrets user name and password
 */
export function keptReply(reply: string, secrets: readonly string[]): string {
  let text = reply;
  for (const secret of secrets) {
    if (secret === "") continue;
    for (const form of [secret, base64Of(secret)]) text = text.replaceAll(form, "…");
  }
  // oxlint-disable-next-line no-control-regex -- exactly these are to go
  return text
    .replaceAll(/[\u0000-\u001f\u007f]+/g, " ")
    .trim()
    .slice(0, replyLengthMax);
}

/** Passwords cross the wire in base64, and a server may quote the line. */
function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes));
}
