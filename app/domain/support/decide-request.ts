import type { Temporal } from "temporal-polyfill";
import { activityDone, type ActivityDraft } from "../activity/activity.ts";
import type { NoticeDraft } from "../notices/notices.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import type {
  SupportAmount,
  SupportEntry,
  SupportRequest,
  SupportSeverity,
  SupportSide,
  SupportStatus,
} from "./support-request.ts";

/** Who writes, and when. */
export type SupportFacts = {
  readonly at: Temporal.Instant;
  readonly side: SupportSide;
  readonly userId: string;
  readonly nextId: () => string;
};

/** What a change leaves behind: the record after it, entries of the thread, lines of the log, notices. */
export type SupportChange = {
  readonly request: SupportRequest;
  readonly entries: readonly SupportEntry[];
  readonly activity: readonly ActivityDraft[];
  readonly notices: readonly NoticeDraft[];
};

/** What is wished; what is left out stays as it is. */
export type SupportWish = {
  /** What is said. */
  readonly text?: string | undefined;
  readonly status?: SupportStatus | undefined;
  readonly severity?: SupportSeverity | undefined;
  /** Files come with what is said; a change that brings some says something. */
  readonly attachmentCount?: number | undefined;
};

export type SupportRefusal = RefusalOf<
  "support-closed" | "support-text-needed" | "support-nothing-changed" | "support-status-not-yours"
>;

/**
 * Changes a request: adds what is said, and moves it on.
 *
 * - What a partner says makes it the provider's turn; what the provider says leaves it open unless it is handed back
 *   (`attention-needed`) or closed.
 * - Whatever moves a request on needs words, because the other side must learn why; a partner alone may close its own
 *   without.
 * - A closed request takes words only together with its reopening.
 */
export function decideSupportChange(
  request: SupportRequest,
  wish: SupportWish,
  facts: SupportFacts,
): Result<SupportChange, SupportRefusal> {
  const { side, at } = facts;
  const text = (wish.text ?? "").trim();
  const status = statusAfter(request, wish, text, side);
  const severity = wish.severity ?? request.severity;
  const refusal = refusalOf(request, { text, status, severity, hasFiles: (wish.attachmentCount ?? 0) > 0 }, side);
  if (refusal !== null) return refused(refusal);

  const isReopened = request.status === "closed" && status !== "closed";
  const isClosed = request.status !== "closed" && status === "closed";
  const isSevererOrLess = severity !== request.severity;
  const entries: SupportEntry[] = [];
  const add = (kind: SupportEntry["kind"], rest: Partial<SupportEntry> = {}) =>
    entries.push(entryOf(request, kind, facts, rest));
  if (isSevererOrLess) add("severity", { severity });
  if (isReopened) add("reopened", { text });
  else if (isClosed) add("closed", { text });
  else if (text !== "") add("note", { text });

  const subject = subjectOfRequest(request);
  const values = { requestId: request.id };
  const activity: ActivityDraft[] = [];
  if (isSevererOrLess)
    activity.push(
      activityDone("support-severity-changed", at, subject, {
        oldValue: { ...values, severity: request.severity },
        newValue: { ...values, severity },
      }),
    );
  const action = isReopened
    ? "support-request-reopened"
    : isClosed
      ? "support-request-closed"
      : text !== ""
        ? "support-note-added"
        : null;
  if (action !== null)
    activity.push(
      activityDone(action, at, subject, {
        oldValue: { ...values, status: request.status },
        newValue: { ...values, status, attachments: wish.attachmentCount ?? 0 },
      }),
    );

  const isAnswer = side === "operator" && text !== "";
  const after: SupportRequest = {
    ...request,
    status,
    severity,
    changedAt: at,
    changedBy: facts.userId,
    closedAt: isClosed ? at : request.closedAt,
    reopenedCount: request.reopenedCount + (isReopened ? 1 : 0),
    answeredAt: request.answeredAt ?? (isAnswer ? at : null),
    version: request.version + 1,
  };
  return ok({
    request: after,
    entries,
    activity,
    notices: isAnswer ? [answeredNotice(request, entries.at(-1)?.id ?? "")] : [],
  });
}

