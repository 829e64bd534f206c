import type { Role } from "#app/domain/access/roles.ts";
import type { ActivityValue } from "#app/domain/activity/activity.ts";
import type { ActivityEntry } from "#db/repositories/activity.ts";
import type { Format, InstantText } from "./format.ts";

/** A line of the log. */
export type ActivityText = {
  readonly id: string;
  readonly at: InstantText;
  readonly actorKind: ActivityEntry["actorKind"];
  /** Name of the user; null for a job, and for a user of another organisation. */
  readonly userName: string | null;
  readonly job: string | null;
  readonly roles: readonly Role[];
  readonly action: ActivityEntry["action"];
  readonly outcome: ActivityEntry["outcome"];
  readonly refusalCode: string | null;
  readonly oldValue: ActivityValue | null;
  readonly newValue: ActivityValue | null;
};

export function activityTextOf(entry: ActivityEntry, names: ReadonlyMap<string, string>, format: Format): ActivityText {
  return {
    id: entry.id,
    at: format.instant(entry.at),
    actorKind: entry.actorKind,
    userName: entry.userId === null ? null : (names.get(entry.userId) ?? null),
    job: entry.job,
    roles: entry.roles,
    action: entry.action,
    outcome: entry.outcome,
    refusalCode: entry.refusalCode,
    oldValue: entry.oldValue,
    newValue: entry.newValue,
  };
}
