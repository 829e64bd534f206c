import type { Temporal } from "temporal-polyfill";
import { instantOfEpochMs, laterOf } from "#app/domain/calendar/utc-days.ts";
import type { LetterKind } from "#app/domain/agreements/letters.ts";
import { afterAttempt, mailLeaseMs } from "#app/domain/notices/mail-attempts.ts";
import type { Notice } from "#app/domain/notices/notices.ts";
import { channelsByDefault, channelsOfCustomers, mayRead } from "#app/domain/notices/readers.ts";
import type { Db } from "#db/client.ts";
import { durableTransaction } from "#db/dialects/durable-transaction.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import {
  claimDueMail,
  countDueMails,
  findMail,
  finishMailAttempt,
  type Mail,
  type MailOutcome,
} from "#db/repositories/mails.ts";
import { claimDueLetter, countDueLetters, finishLetterAttempt, type Letter } from "#db/repositories/letters.ts";
import { insertActivationToken } from "#db/repositories/service-activation.ts";
import { channelsOfUser } from "#db/repositories/notice-preferences.ts";
import { findUserById, rolesOfUser } from "#db/repositories/users.ts";
import { hashOfSecret, newSecret } from "../accounts/session-life.server.ts";
import type { BatchCounts } from "../renewals/advance-due.server.ts";
import { withRetries } from "../renewals/retry.server.ts";
import type { JobDeps, RunContext } from "../renewals/run-context.server.ts";
import { certifiersOf } from "./certifiers.server.ts";
import type { MailAttempt, MailConnection, MailServices } from "./mail-ports.ts";
import { messageIdOf, messageOf } from "./mail-message.server.ts";

const countedMax = 100_000;

/** After this long a run ends, although more is due: the same process renews and charges, and comes back in a minute. */
const runMs = 30_000;

/** None is due where none can leave. */
export async function countMailsToSend(deps: JobDeps, at: Temporal.Instant): Promise<number> {
  if (deps.mail?.connect === undefined) return 0;
  const letters = deps.mail.writeLetter === undefined ? 0 : await countDueLetters(deps.db, at, countedMax);
  return letters + (await countDueMails(deps.db, at, countedMax));
}

/**
 * Sends what is due, one mail after the other. A mail is taken, with its attempt counted, in a transaction that a power
 * cut does not take back; then it is sent; then what became of it is noted. Whoever dies in between leaves a mail whose
 * lease runs out: it alone may come twice, with the same Message-ID.
 *
 * A server that cannot be reached ends the run; it is asked again with the next mail that is due, at the next wake-up.
 */
export async function sendMails(
  context: RunContext<"send-mail">,
  onBatch: (counts: BatchCounts) => void,
): Promise<void> {
  const { deps, at, runId, tally, signal } = context;
  const { mail, db, clock } = deps;
  if (mail?.connect === undefined) return;
  const connection = mail.connect();
  const startedAt = clock.now();
  try {
    for (;;) {
      const now = laterOf(at, clock.now());
      if (signal?.aborted === true || now.epochMilliseconds - startedAt.epochMilliseconds > runMs) return;
      const leasedUntil = addMs(now, mailLeaseMs);
      const sent =
        (await sendNextMail(db, mail, connection, now, leasedUntil)) ??
        (await sendNextLetter(db, mail, connection, now, leasedUntil));
      if (sent === undefined) return;
      const { outcome, note } = sent;
      const counts = countsOf(outcome);
      const isMine = await withRetries(() =>
        db.transaction().execute(async (tx) => {
          const noted = await note(tx, laterOf(at, clock.now()));
          await addJobRunProgress(tx, runId, { ...counts, at: clock.now() });
          return noted;
        }),
      );
      if (isMine) tally.addMail(outcome.state);
      else tally.addLeftToOthers(1);
      onBatch(counts);
      if (outcome.verdict === "unreachable") return;
    }
  } finally {
    connection.close();
  }
}

/** A mail that waits for another attempt is neither done nor failed: servers ask for a second try as a matter of course. */
function countsOf({ state, verdict }: MailOutcome): BatchCounts {
  if (state === "sent" || state === "dropped") return { done: 1, failed: 0 };
  return { done: 0, failed: state === "dead" || verdict === "unreachable" ? 1 : 0 };
}

/** What became of one that was sent, and how that is noted. */
type Sent = {
  readonly outcome: MailOutcome;
  note(tx: Db, at: Temporal.Instant): Promise<boolean>;
};

async function sendNextMail(
  db: Db,
  mail: MailServices,
  connection: MailConnection,
  now: Temporal.Instant,
  leasedUntil: Temporal.Instant,
): Promise<Sent | undefined> {
  const claimed = await withRetries(() => durableTransaction(db, (tx) => claimDueMail(tx, now, leasedUntil)));
  if (claimed === undefined) return undefined;
  const outcome = await attempt(db, mail, connection, claimed, now);
  return { outcome, note: (tx, at) => finishMailAttempt(tx, claimed, outcome, at) };
}

