import type { Temporal } from "temporal-polyfill";
import { isBefore } from "../calendar/utc-days.ts";
import { evidenceYears, type InstallationOrder } from "./installation-order.ts";

type Ended = Pick<InstallationOrder, "state" | "doneAt" | "changedAt" | "heldAt">;

/**
 * Until when an order with its evidence is kept, exclusive; null while it is not over. A cancelled order counts from
 * its last change, which is when it was cancelled or an investigation of it ended. Years are those of the UTC calendar.
 */
export function evidenceKeptUntil({ state, doneAt, changedAt }: Ended): Temporal.Instant | null {
  const endedAt = state === "done" ? doneAt : state === "cancelled" ? changedAt : null;
  return endedAt === null ? null : endedAt.toZonedDateTimeISO("UTC").add({ years: evidenceYears }).toInstant();
}

/** Whether an order with its evidence may go: it is over for long enough, and no investigation keeps it. */
export function isEvidenceOver(order: Ended, at: Temporal.Instant): boolean {
  const until = evidenceKeptUntil(order);
  return until !== null && order.heldAt === null && !isBefore(at, until);
}
