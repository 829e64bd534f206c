import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listUsersOfOrganization, type UserListing } from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { decideUserManager } from "./managed-organization.server.ts";

/** The users of the actor's own organisation by e-mail address, from after `afterEmail` on. */
export async function listUsers(
  deps: Pick<ServiceDeps, "db">,
  actor: Actor,
  page: { readonly afterEmail: string | null; readonly countMax: number },
): Promise<Result<readonly UserListing[], RefusalOf<"role-needed">>> {
  const manager = decideUserManager(actor);
  if (!manager.ok) return manager;
  return ok(await listUsersOfOrganization(deps.db, manager.value.organization, page));
}