/** The kinds of letters that carry a link of a service. */
const linkedKinds: ReadonlySet<LetterKind> = new Set(["activation", "link-expiring"]);

/**
 * The same for a letter. What its link is opened with is made here and kept as a hash, in the transaction that takes the
 * letter: it is in the mail and nowhere else, and another attempt makes another.
 */
async function sendNextLetter(
  db: Db,
  mail: MailServices,
  connection: MailConnection,
  now: Temporal.Instant,
  leasedUntil: Temporal.Instant,
): Promise<Sent | undefined> {
  if (mail.writeLetter === undefined) return undefined;
  const token = newSecret();
  const letter = await withRetries(() =>
    durableTransaction(db, async (tx) => {
      const taken = await claimDueLetter(tx, now, leasedUntil);
      if (taken === undefined || taken.enrollmentId === null || taken.serviceId === null) return taken;
      const { enrollmentId, serviceId } = taken;
      if (linkedKinds.has(taken.kind))
        await insertActivationToken(tx, { tokenHash: hashOfSecret(token), enrollmentId, serviceId, at: now });
      return taken;
    }),
  );
  if (letter === undefined) return undefined;
  const outcome = outcomeOf(await sendLetter(db, mail, connection, letter, token), letter, mail, now);
  return { outcome, note: (tx, at) => finishLetterAttempt(tx, letter, outcome, at) };
}

async function sendLetter(
  db: Db,
  { writeLetter, sender }: MailServices,
  connection: MailConnection,
  letter: Letter,
  token: string,
): Promise<MailAttempt> {
  let content;
  try {
    if (writeLetter === undefined) throw new Error("no letters leave here");
    content = await writeLetter(db, letter, linkedKinds.has(letter.kind) ? token : null);
  } catch (error) {
    return notWritten(error);
  }
  return connection.send({
    ...content,
    messageId: messageIdOf(letter.id, sender.address),
    from: sender,
    to: { name: letter.recipient.name, address: letter.recipient.email },
    date: letter.queuedAt,
  });
}

async function attempt(
  db: Db,
  mail: MailServices,
  connection: MailConnection,
  claimed: Mail,
  now: Temporal.Instant,
): Promise<MailOutcome> {
  const found = await findMail(db, claimed.id);
  const reader = found === undefined ? null : await findReader(db, claimed, found.notice);
  if (found === undefined || reader === null)
    return { state: "dropped", verdict: null, smtpCode: null, reply: null, nextAttemptAt: null };
  const tried = await writeAndSend(db, mail, connection, {
    id: claimed.id,
    notice: found.notice,
    recipient: found.mail.recipient,
    reader,
  });
  return outcomeOf(tried, claimed, mail, now);
}

function outcomeOf(
  { verdict, smtpCode, reply }: MailAttempt,
  { attempts }: Pick<Mail, "attempts">,
  mail: MailServices,
  now: Temporal.Instant,
): MailOutcome {
  const after = afterAttempt(verdict, attempts, mail.chance());
  const nextAttemptAt = after.state === "failed" ? addMs(now, after.retryInMs) : null;
  return { state: after.state, verdict, smtpCode, reply, nextAttemptAt };
}

async function writeAndSend(
  db: Db,
  mail: MailServices,
  connection: MailConnection,
  letter: Parameters<typeof messageOf>[2],
): Promise<MailAttempt> {
  let message;
  try {
    message = await messageOf(db, mail, letter);
  } catch (error) {
    // One notice that cannot be put into words must not keep the others back, and must not be lost unseen.
    return notWritten(error);
  }
  return connection.send(message);
}

function notWritten(error: unknown): MailAttempt {
  const reply = `not written: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200);
  return { verdict: "rejected-for-now", smtpCode: null, reply };
}

/** The reader as of now; null for somebody who left, may not read such a thing any more, or has switched it off since. */
async function findReader(db: Db, mail: Mail, notice: Notice) {
  const account = await findUserById(db, mail.userId);
  if (account === undefined || account.disabledAt !== null) return null;
  const { organization, displayName, preferences } = account;
  const partnerId = organization.kind === "operator" ? null : organization.partnerId;
  const customerId = organization.kind === "customer" ? organization.customerId : null;
  const roles = await rolesOfUser(db, mail.userId);
  // Nobody moves to another customer: whoever a mail of a customer was written to is of that customer.
  const reader = { userId: mail.userId, side: organization.kind, partnerId, customerId, roles };
  const isReader =
    mayRead(reader, { ...mail, customerId }) ||
    (await certifiersOf(db, [notice])).get(notice.id)?.includes(mail.userId) === true;
  if (!isReader) return null;
  const byDefault = organization.kind === "customer" ? channelsOfCustomers : channelsByDefault;
  const channels = (await channelsOfUser(db, mail.userId)).get(mail.kind) ?? byDefault;
  return channels.isByMail ? { displayName, language: preferences.language, timeZone: preferences.timeZone } : null;
}

function addMs(instant: Temporal.Instant, ms: number): Temporal.Instant {
  return instantOfEpochMs(instant.epochMilliseconds + ms);
}
