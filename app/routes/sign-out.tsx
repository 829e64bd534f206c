import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { paths } from "#app/http/paths.ts";
import { endedSessionCookie, readSessionId } from "#app/http/session.server.ts";
import { visitorOf } from "#app/http/visitor.server.ts";
import { signOut } from "#app/services/accounts/sign-out.server.ts";

/** Nothing to see here; a link to it leads home and changes nothing. */
export function loader() {
  return redirect(paths.home());
}

/** Ends this session, at the portal and in the browser. */
export async function action(args: ActionFunctionArgs) {
  const { user, deps, at } = await visitorOf(args);
  const sessionId = await readSessionId(args);
  if (user !== undefined && sessionId !== null) await signOut(deps, user.actor, { sessionId }, at);
  return redirect(paths.signIn({ notice: "signed-out" }), {
    status: 303,
    headers: {
      "Set-Cookie": await endedSessionCookie(args.context),
      "Clear-Site-Data": '"cache", "storage"',
    },
  });
}
