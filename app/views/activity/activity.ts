import type { ActivityAction } from "#app/domain/activity/activity.ts";
import { type ActivityTopic, topicOf } from "#app/domain/activity/topics.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { activityKey, type ActivityLogEntry, listActivity } from "#db/repositories/activity-list.ts";
import { type ActivityNames, namesOfLines } from "#db/repositories/activity-names.ts";
import { listPartnerNames } from "#db/repositories/partners.ts";
import { listUsersOfOrganization } from "#db/repositories/users.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type ExactInstantText, type Format, formatFor } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { type ActivityParams, chooseFilter, type ChosenFilter } from "./activity-filter.ts";
import { changesOf, type ValueChange } from "./activity-value.ts";

type Named = { readonly id: string; readonly name: string };

/** A line of the log as its page shows it. */
export type ActivityLine = {
  readonly id: string;
  readonly at: ExactInstantText;
  readonly action: ActivityAction;
  readonly outcome: ActivityLogEntry["outcome"];
  readonly refusalCode: string | null;
  readonly actorKind: ActivityLogEntry["actorKind"];
  /** Null for a job, for the holder of a link, and for somebody of another organisation. */
  readonly user: Named | null;
  readonly job: string | null;
  readonly roles: readonly Role[];
  readonly address: string | null;
  readonly customer: Named | null;
  /** For the operator; null for what concerns no partner. */
  readonly partner: Named | null;
  readonly orderId: string | null;
  readonly subscriptionId: string | null;
  readonly productId: string | null;
  readonly sequence: number | null;
  readonly changes: readonly ValueChange[];
};

export type ActivityView = {
  readonly lines: readonly ActivityLine[];
  readonly links: PageLinks;
  readonly chosen: Omit<ChosenFilter, "filter" | "actions">;
  readonly topics: readonly { readonly topic: ActivityTopic; readonly actions: readonly ActivityAction[] }[];
  readonly users: readonly Named[];
  /** For the operator alone. */
  readonly partners: readonly Named[] | null;
  readonly timeZone: string;
};

/** How many entries a list to choose from has at most; who is not among them is found through a line of theirs. */
const choicesMax = 200;

/** The activity log: the lines of a range that the reader may read, newest first. */
export async function activityView(
  context: ViewContext,
  params: ActivityParams & PageParams,
): Promise<Result<ActivityView, RefusalOf<"role-needed" | "not-found">>> {
  const { db, reader } = context;
  const choice = await chooseFilter(context, params);
  if (!choice.ok) return choice;
  const { filter, actions, ...chosen } = choice.value;
  const request = pageRequestOf(params, ["number", "string"]);
  const page = await listActivity(db, filter, request);
  const isOperator = context.actor.kind === "operator";
  const names = await namesOfLines(db, filter.scope, page.rows, { isOperator });
  const format = formatFor(reader);
  return ok({
    lines: page.rows.map((entry) => lineOf(entry, names, format)),
    links: pageLinksOf(page, activityKey),
    chosen,
    topics: groupedByTopic(actions),
    users: await usersToChoose(context, chosen),
    partners: isOperator ? await listPartnerNames(db, choicesMax) : null,
    timeZone: reader.timeZone,
  });
}

function lineOf(entry: ActivityLogEntry, names: ActivityNames, format: Format): ActivityLine {
  const named = (id: string | null, known: ReadonlyMap<string, string>) => {
    const name = id === null ? undefined : known.get(id);
    return id === null || name === undefined ? null : { id, name };
  };
  return {
    id: entry.id,
    at: format.exactInstant(entry.at),
    action: entry.action,
    outcome: entry.outcome,
    refusalCode: entry.refusalCode,
    actorKind: entry.actorKind,
    user: named(entry.userId, names.users),
    job: entry.job,
    roles: entry.roles,
    address: entry.address,
    customer: named(entry.customerId, names.customers),
    partner: named(entry.partnerId, names.partners),
    orderId: entry.orderId,
    subscriptionId: entry.subscriptionId,
    productId: entry.productId,
    sequence: entry.sequence,
    changes: changesOf(entry, format),
  };
}

function groupedByTopic(actions: readonly ActivityAction[]): ActivityView["topics"] {
  const groups = new Map<ActivityTopic, ActivityAction[]>();
  for (const action of actions) groups.set(topicOf(action), [...(groups.get(topicOf(action)) ?? []), action]);
  return [...groups].map(([topic, list]) => ({ topic, actions: list }));
}

/** The users of the organisation whose lines are shown, and whoever was chosen through a line. */
async function usersToChoose(
  { db, actor }: ViewContext,
  { partner, user }: Pick<ChosenFilter, "partner" | "user">,
): Promise<Named[]> {
  const partnerId = actor.kind === "partner" ? actor.partnerId : partner === "portal" ? null : partner;
  const organization = partnerId === null ? ({ kind: "operator" } as const) : ({ kind: "partner", partnerId } as const);
  const { rows } = await listUsersOfOrganization(db, organization, { limit: choicesMax, cursor: null });
  const users = rows.map(({ id, displayName }) => ({ id, name: displayName }));
  return user === null || users.some(({ id }) => id === user.id) ? users : [user, ...users];
}
