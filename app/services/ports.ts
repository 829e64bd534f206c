import type { Temporal } from "temporal-polyfill";
import type { Db } from "#db/client.ts";

/** Tells the portal's time. Read once per request or job run, at its edge, and handed down as `at`. */
export type Clock = {
  now(): Temporal.Instant;
  /** Learns what another process changed: in sandbox mode the clock can have been moved. Called before a request or run reads it. */
  refresh(): Promise<void>;
};

/** Makes new identifiers: UUIDs that sort by the time they were made. */
export type Ids = { next(): string };

/** Hashes passwords and checks them; slow on purpose, so never called inside a transaction. */
export type PasswordHasher = {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
};

export type PortalMode = "sandbox" | "production";

/** What every service is given first. */
export type ServiceDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly passwords: PasswordHasher;
  readonly mode: PortalMode;
};
