import type { Temporal } from "temporal-polyfill";
import type { Env } from "./env.server.ts";
import type { SessionStore } from "./session-store.ts";

/** What the web shell logs with; a pino logger fits. */
export type Logger = {
  info(facts: object, message?: string): void;
  warn(facts: object, message?: string): void;
  error(facts: object, message?: string): void;
  fatal(facts: object, message?: string): void;
};

/** What the composition builds once per process, as far as the web needs it. */
export type Portal = {
  readonly env: Env;
  readonly logger: Logger;
  readonly clock: { now(): Temporal.Instant };
  readonly sessions: SessionStore;
  /** Whether the database answers; false makes the portal say 503. Never throws. */
  isDatabaseUp(): Promise<boolean>;
  /** Ends connections; called once after the last answer. */
  close(): Promise<void>;
};

/** What every loader and action receives as `context`. */
export type LoadContext = {
  readonly portal: Portal;
  /** Of this one answer; goes on every script tag. */
  readonly cspNonce: string;
  /** In the log and on error pages, so that a person can name the failure. */
  readonly requestId: string;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends LoadContext {}
}
declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends LoadContext {}
}
