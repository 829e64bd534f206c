import type { PasswordLink } from "#app/services/accounts/password-link.server.ts";
import { paths } from "./paths.ts";
import type { RequestArgs } from "./request-facts.server.ts";
import type { Visitor } from "./visitor.server.ts";

/** A link to set a password with the portal's own address in front, and its end in the reader's words. */
export function shownPasswordLink(
  { request, context }: RequestArgs,
  { format }: Pick<Visitor, "format">,
  email: string,
  link: PasswordLink,
): { url: string; email: string; until: string } {
  const origin = context.portal.env.origin ?? new URL(request.url).origin;
  return { url: origin + paths.setPassword(link.token), email, until: format.instant(link.expiresAt).local };
}
