import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { looksLikeKey } from "#app/domain/entitlement/key-format.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { SupportSide } from "#app/domain/support/support-request.ts";
import type { Db } from "#db/client.ts";
import { bucketOf, takeAttempt } from "../accounts/rate-limit.server.ts";

/** Who touches a request: from which side, and whose requests there are for it. */
export type SupportActor = {
  readonly actor: Extract<Actor, { kind: "partner" | "operator" }>;
  readonly side: SupportSide;
  /** A partner's own; `null` for the operator, who answers everybody's. */
  readonly scope: string | null;
};

/** Asks the permission table: partners write to the provider about their own, the operator answers all. */
export function decideSupportScope(actor: Actor): Result<SupportActor, RefusalOf<"role-needed">> {
  if (actor.kind === "operator") {
    const access = decideAccess(actor, "answer-support-requests");
    return access.ok ? ok({ actor, side: "operator", scope: null }) : access;
  }
  const scope = decidePartnerScope(actor, "write-support-requests");
  return scope.ok ? ok({ actor: scope.value.actor, side: "partner", scope: scope.value.partnerId }) : scope;
}

/** Messages with files that one person may send within an hour; each may bring 50 MB. Our choice. */
const uploadsPerHourMax = 60;
const hourMs = 60 * 60_000;

/** Counts a message with files before the first of them is taken in, so that nobody fills the disk with what is refused afterwards. */
export async function takeUploadAttempt(
  db: Db,
  actor: Exclude<Actor, { kind: "system" }>,
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"too-many-attempts">>> {
  const bucket = bucketOf("support-files", actor.userId);
  return (await takeAttempt(db, { bucket, attemptsMax: uploadsPerHourMax, windowMs: hourMs }, at)).decision;
}

/** A software key in what people write would go into lists and mails; null where there is none. */
export function refusalOfKeyIn(fields: Readonly<Record<string, string>>): RefusalOf<"invalid-field"> | null {
  const found = Object.entries(fields).find(([, text]) => looksLikeKey(text));
  return found === undefined ? null : { code: "invalid-field", field: found[0], reason: "contains-key" };
}

/** The answer for a request that is not there, or is another partner's. */
export const noSuchRequest = refused({ code: "not-found", what: "support-request" } as const);
