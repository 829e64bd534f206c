import { cookiesOf } from "./cookies.server.ts";
import type { LoadContext } from "./load-context.ts";
import type { RequestArgs } from "./request-facts.server.ts";

/**
 * The cookie's side of a session. The cookie holds 256 random bits, signed; the session table holds their SHA-256
 * and decides alone whether the session still lives. A new id is issued by the services that start a session.
 */

/** The raw id out of the cookie; null without one, and for one that the portal did not sign. */
export async function readSessionId({ request, context }: RequestArgs): Promise<string | null> {
  const value: unknown = await cookiesOf(context.portal.env).session.parse(request.headers.get("cookie"));
  return typeof value === "string" && /^[\w-]{20,100}$/.test(value) ? value : null;
}

/** The `Set-Cookie` value for a session that was just started. */
export function sessionCookie(context: LoadContext, sessionId: string): Promise<string> {
  return cookiesOf(context.portal.env).session.serialize(sessionId);
}

/** The `Set-Cookie` value that takes the session away. */
export function endedSessionCookie(context: LoadContext): Promise<string> {
  return cookiesOf(context.portal.env).session.serialize("", { maxAge: 0 });
}