/** What the partner says, and what reopens, puts the request back into the provider's hands. */
function statusAfter(request: SupportRequest, wish: SupportWish, text: string, side: SupportSide): SupportStatus {
  if (wish.status !== undefined) return wish.status;
  if (side === "partner" && text !== "" && request.status === "attention-needed") return "open";
  return request.status;
}

type Wished = {
  readonly text: string;
  readonly status: SupportStatus;
  readonly severity: SupportSeverity;
  readonly hasFiles: boolean;
};

function refusalOf(request: SupportRequest, wished: Wished, side: SupportSide): SupportRefusal | null {
  const { text, status, severity, hasFiles } = wished;
  const isMoved = status !== request.status;
  if (hasFiles && text === "") return { code: "support-text-needed" };
  if (request.status === "closed" && status === "closed" && (text !== "" || severity !== request.severity))
    return { code: "support-closed" };
  if (text === "" && !isMoved && severity === request.severity) return { code: "support-nothing-changed" };
  // A partner hands nothing back to itself.
  if (isMoved && side === "partner" && status === "attention-needed") return { code: "support-status-not-yours" };
  const needsWords = isMoved && !(side === "partner" && status === "closed");
  return needsWords && text === "" ? { code: "support-text-needed" } : null;
}

/** What a request says about itself in the log. */
export function subjectOfRequest({ partnerId, customerId, orderId, subscriptionId }: SupportRequest) {
  return { partnerId, customerId, orderId, subscriptionId };
}

/** Tells the partner that the provider answered; once per entry of the thread. */
export function answeredNotice(request: SupportRequest, entryId: string): NoticeDraft {
  const { id, partnerId, customerId, subscriptionId, orderId } = request;
  return {
    kind: "support-answered",
    dedupeKey: `${id}:${entryId}:support-answered`,
    partnerId,
    customerId,
    subscriptionId,
    termNumber: null,
    orderId,
    facts: { requestId: id },
  };
}

function entryOf(
  request: SupportRequest,
  kind: SupportEntry["kind"],
  { at, side, userId, nextId }: SupportFacts,
  rest: Partial<SupportEntry>,
): SupportEntry {
  return {
    id: nextId(),
    requestId: request.id,
    partnerId: request.partnerId,
    kind,
    side,
    userId,
    text: "",
    severity: null,
    granted: null,
    at,
    ...rest,
  };
}

export type GrantRefusal = RefusalOf<"support-closed" | "support-granted" | "support-text-needed">;

/** Why no cancellation can be granted on a request; null where one can. Once granted is granted, and not without a word. */
export function refusalToGrant(request: SupportRequest, reason: string): GrantRefusal | null {
  if (request.granted !== null) return { code: "support-granted", grantedAt: request.granted.at.epochMilliseconds };
  if (request.status === "closed") return { code: "support-closed" };
  return reason.trim() === "" ? { code: "support-text-needed" } : null;
}

/** Writes a granted cancellation into its request, which is closed by it. The reason is what the partner reads. */
export function decideGrant(
  request: SupportRequest,
  { amount, reason }: { readonly amount: SupportAmount; readonly reason: string },
  facts: Omit<SupportFacts, "side">,
): Result<SupportChange, GrantRefusal> {
  const refusal = refusalToGrant(request, reason);
  if (refusal !== null) return refused(refusal);
  const text = reason.trim();
  const { at, userId } = facts;
  const entry = entryOf(request, "granted", { ...facts, side: "operator" }, { text, granted: amount });
  const values = { requestId: request.id };
  return ok({
    request: {
      ...request,
      status: "closed",
      changedAt: at,
      changedBy: userId,
      closedAt: at,
      answeredAt: request.answeredAt ?? at,
      granted: { ...amount, at, by: userId },
      version: request.version + 1,
    },
    entries: [entry],
    activity: [
      activityDone("cancellation-granted", at, subjectOfRequest(request), {
        oldValue: { ...values, status: request.status },
        newValue: {
          ...values,
          status: "closed",
          creditMinor: amount.amountMinor,
          currency: amount.currency,
          reason: text,
        },
      }),
    ],
    notices: [answeredNotice(request, entry.id)],
  });
}
