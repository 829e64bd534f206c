import type { PasswordLink } from "#app/services/accounts/password-link.server.ts";
import { paths } from "./paths.ts";
import type { RequestArgs } from "./request-facts.server.ts";
import type { Visitor } from "./visitor.server.ts";

type ShownLink = { url: string; email: string; until: string };

/** A link to an invitation with the portal's own address in front, and its end in the reader's words. */
export function shownInvitationLink(
  args: RequestArgs,
  visitor: Pick<Visitor, "format">,
  email: string,
  link: PasswordLink,
): ShownLink {
  return shownLink(args, visitor, email, { path: paths.acceptInvitation(link.token), expiresAt: link.expiresAt });
}

/** A link to set a password with the portal's own address in front, and its end in the reader's words. */
export function shownPasswordLink(
  args: RequestArgs,
  visitor: Pick<Visitor, "format">,
  email: string,
  link: PasswordLink,
): ShownLink {
  return shownLink(args, visitor, email, { path: paths.setPassword(link.token), expiresAt: link.expiresAt });
}

function shownLink(
  { request, context }: RequestArgs,
  { format }: Pick<Visitor, "format">,
  email: string,
  { path, expiresAt }: { readonly path: string; readonly expiresAt: PasswordLink["expiresAt"] },
): ShownLink {
  const origin = context.portal.env.origin ?? new URL(request.url).origin;
  return { url: origin + path, email, until: format.instant(expiresAt).local };
}
