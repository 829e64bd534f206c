import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, type ActivityValue } from "#app/domain/activity/activity.ts";
import { type ComparableList, compareEditions } from "#app/domain/licensing/product-list/compare-editions.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import {
  deleteChanges,
  findEdition,
  getEditionFacts,
  insertChanges,
  listChanges,
} from "#db/repositories/product-list-editions.ts";
import { findGroup, listGroups, listRows, type StoredGroup } from "#db/repositories/product-list-groups.ts";
import {
  deleteGroupLink,
  deleteGroupName,
  type GroupOfEdition,
  insertGroupLink,
  putGroupName,
} from "#db/repositories/product-list-links.ts";
import { listMatches, settleMatch } from "#db/repositories/product-list-matches.ts";
import { productTitlesById } from "#db/repositories/product-titles.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { carryHandWork, takeHandWorkBack } from "./carry-hand-work.server.ts";

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

/**
 * Says whether a group that was taken for one of the edition before is that one. The change log is computed anew: two
 * groups are one that went and one that came. What was added by hand goes over to the same group, and to no other.
 */
export async function settleGroupMatch(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly groupKey: string; readonly isSame: boolean },
  at: Temporal.Instant,
): Promise<Result<{ readonly isSame: boolean }, HandRefusal>> {
  const { groupKey, isSame } = request;
  return changeGroup(deps, actor, groupKey, at, async (tx, place) => {
    const { editionId } = place;
    const match = (await listMatches(tx, editionId)).find(({ to }) => to === groupKey);
    if (match === undefined) return refused({ code: "not-found", what: "page" });
    const isChanged = await settleMatch(tx, place, isSame ? "same" : "apart", { at, by: userOf(actor) });
    if (!isChanged) return ok({ value: { isSame }, change: null });
    const editions = { editionId, olderEditionId: match.olderEditionId };
    await (isSame ? carryHandWork(tx, editions, [match]) : takeHandWorkBack(tx, editions, match));
    await writeChangesAnew(tx, editions);
    const values = { groupKey, olderKey: match.from };
    const oldValue = { ...values, isSame: match.state === "open" ? null : match.state === "same" };
    return ok({ value: { isSame }, change: { oldValue, newValue: { ...values, isSame } } });
  });
}

async function writeChangesAnew(
  tx: Tx,
  { editionId, olderEditionId }: { readonly editionId: string; readonly olderEditionId: string },
): Promise<void> {
  const printed = (await listChanges(tx, editionId)).filter(({ origin }) => origin === "printed");
  const apart = (await listMatches(tx, editionId)).filter(({ state }) => state === "apart");
  const changes = compareEditions(await comparable(tx, olderEditionId), await comparable(tx, editionId), apart);
  await deleteChanges(tx, editionId);
  const computed = changes.map((change) => ({ ...change, origin: "computed" as const }));
  await insertChanges(tx, editionId, [...printed, ...computed]);
}

async function comparable(tx: Tx, editionId: string): Promise<ComparableList> {
  const { legends, promotions } = await getEditionFacts(tx, editionId);
  return { groups: await listGroups(tx, editionId), rows: await listRows(tx, editionId), legends, promotions };
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
