import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  decideSupportChange,
  subjectOfRequest,
  type SupportChange,
  type SupportRefusal,
} from "#app/domain/support/decide-request.ts";
import {
  attachmentsPerMessageMax,
  attachmentsPerRequestMax,
  type SupportRequest,
  type SupportSeverity,
  type SupportStatus,
} from "#app/domain/support/support-request.ts";
import type { Tx } from "#db/client.ts";
import {
  countSupportAttachments,
  findSupportRequest,
  insertSupportAttachments,
  insertSupportEntries,
  updateSupportRequest,
} from "#db/repositories/support-requests.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, queueNotices, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps, SupportDeps } from "../ports.ts";
import { tellAsker } from "../service-activation/tell-asker.server.ts";
import { discardAttachments, keepAttachments, type StagedAttachment, wishOfAttachments } from "./attachments.server.ts";
import { rowsOf } from "./open-request.server.ts";
import { decideSupportScope, noSuchRequest, refusalOfKeyIn } from "./support-scope.server.ts";

export type ChangeSupportRequestInput = {
  readonly idempotencyKey: string;
  readonly requestId: string;
  /** What is said; empty where nothing is. At most 8,000 characters. */
  readonly text: string;
  /** Left out where it follows from what is said. */
  readonly status?: SupportStatus | undefined;
  readonly severity?: SupportSeverity | undefined;
  /** At most five. They are kept, or thrown away, by this call. */
  readonly attachments: readonly StagedAttachment[];
};

export type SupportRequestChanged = { readonly requestId: string; readonly status: SupportStatus };

export type ChangeSupportRefusal =
  | SupportRefusal
  | RefusalOf<
      | "role-needed"
      | "not-found"
      | "invalid-field"
      | "changed-meanwhile"
      | "attachments-too-many"
      | "download-store-full"
      | "idempotency-key-reused"
    >;

/**
 * Adds to the thread of a request and moves it on, from either side: a note, files, another status, another impact.
 * What the operator says is told to the partner by a notice of the same transaction.
 */
export async function changeSupportRequest(
  deps: SupportDeps,
  actor: Actor,
  input: ChangeSupportRequestInput,
  at: Temporal.Instant,
): Promise<Result<SupportRequestChanged, ChangeSupportRefusal>> {
  const { attachments, idempotencyKey, ...rest } = input;
  try {
    const logAs = actionOf(input);
    const access = decideSupportScope(actor);
    if (!access.ok)
      return await refuseAttempt(deps, actor, {
        at,
        logAs,
        refused: access,
        findSubject: async (tx, partnerId) => {
          const found = await findSupportRequest(tx, partnerId, input.requestId);
          return found === undefined ? undefined : subjectOfRequest(found);
        },
      });
    const { actor: user, side, scope } = access.value;
    const refusal = refusalOfKeyIn({ text: input.text });
    if (refusal !== null) return refused(refusal);
    const wish = { ...rest, attachments: wishOfAttachments(attachments) };
    const request = { actor: user, at, operation: "change-support-request", idempotencyKey, wish, logAs } as const;
    // Whether there is such a request is asked before its files are kept.
    if ((await findSupportRequest(deps.db, scope, input.requestId)) === undefined) return noSuchRequest;
    const kept = await keepAttachments(attachments);
    if (!kept.ok) return kept;
    return await changeOnce<SupportRequestChanged, ChangeSupportRefusal>(deps, request, async (tx, attempt) => {
      const before = await findSupportRequest(tx, scope, input.requestId, { lock: true });
      if (before === undefined) return noSuchRequest;
      attempt.subject = subjectOfRequest(before);
      const tooMany = await refusalOfCount(tx, before, attachments.length);
      if (tooMany !== null) return refused(tooMany);
      const { text, status, severity } = input;
      const facts = { at, side, userId: user.userId, nextId: () => deps.ids.next() };
      const decision = decideSupportChange(
        before,
        { text, status, severity, attachmentCount: attachments.length },
        facts,
      );
      if (!decision.ok) return decision;
      const written = await writeSupportChange(deps, tx, user, before, decision.value);
      if (!written.ok) return written;
      const entryId = decision.value.entries.at(-1)?.id ?? null;
      await insertSupportAttachments(tx, rowsOf(attachments, before, entryId, deps.ids, at));
      return ok({ requestId: before.id, status: decision.value.request.status });
    });
  } finally {
    await discardAttachments(attachments);
  }
}

/** What the log calls the attempt where it is refused. */
function actionOf({ status, text, severity }: ChangeSupportRequestInput): ActivityAction {
  if (status === "closed") return "support-request-closed";
  if (text !== "") return "support-note-added";
  return severity === undefined ? "support-request-reopened" : "support-severity-changed";
}

async function refusalOfCount(
  tx: Tx,
  { partnerId, id }: SupportRequest,
  count: number,
): Promise<RefusalOf<"attachments-too-many"> | null> {
  if (count > attachmentsPerMessageMax) return { code: "attachments-too-many", countMax: attachmentsPerMessageMax };
  if (count === 0) return null;
  const before = await countSupportAttachments(tx, partnerId, id);
  return before + count > attachmentsPerRequestMax
    ? { code: "attachments-too-many", countMax: attachmentsPerRequestMax }
    : null;
}

/** Writes a decided change: the record by compare-and-set, the thread, the log, the notices. */
export async function writeSupportChange(
  deps: ServiceDeps,
  tx: Tx,
  actor: Actor,
  before: SupportRequest,
  { request: after, entries, activity, notices }: SupportChange,
): Promise<Result<null, RefusalOf<"changed-meanwhile">>> {
  if (!(await updateSupportRequest(tx, before, after))) return refused({ code: "changed-meanwhile" });
  await insertSupportEntries(tx, entries);
  await logActivity(tx, deps, actor, activity);
  await queueNotices(tx, deps.ids, after.changedAt, notices);
  const answer = actor.kind === "operator" ? entries.at(-1) : undefined;
  if (answer !== undefined) await tellAsker(tx, deps, after, answer, after.changedAt);
  return ok(null);
}
