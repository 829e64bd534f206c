import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import type { Actor } from "./roles.ts";

/** What a decision needs to know of an application. */
export type LeaveTaker = {
  readonly partnerId: string;
  readonly redirectUris: readonly string[];
  readonly revokedAt: unknown;
};

export type LeaveRefusal = RefusalOf<"leave-not-possible">;

/** Why no leave can be given. Another organisation's application is not there. */
export type LeaveProblem = "client-unknown" | "redirect-unknown";

type Giver = Extract<Actor, { kind: "partner" | "customer" }>;

/**
 * Whether somebody can give an application leave to act for them: people of the partner that registered it, and of that
 * partner's customers. The address that the answer goes to has to be registered, letter by letter: nothing is ever sent
 * to another one, not even an error.
 */
export function decideLeave<C extends LeaveTaker>(
  actor: Actor,
  client: C | undefined,
  redirectUri: string,
): Result<{ readonly actor: Giver; readonly client: C }, LeaveRefusal> {
  if (client === undefined || client.revokedAt !== null) return no("client-unknown");
  if (actor.kind !== "partner" && actor.kind !== "customer") return no("client-unknown");
  // What an application does for somebody cannot be handed on to another one.
  if (actor.partnerId !== client.partnerId || actor.applicationId !== undefined) return no("client-unknown");
  if (!client.redirectUris.includes(redirectUri)) return no("redirect-unknown");
  return ok({ actor, client });
}

function no(problem: LeaveProblem) {
  return refused({ code: "leave-not-possible", problem } as const);
}
