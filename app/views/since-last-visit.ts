import type { ActivityAction } from "#app/domain/activity/activity.ts";
import { addHours, instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { listActivity } from "#db/repositories/activity-list.ts";
import { chooseFilter } from "./activity/activity-filter.ts";
import type { CountText, Format, InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

/** What others and the jobs have done since the reader was here before. */
export type SinceLastVisit = {
  readonly since: InstantText;
  /** First day of the log's range that shows it, `YYYY-MM-DD`. */
  readonly from: string;
  /** By action, what happened last first; no more than a few dozen lines are counted. */
  readonly changes: readonly { readonly action: ActivityAction; readonly count: CountText; readonly at: InstantText }[];
};

const linesMax = 100;
const daysBack = 90;
const noRange = { from: null, to: null, customer: null, user: null, action: null, partner: null };

/** Comings and goings are no news. */
const isNews = (action: ActivityAction) => action !== "signed-in" && action !== "signed-out";

/**
 * What the log has since the reader's sign-in before this one. Null for readers who may not read it, and for whoever
 * is here for the first time.
 */
export async function sinceLastVisit(context: ViewContext, format: Format): Promise<SinceLastVisit | null> {
  const { db, actor, at } = context;
  if (actor.kind !== "partner") return null;
  const choice = await chooseFilter(context, noRange);
  if (!choice.ok) return null;
  const until = instantOfEpochMs(at.epochMilliseconds + 1);
  const back = { ...choice.value.filter, from: addHours(at, -24 * daysBack), until };
  const visits = await listActivity(
    db,
    { ...back, actions: ["signed-in"], userId: actor.userId },
    { limit: 2, cursor: null },
  );
  const before = visits.rows[1];
  if (before === undefined) return null;
  const actions = choice.value.filter.actions.filter(isNews);
  const news = await listActivity(db, { ...back, from: before.at, actions }, { limit: linesMax, cursor: null });
  const byAction = new Map<ActivityAction, { count: number; at: InstantText }>();
  for (const { action, at: on, userId } of news.rows) {
    if (userId === actor.userId) continue;
    const known = byAction.get(action);
    if (known === undefined) byAction.set(action, { count: 1, at: format.instant(on) });
    else known.count += 1;
  }
  return {
    since: format.instant(before.at),
    from: format.instant(before.at).iso.slice(0, 10),
    changes: [...byAction].map(([action, { count, at: last }]) => ({
      action,
      count: format.count(count, linesMax),
      at: last,
    })),
  };
}
