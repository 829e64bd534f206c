import type { Temporal } from "temporal-polyfill";
import { decidePageAccess } from "#app/domain/access/page-access.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { actionOfList, columnsLeftOut, type ListName } from "#app/domain/lists/columns.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { putUserSetting } from "#db/repositories/user-settings.ts";
import type { ServiceDeps } from "../ports.ts";

/**
 * How a user arranges pages for themselves. It changes what one reader sees and nothing of the book, so that the log,
 * which others read, has no line of it; the same wish twice is the same.
 */

type User = Exclude<Actor, { kind: "system" }>;
type ArrangeRefusal = RefusalOf<"role-needed" | "not-found">;

/** Shows these columns of a list, and leaves the others out. Names of columns that the list does not have are nothing. */
export async function chooseColumns(
  deps: Pick<ServiceDeps, "db">,
  actor: User,
  { list, shown }: { readonly list: ListName; readonly shown: readonly string[] },
  at: Temporal.Instant,
): Promise<Result<{ readonly hidden: readonly string[] }, ArrangeRefusal>> {
  const access = decidePageAccess(actor, actionOfList[list]);
  if (!access.ok) return access;
  const setting = { hidden: columnsLeftOut(list, shown) };
  await putUserSetting(deps.db, actor.userId, `columns:${list}`, setting, at);
  return ok(setting);
}

/** Puts the first steps on the home page away, or brings them back. */
export async function putFirstStepsAway(
  deps: Pick<ServiceDeps, "db">,
  actor: User,
  isPutAway: boolean,
  at: Temporal.Instant,
): Promise<Result<{ readonly isPutAway: boolean }, ArrangeRefusal>> {
  const access = decidePageAccess(actor, "see-customers");
  if (!access.ok) return access;
  await putUserSetting(deps.db, actor.userId, "first-steps", { isPutAway }, at);
  return ok({ isPutAway });
}
