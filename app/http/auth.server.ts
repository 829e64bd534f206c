import { redirect } from "@remix-run/node";
import { decidePageAccess } from "#app/domain/access/page-access.ts";
import type { PermittedAction } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/result.ts";
import type { SessionUser } from "#app/services/accounts/find-session-user.server.ts";
import type { SharedReads, ViewContext } from "#app/views/view-context.ts";
import { whoToAskView } from "#app/views/who-to-ask.ts";
import type { LoadContext } from "./load-context.ts";
import { paths } from "./paths.ts";
import { refusalResponse } from "./refusal-response.ts";
import type { RequestArgs } from "./request-facts.server.ts";
import { visitorOf, type Visitor } from "./visitor.server.ts";

/** Somebody who is signed in. `actor` is what services take; jobs are never behind a request. */
export type SignedInVisitor = Visitor & {
  readonly user: SessionUser;
  readonly actor: Exclude<Actor, { kind: "system" }>;
  /** What every view is given first. */
  readonly view: ViewContext;
};

/** The signed-in visitor; anybody else is sent to sign in, and back to this page afterwards. Of a form the sign-in says that it was not sent. */
export async function requireUser(args: RequestArgs): Promise<SignedInVisitor> {
  const visitor = await visitorOf(args);
  const { user } = visitor;
  if (user === undefined || user.actor.kind === "system") {
    const { pathname, search } = new URL(args.request.url);
    const redirectTo = pathname === paths.home() ? undefined : pathname + search;
    const isRead = args.request.method === "GET";
    const notice = isRead ? undefined : "not-sent";
    throw redirect(paths.signIn({ redirectTo, notice }), { status: isRead ? 302 : 303 });
  }
  const { actor } = user;
  const { deps, at, language, timeZone } = visitor;
  const view = { db: deps.db, actor, at, reader: { language, timeZone } };
  const shared = sharedReads(args);
  return { ...visitor, user, actor, view: shared === undefined ? view : { ...view, shared } };
}

const readsOfPages = new WeakMap<LoadContext, SharedReads>();

/** What the loaders of one page read in common. Not where a form was sent: its loaders come after what it changed. */
function sharedReads({ request, context }: RequestArgs): SharedReads | undefined {
  if (request.method !== "GET") return undefined;
  const known = readsOfPages.get(context) ?? { customers: new Map() };
  readsOfPages.set(context, known);
  return known;
}

/**
 * The signed-in visitor whose role allows the action; anybody else gets a 403 that names the roles, and a customer's
 * user also who has them. Pages of partners are not there for customers, and the other way round.
 */
export async function requirePermission(args: RequestArgs, action: PermittedAction): Promise<SignedInVisitor> {
  const visitor = await requireUser(args);
  const access = decidePageAccess(visitor.actor, action);
  if (access.ok) return visitor;
  const { refusal } = access;
  const ask = refusal.code === "role-needed" ? await whoToAskView(visitor.view) : null;
  throw refusalResponse(refusal, visitor.say(refusal), ask);
}

/** The value of a result; a refusal becomes the answer of the whole request. For loaders, and for actions without a form to return to. */
export function orThrow<T>(result: Result<T>, visitor: Visitor): T {
  if (result.ok) return result.value;
  throw refuse(result.refusal, visitor);
}

/** The answer for a refusal, in the visitor's words; to be thrown. */
export function refuse(refusal: Refusal, visitor: Visitor): Response {
  return refusalResponse(refusal, visitor.say(refusal));
}
