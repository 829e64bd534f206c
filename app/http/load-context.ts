import type { Refusal } from "#app/domain/refusal.ts";
import type { SessionStore } from "#app/services/accounts/session-store.server.ts";
import type { PortalDeps } from "#app/services/ports.ts";
import type { Env } from "./env.server.ts";

/** What the web shell logs with; a pino logger fits. */
export type Logger = {
  info(facts: object, message?: string): void;
  warn(facts: object, message?: string): void;
  error(facts: object, message?: string): void;
};

/** What the composition builds once per process, as far as the web needs it. */
export type Portal = {
  readonly env: Env;
  readonly logger: Logger;
  /** What every service is given first. */
  readonly deps: PortalDeps;
  readonly sessions: SessionStore;
  /** Whether the database answers; false makes the portal say 503. Never rejects. */
  isDatabaseUp(): Promise<boolean>;
  /** Puts a sandbox back to the demo; null in production. Rejects where the database holds something else. */
  readonly startOver: (() => Promise<void>) | null;
  /** Ends connections; called once after the last answer. */
  close(): Promise<void>;
};

/** What every loader and action receives as `context`; one object per request. */
export type LoadContext = {
  readonly portal: Portal;
  /** Of this one answer; goes on every script tag. */
  readonly cspNonce: string;
  /** In the log and on error pages, so that a person can name the failure. */
  readonly requestId: string;
  /** When the request came in, on the clock of `performance`. */
  readonly startedAt: number;
  /** Puts the time that a page took until it was made, in milliseconds, into the request's line of the log. */
  readonly noteServerTime: (milliseconds: number) => void;
  /** The client's address, as far as trusted proxies say; null when the connection is gone already. */
  readonly address: string | null;
  /** Lets a form of this one page lead to another site: back to an application that a user let in. */
  readonly allowFormTo: (origin: string) => void;
  /** Why a download link brings no file; only where one was asked for. */
  readonly downloadRefusal?: Refusal | undefined;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends LoadContext {}
}
declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends LoadContext {}
}
