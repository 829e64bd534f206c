import { Temporal } from "temporal-polyfill";
import { deleteOldAnswers } from "#db/repositories/idempotency.ts";
import { deleteOldInvitations } from "#db/repositories/invitations.ts";
import { deleteOldPasswordTokens } from "#db/repositories/password-tokens.ts";
import { deleteOldBuckets } from "#db/repositories/rate-limits.ts";
import { deleteExpiredSessions } from "#db/repositories/sessions.ts";
import type { ServiceDeps } from "../ports.ts";

/** How long what no longer counts is kept: long enough to look into, short enough not to pile up. */
const kept = {
  sessions: Temporal.Duration.from({ hours: 24 }),
  buckets: Temporal.Duration.from({ hours: 24 }),
  links: Temporal.Duration.from({ hours: 30 * 24 }),
  /** A form that is sent again after a month is no repetition any more. */
  answers: Temporal.Duration.from({ hours: 30 * 24 }),
};

/** Rows of a kind that one sweep takes away, so that no other writer waits long. */
const rowsMax = 500;

/** Takes away what has ended long ago: sessions, counted attempts, links, invitations, answers kept for repetitions. Safe at any time and by two at once. */
export async function sweepAccounts(deps: Pick<ServiceDeps, "db">, at: Temporal.Instant): Promise<void> {
  await deleteExpiredSessions(deps.db, at.subtract(kept.sessions), rowsMax);
  await deleteOldBuckets(deps.db, at.subtract(kept.buckets), rowsMax);
  await deleteOldPasswordTokens(deps.db, at.subtract(kept.links), rowsMax);
  await deleteOldInvitations(deps.db, at.subtract(kept.links), rowsMax);
  await deleteOldAnswers(deps.db, at.subtract(kept.answers), rowsMax);
}
