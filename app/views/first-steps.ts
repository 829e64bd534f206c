import { decideAccess, type PermittedAction } from "#app/domain/access/permissions.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { findOutermostCustomer, hasSeenKey, listFirstPurchases } from "#db/repositories/first-steps.ts";
import { findUserSetting } from "#db/repositories/user-settings.ts";
import type { ViewContext } from "./view-context.ts";

export type FirstStep = {
  readonly isDone: boolean;
  /** Why the reader cannot do it; null where they can. */
  readonly refusal: Refusal | null;
};

/** The way of a new partner from nothing to the first key, told from the record. */
export type FirstSteps = {
  readonly isPutAway: boolean;
  readonly done: number;
  readonly customer: FirstStep;
  /** For whom to buy; null before there is a customer. */
  readonly purchase: FirstStep & { readonly of: { readonly id: string; readonly name: string } | null };
  /** Where a key waits; null where nothing was bought that comes with one. */
  readonly key: FirstStep & {
    readonly at: { readonly customerId: string; readonly orderId: string; readonly lineNumber: number } | null;
  };
};

/** Whoever has had customers for longer has found their way. Our choice. */
const newForHours = 90 * 24;
/** Purchases that are looked through for one with a key. */
const purchasesRead = 50;

/** Null once a key was seen, for a partner that is new no longer, and for whoever is not of a partner. */
export async function firstSteps(context: ViewContext, partnerId: string): Promise<FirstSteps | null> {
  const { db, actor, at } = context;
  if (actor.kind !== "partner") return null;
  // Asked first, because it is the one question for every partner that is new no longer.
  const first = await findOutermostCustomer(db, partnerId, "first");
  if (first !== undefined && isBefore(first.createdAt.add({ hours: newForHours }), at)) return null;
  if (await hasSeenKey(db, partnerId)) return null;
  const newest = await findOutermostCustomer(db, partnerId, "newest");
  const purchases = first === undefined ? [] : await listFirstPurchases(db, partnerId, purchasesRead);
  const withKey = purchases.find(({ needsKey }) => needsKey);
  const setting = await findUserSetting(db, actor.userId, "first-steps");
  const step = (isDone: boolean, action: PermittedAction): FirstStep => {
    const access = decideAccess(actor, action);
    return { isDone, refusal: isDone || access.ok ? null : access.refusal };
  };
  const hasBought = purchases.length > 0;
  return {
    isPutAway: setting?.isPutAway ?? false,
    done: Number(first !== undefined) + Number(hasBought),
    customer: step(first !== undefined, "add-customers"),
    purchase: {
      ...step(hasBought, "prepare-cart"),
      of: newest === undefined ? null : { id: newest.id, name: newest.name },
    },
    key: {
      ...step(false, "see-keys"),
      at:
        withKey === undefined
          ? null
          : { customerId: withKey.customerId, orderId: withKey.orderId, lineNumber: withKey.lineNumber },
    },
  };
}
