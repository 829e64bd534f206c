import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type EventName, eventNamed, eventNames } from "./events.ts";
import { decideTarget, type TargetReach } from "./target.ts";

/** Where a partner wants to be told, and of what. */
export type RegistrationWish = {
  readonly url: string;
  readonly events: readonly string[];
  /** The signature in a header of its own instead of `Authorization`, for targets whose gateway takes that one. */
  readonly isMsSignatureHeader: boolean;
};

export type Registration = {
  readonly url: string;
  /** In the documented order, each once. */
  readonly events: readonly EventName[];
  readonly isMsSignatureHeader: boolean;
};

/** A wish as it is kept. Refused are addresses that the portal does not send to, unknown events, and no event at all. */
export function decideRegistration(
  wish: RegistrationWish,
  reach: TargetReach,
): Result<Registration, RefusalOf<"webhook-target-refused" | "invalid-field">> {
  const target = decideTarget(wish.url, reach);
  if (!target.ok) return target;
  const wanted = new Set<EventName>();
  for (const text of wish.events) {
    const event = eventNamed(text);
    if (event === undefined)
      return refused({ code: "invalid-field", field: "events", reason: `unknown event ${text.slice(0, 80)}` });
    wanted.add(event);
  }
  if (wanted.size === 0) return refused({ code: "invalid-field", field: "events", reason: "missing" });
  const { isMsSignatureHeader } = wish;
  return ok({ url: target.value, events: eventNames.filter((name) => wanted.has(name)), isMsSignatureHeader });
}
