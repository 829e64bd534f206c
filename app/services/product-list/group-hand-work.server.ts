import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, type ActivityValue } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { findEdition } from "#db/repositories/product-list-editions.ts";
import { findGroup, type StoredGroup } from "#db/repositories/product-list-groups.ts";
import {
  deleteGroupLink,
  deleteGroupName,
  type GroupOfEdition,
  insertGroupLink,
  putGroupName,
} from "#db/repositories/product-list-links.ts";
import { productTitlesById } from "#db/repositories/product-titles.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

/**
 * What an operator adds to a group of the newest edition by hand. Doing it twice does it once; the next edition takes it
 * over. Older editions stay as they were read.
 */

type HandRefusal = RefusalOf<"role-needed" | "not-found">;
type Change = { readonly oldValue: ActivityValue; readonly newValue: ActivityValue; readonly productId?: string };

export const groupNameLettersMax = 120;

/** Names a group whose name the document lost; null takes the name away, so that the inferred one counts again. */
export async function nameProductGroup(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly groupKey: string; readonly name: string | null },
  at: Temporal.Instant,
): Promise<Result<{ readonly name: string | null }, HandRefusal>> {
  const name = request.name?.trim().slice(0, groupNameLettersMax) || null;
  return changeGroup(deps, actor, request.groupKey, at, async (tx, place, group) => {
    const before = group.nameSource === "hand" ? group.name : null;
    if (name === before) return ok({ value: { name }, change: null });
    // Of two who name it the same at once, one does it.
    const isChanged =
      name === null ? await deleteGroupName(tx, place) : await putGroupName(tx, place, name, { at, by: userOf(actor) });
    const { groupKey } = place;
    const values = { oldValue: { groupKey, name: before }, newValue: { groupKey, name } };
    return ok({ value: { name }, change: isChanged ? values : null });
  });
}

/** Says that a product we sell belongs to a group, or no longer. */
export async function linkProductToGroup(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly groupKey: string; readonly productId: string; readonly isLinked: boolean },
  at: Temporal.Instant,
): Promise<Result<{ readonly title: string }, HandRefusal>> {
  const { productId, isLinked } = request;
  return changeGroup(deps, actor, request.groupKey, at, async (tx, place) => {
    const title = (await productTitlesById(tx, [productId])).get(productId);
    if (title === undefined) return refused({ code: "not-found", what: "product" });
    const isChanged = isLinked
      ? await insertGroupLink(tx, place, productId, { at, by: userOf(actor) })
      : await deleteGroupLink(tx, place, productId);
    const values = (isThere: boolean) => ({ groupKey: place.groupKey, isLinked: isThere });
    const change = isChanged ? { oldValue: values(!isLinked), newValue: values(isLinked), productId } : null;
    return ok({ value: { title }, change });
  });
}

function userOf(actor: Actor): string | null {
  return actor.kind === "system" ? null : actor.userId;
}

type Work<T> = (
  tx: Tx,
  place: GroupOfEdition,
  group: StoredGroup,
) => Promise<Result<{ readonly value: T; readonly change: Change | null }, RefusalOf<"not-found">>>;

async function changeGroup<T>(
  deps: ServiceDeps,
  actor: Actor,
  groupKey: string,
  at: Temporal.Instant,
  work: Work<T>,
): Promise<Result<T, HandRefusal>> {
  const access = decideAccess(actor, "manage-catalogue");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "catalogue-changed", refused: access });
  return deps.db.transaction().execute(async (tx): Promise<Result<T, HandRefusal>> => {
    const edition = await findEdition(tx, null);
    const group = edition === undefined ? undefined : await findGroup(tx, edition.id, groupKey);
    if (edition === undefined || group === undefined) return refused({ code: "not-found", what: "page" });
    const done = await work(tx, { editionId: edition.id, groupKey }, group);
    if (!done.ok) return done;
    const { value, change } = done.value;
    if (change !== null) {
      const { productId = null, ...values } = change;
      await logActivity(tx, deps, actor, [
        activityDone("catalogue-changed", at, { partnerId: null, productId }, values),
      ]);
    }
    return ok(value);
  });
}
