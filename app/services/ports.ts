import type { Readable } from "node:stream";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "#db/client.ts";
import type { MailServices } from "./notices/mail-ports.ts";
import type { WebhookServices } from "./webhooks/webhook-ports.ts";

/** Tells the portal's time. Read once per request or job run, at its edge, and handed down as `at`. */
export type Clock = {
  now(): Temporal.Instant;
  /** Learns what another process changed: in sandbox mode the clock can have been moved. Called before a request or run reads it. */
  refresh(): Promise<void>;
  /**
   * The machine's own time, which no sandbox moves: for what strangers keep by their own clocks, such as tokens. Left
   * out where `now` is that already.
   */
  machineNow?(): Temporal.Instant;
};

/** Makes new identifiers: UUIDs that sort by the time they were made. */
export type Ids = { next(): string };

/** Hashes passwords and checks them; slow on purpose, so never called inside a transaction. */
export type PasswordHasher = {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
};

export type PortalMode = "sandbox" | "production";

/** A key of the log: makes the MACs of lines and of seals. */
export type ActivityKey = {
  readonly version: number;
  /** Tells it from other keys without telling anything of it. */
  readonly mark: string;
  /** HMAC-SHA256 in base64url. */
  macOfLine(text: string): string;
  /** The same with another key, so that no seal is ever good for a line. */
  macOfSeal(text: string): string;
};

/** The keys of the log, which lie in the database under the master key. */
export type ActivityKeys = {
  /** The key for new lines, from memory where it is known; then the database may be another one by now. */
  present(db: Db, at: Temporal.Instant): Promise<ActivityKey>;
  /** The key for new lines as the database has it, made where there is none. Throws where its master key is missing. */
  reload(db: Db, at: Temporal.Instant): Promise<ActivityKey>;
  /** The key of old lines; undefined where it is not there or does not open. */
  find(db: Db, version: number): Promise<ActivityKey | undefined>;
};

/** What every service is given first. */
export type ServiceDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly passwords: PasswordHasher;
  readonly activityKeys: ActivityKeys;
  readonly mode: PortalMode;
};

/** What changes of subscriptions are given: they hash no passwords, so that jobs can make them too. */
export type ChangeDeps = Omit<ServiceDeps, "passwords">;

/** A data key under a master key. */
export type WrappedKey = { readonly wrapped: string; readonly masterVersion: number };

/**
 * Holds the master keys, which never leave it: it wraps the data keys of single records and unwraps them again.
 * A key management service or a hardware module fits behind it.
 */
export type KeyVault = {
  /** The version that new wraps are made with: the highest. */
  currentVersion(): number;
  holds(masterVersion: number): boolean;
  /** @param context what the record belongs to; with another one the data key does not come out */
  wrap(dataKey: Uint8Array, context: string): Promise<WrappedKey>;
  /** The data key, for the caller to wipe. Throws an error that names nothing. */
  unwrap(wrapped: WrappedKey, context: string): Promise<Buffer>;
};

/** Signs download links and checks them. */
export type LinkSigner = {
  /** HMAC-SHA256 of a payload in base64url, under the present key. */
  sign(payload: string): { readonly signature: string; readonly keyVersion: number };
  /** Whether one of the keys at hand made the signature; takes as long for a wrong one as for a right one. */
  verify(payload: string, signature: string): boolean;
};

/** Where the seals of the log are exported to. */
export type SealStore = {
  /** Writes a file that only its owner can read: all of it, or nothing. One of the same name is replaced. */
  put(fileName: string, text: string): Promise<void>;
};

export type StoredContent = {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
};

/** Keeps files by the SHA-256 of their content: the same content is stored once, and what is stored never changes. */
export type DownloadStore = {
  /**
   * Stores a stream. Either all of it is there for good when this answers, or nothing of it.
   * `null` where the store is full. Other failures are thrown, and so are those of the stream.
   */
  put(content: AsyncIterable<Uint8Array>, onProgress?: (bytes: number) => void): Promise<StoredContent | null>;
  /** The bytes from `first` to `last`, both inclusive; undefined where there is no such content. */
  open(sha256: string, range: { readonly first: number; readonly last: number }): Promise<Readable | undefined>;
};

/** Content that came in whole and waits: it is kept, or it leaves nothing behind. */
export type StagedContent = StoredContent & {
  /** Keeps it for good; false where the store is full, and then nothing of it is left. */
  keep(): Promise<boolean>;
  /** Throws it away. After `keep` it does nothing. */
  discard(): Promise<void>;
};

/**
 * Puts aside what has lain in a store for a day and is named by nobody, among content whose SHA-256 begins with two hex
 * digits; brings back what was put aside and is named again, and deletes the rest after a month. How much was put aside.
 */
export type SweepContent = (
  beginning: string,
  listNamed: (sha256s: readonly string[]) => Promise<ReadonlySet<string>>,
) => Promise<number>;

/** Keeps what people attach, by the SHA-256 of its content, in two steps: several files are kept together or not at all. */
export type AttachmentStore = Pick<DownloadStore, "open"> & {
  /** Takes a stream in; null where the store is full. A stream that fails leaves nothing, and its failure is thrown. */
  stage(content: AsyncIterable<Uint8Array>): Promise<StagedContent | null>;
  /** Left out where downloads lie in the same place, or nobody can list what is there. */
  readonly sweep?: SweepContent;
};

/** What services of keys are given. */
export type KeyDeps = ServiceDeps & { readonly keyVault: KeyVault };

/** What services of downloads are given. */
export type DownloadDeps = ServiceDeps & { readonly downloadStore: DownloadStore; readonly linkSigner: LinkSigner };

/** What services of support requests are given. */
export type SupportDeps = ServiceDeps & { readonly attachmentStore: AttachmentStore };

/** What services of keys, downloads and attachments are given beside the rest. */
export type KeyServices = Pick<KeyDeps, "keyVault"> &
  Pick<DownloadDeps, "downloadStore" | "linkSigner"> &
  Pick<SupportDeps, "attachmentStore">;

/** What the portal wires: enough for every service. */
export type PortalDeps = ServiceDeps &
  KeyServices & { readonly mail: MailServices; readonly webhooks: WebhookServices };
