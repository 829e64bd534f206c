import pino from "pino";
import { Temporal } from "temporal-polyfill";
import type { Env } from "./http/env.server.ts";
import type { Portal } from "./http/load-context.ts";
import type { SessionRecord } from "./http/session-store.ts";

/** Wires the portal: one per process. */
export function compose(env: Env): Promise<Portal> {
  const sessions = new Map<string, SessionRecord>();
  return Promise.resolve({
    env,
    logger: pino({ level: env.logLevel }),
    clock: { now: () => Temporal.Now.instant() },
    sessions: {
      create: (session) => Promise.resolve(void sessions.set(session.idHash, session)),
      read: (idHash) => Promise.resolve(sessions.get(idHash)),
      update: (session) =>
        Promise.resolve(void (sessions.has(session.idHash) && sessions.set(session.idHash, session))),
      destroy: (idHash) => Promise.resolve(void sessions.delete(idHash)),
    },
    isDatabaseUp: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  });
}
