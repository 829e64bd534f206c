import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findUserForChange, type Preferences, updatePreferencesOfUser } from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";

/** Sets the language, IANA time zone and theme in which the signed-in user reads. */
export async function updatePreferences(
  deps: ServiceDeps,
  actor: Exclude<Actor, { kind: "system" }>,
  preferences: Preferences,
  at: Temporal.Instant,
): Promise<Result<Preferences, RefusalOf<"invalid-field" | "not-found">>> {
  if (!isTimeZone(preferences.timeZone)) {
    return refused({ code: "invalid-field", field: "timeZone", reason: "unknown" });
  }
  return deps.db.transaction().execute(async (tx) => {
    const account = await findUserForChange(tx, actor.userId);
    if (account === undefined) return refused({ code: "not-found", what: "user" });
    const oldValue = { ...account.preferences };
    const newValue = { language: preferences.language, timeZone: preferences.timeZone, theme: preferences.theme };
    if (JSON.stringify(oldValue) === JSON.stringify(newValue)) return ok(newValue);
    await updatePreferencesOfUser(tx, actor.userId, newValue);
    await logAccountActivity(deps, tx, actor, { action: "settings-changed", oldValue, newValue }, at);
    return ok(newValue);
  });
}

/** Whether the machine can tell the time there. An offset such as +02:00 is no time zone: it knows no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
