import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import { readableActions } from "#app/domain/activity/topics.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { ActivityFilter, ActivityScope } from "#db/repositories/activity-list.ts";
import { findCustomer, searchCustomers } from "#db/repositories/customers.ts";
import { anyUserNamesById, findPartnerOfCustomer } from "#db/repositories/partners.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import type { Db } from "#db/client.ts";
import type { ViewContext } from "../view-context.ts";
import { rangeOfDays } from "./activity-range.ts";

/** What an address or a form asks for; text that does not fit is left out, as in any list. */
export type ActivityParams = {
  readonly from: string | null;
  readonly to: string | null;
  /** An id, or words of the name. */
  readonly customer: string | null;
  readonly user: string | null;
  readonly action: string | null;
  /** For the operator: a partner's id, or `portal` for what concerns no partner. */
  readonly partner: string | null;
};

type Named = { readonly id: string; readonly name: string };

/** What was asked for, as it was understood. */
export type ChosenFilter = {
  readonly filter: ActivityFilter;
  readonly fromOn: string;
  readonly toOn: string;
  readonly action: ActivityAction | null;
  readonly partner: string | null;
  readonly user: Named | null;
  readonly customer: Named | null;
  /** What was typed for the customer. */
  readonly customerText: string;
  /** Several that the words fit; then no line is shown until one is chosen. */
  readonly customersToChoose: readonly Named[];
  /** Whether nothing can be found, because what was asked for is not there. */
  readonly isNowhere: boolean;
  /** What the reader may choose from. */
  readonly actions: readonly ActivityAction[];
};

const customersOfferedMax = 8;

/** Turns what was asked for into a filter, within what the reader may read. */
export async function chooseFilter(
  context: ViewContext,
  params: ActivityParams,
): Promise<Result<ChosenFilter, RefusalOf<"role-needed" | "not-found">>> {
  const { actor, at, reader } = context;
  const access = decideAccess(actor, "open-activity-log");
  if (!access.ok) return access;
  if (actor.kind !== "partner" && actor.kind !== "operator") return refused({ code: "not-found", what: "page" });
  const actions = readableActions(actor);
  const action = actions.find((name) => name === params.action) ?? null;
  const partner = actor.kind === "operator" ? params.partner : null;
  const asked = actor.kind === "partner" ? { partnerId: actor.partnerId } : scopeOf(partner);
  const found = await findAskedCustomer(context.db, asked, params.customer);
  const scope: ActivityScope = asked === "all" && found.partnerId !== null ? { partnerId: found.partnerId } : asked;
  const user = await findAskedUser(context.db, actor.kind === "operator" ? "all" : scope, params.user);
  const range: { from: Temporal.Instant; until: Temporal.Instant; fromOn: string; toOn: string } = rangeOfDays(
    params,
    at,
    reader.timeZone,
  );
  const isNowhere = (params.customer !== null && found.customer === null) || (params.user !== null && user === null);
  return ok({
    filter: {
      scope,
      // What is not there has no lines, on the page and in an export.
      actions: isNowhere ? [] : action === null ? actions : [action],
      from: range.from,
      until: range.until,
      customerId: found.customer?.id ?? null,
      userId: user?.id ?? null,
    },
    fromOn: range.fromOn,
    toOn: range.toOn,
    action,
    partner,
    user,
    customer: found.customer,
    customerText: params.customer ?? "",
    customersToChoose: found.others,
    isNowhere,
    actions,
  });
}

function scopeOf(partner: string | null): ActivityScope {
  if (partner === null) return "all";
  return partner === "portal" ? "portal" : { partnerId: partner };
}

type FoundCustomer = {
  readonly customer: Named | null;
  readonly partnerId: string | null;
  readonly others: readonly Named[];
};

const noCustomer: FoundCustomer = { customer: null, partnerId: null, others: [] };
const anId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** By id within what may be read; by words within one partner alone, because names are that partner's. */
async function findAskedCustomer(db: Db, scope: ActivityScope, text: string | null): Promise<FoundCustomer> {
  if (text === null || scope === "portal") return noCustomer;
  if (anId.test(text)) {
    const partnerId = scope === "all" ? await findPartnerOfCustomer(db, text) : scope.partnerId;
    const customer = partnerId === undefined ? undefined : await findCustomer(db, partnerId, text);
    return customer === undefined || partnerId === undefined ? noCustomer : { customer, partnerId, others: [] };
  }
  if (scope === "all") return noCustomer;
  const { partnerId } = scope;
  const list = { sort: "name", direction: "asc", limit: customersOfferedMax, cursor: null } as const;
  const { rows } = await searchCustomers(db, partnerId, text, list);
  const hits = rows.map(({ id, name }) => ({ id, name }));
  const exact = hits.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  const [only] = exact.length === 1 ? exact : hits;
  if (only !== undefined && (exact.length === 1 || hits.length === 1)) return { customer: only, partnerId, others: [] };
  return { ...noCustomer, others: hits };
}

async function findAskedUser(db: Db, scope: ActivityScope, userId: string | null): Promise<Named | null> {
  if (userId === null || scope === "portal") return null;
  const names =
    scope === "all" ? await anyUserNamesById(db, [userId]) : await displayNamesById(db, scope.partnerId, [userId]);
  const name = names.get(userId);
  return name === undefined ? null : { id: userId, name };
}
