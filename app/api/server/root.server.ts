import type { Env } from "#app/http/env.server.ts";

/** The address under which the portal is reached: as configured, or in a sandbox without one as it was asked for. */
export function rootOf(request: Pick<Request, "url">, env: Pick<Env, "origin">): string {
  return env.origin ?? new URL(request.url).origin;
}
