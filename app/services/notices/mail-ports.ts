import type { Temporal } from "temporal-polyfill";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import type { MailVerdict } from "#app/domain/notices/mail-attempts.ts";
import type { Notice } from "#app/domain/notices/notices.ts";
import type { Db } from "#db/client.ts";

export type MailAddress = { readonly name: string; readonly address: string };

/** A file that goes with a mail. */
export type MailFile = { readonly fileName: string; readonly mediaType: string; readonly content: Uint8Array };

/** What a mail says. */
export type MailContent = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Files that go with it; left out where none do. */
  readonly files?: readonly MailFile[];
};

/** A mail as it goes out. */
export type MailMessage = MailContent & {
  /** The same at every attempt, so that whoever gets a mail twice can tell. */
  readonly messageId: string;
  readonly from: MailAddress;
  readonly to: MailAddress;
  /** Of the notice, not of the attempt. */
  readonly date: Temporal.Instant;
};

export type MailAttempt = {
  readonly verdict: MailVerdict;
  /** The server's three digits; null where it said none. */
  readonly smtpCode: number | null;
  /** The server's words, or what went wrong before it could say any; without secrets. */
  readonly reply: string | null;
};

/** One run's connection to the server. */
export type MailConnection = {
  /** Never rejects, and answers within half a minute. */
  send(message: MailMessage): Promise<MailAttempt>;
  close(): void;
};

export type MailReader = {
  readonly displayName: string;
  readonly language: "en" | "de";
  readonly timeZone: string;
};

/** Puts a notice into words, as text and HTML, for one reader. */
export type MailWriter = (db: Db, notice: Notice, reader: MailReader) => Promise<MailContent>;

/** Puts a letter into words, as text and HTML, in its recipient's language; with the token of its link where it has one. */
export type LetterWriter = (
  db: Db,
  letter: LetterDraft & { readonly queuedAt: Temporal.Instant },
  token: string | null,
) => Promise<MailContent>;

/** What brings notices out of the house. */
export type MailServices = {
  readonly write: MailWriter;
  /** Left out where no letters leave. */
  readonly writeLetter?: LetterWriter;
  readonly sender: MailAddress;
  /** Undefined where no mail leaves: in a sandbox, and without the settings of a server. */
  readonly connect: (() => MailConnection) | undefined;
  /** The bytes of a mail as they would go to the server. */
  sourceOf(message: MailMessage): Promise<Uint8Array>;
  /** A number from 0 to below 1, which spreads the attempts of mails that failed together. */
  chance(): number;
};
