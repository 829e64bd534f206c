import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { previewMail } from "#app/services/notices/operate-mail.server.ts";

/** A mail as it goes to the server, for a mail program: never shown by the portal itself, whose policy allows no styles of others. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "operate-mail");
  const mailId = args.params["mailId"] ?? "";
  const message = orThrow(await previewMail(visitor.deps, visitor.actor, { mailId }), visitor);
  const source = await visitor.deps.mail.sourceOf(message);
  return new Response(Uint8Array.from(source), {
    headers: {
      "Content-Type": "message/rfc822",
      "Content-Disposition": 'attachment; filename="mail.eml"',
    },
  });
}
