import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { subjectOfRequest } from "#app/domain/support/decide-request.ts";
import {
  attachmentsPerMessageMax,
  requestNumberOf,
  type SupportAmount,
  type SupportContact,
  type SupportRequest,
  type SupportSeverity,
  type SupportSubject,
  type SupportTopic,
} from "#app/domain/support/support-request.ts";
import type { Tx } from "#db/client.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import { insertSupportAttachments, insertSupportRequest } from "#db/repositories/support-requests.ts";
import { findNamedCustomer, listLinesToGrant } from "#db/repositories/support-subjects.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { Ids, SupportDeps } from "../ports.ts";
import { discardAttachments, keepAttachments, type StagedAttachment, wishOfAttachments } from "./attachments.server.ts";
import { refusalOfKeyIn } from "./support-scope.server.ts";

export type OpenSupportRequestInput = {
  readonly idempotencyKey: string;
  readonly topic: SupportTopic;
  readonly severity: SupportSeverity;
  /** At most 150 characters. */
  readonly title: string;
  /** At most 8,000 characters. */
  readonly description: string;
  /** Tenant GUID or domain of a customer; empty where it is about none. */
  readonly customer: string;
  /** ID of an order or of a subscription; empty where it is about none. */
  readonly reference: string;
  /** Line of that order; null where it is about the whole order, or its only line. */
  readonly lineNumber: number | null;
  readonly asked: SupportAmount | null;
  readonly contact: SupportContact;
  /** At most five. They are kept, or thrown away, by this call. */
  readonly attachments: readonly StagedAttachment[];
};

export type SupportRequestOpened = { readonly requestId: string };

export type OpenSupportRefusal = RefusalOf<
  | "role-needed"
  | "not-found"
  | "invalid-field"
  | "attachments-too-many"
  | "download-store-full"
  | "idempotency-key-reused"
>;

/**
 * Opens a support request with its files: all of it, or nothing. What it names, customer, order or subscription, has to
 * be the partner's own.
 */
export async function openSupportRequest(
  deps: SupportDeps,
  actor: Actor,
  input: OpenSupportRequestInput,
  at: Temporal.Instant,
): Promise<Result<SupportRequestOpened, OpenSupportRefusal>> {
  const { attachments, idempotencyKey, ...rest } = input;
  try {
    const logAs = "support-request-opened";
    const scope = decidePartnerScope(actor, "write-support-requests");
    if (!scope.ok) return await refuseAttempt(deps, actor, { at, logAs, refused: scope });
    const { partnerId, actor: user } = scope.value;
    const refusal = refusalOfInput(input);
    if (refusal !== null) return refused(refusal);
    const kept = await keepAttachments(attachments);
    if (!kept.ok) return kept;
    const wish = { ...rest, attachments: wishOfAttachments(attachments) };
    const request = { actor: user, at, operation: "open-support-request", idempotencyKey, wish, logAs } as const;
    return await changeOnce<SupportRequestOpened, OpenSupportRefusal>(deps, request, async (tx, attempt) => {
      const subject = await findSubject(tx, partnerId, input);
      if (!subject.ok) return subject;
      const opened = requestOf(input, subject.value, { partnerId, userId: user.userId, at, ids: deps.ids });
      attempt.subject = subjectOfRequest(opened);
      await insertSupportRequest(tx, opened);
      await insertSupportAttachments(tx, rowsOf(attachments, opened, null, deps.ids, at));
      const { id: requestId, topic, severity, asked } = opened;
      const newValue = {
        requestId,
        topic,
        severity,
        attachments: attachments.length,
        ...(asked === null ? {} : { askedMinor: asked.amountMinor, currency: asked.currency }),
      };
      await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOfRequest(opened), { newValue })]);
      return ok({ requestId });
    });
  } finally {
    await discardAttachments(attachments);
  }
}

function refusalOfInput(input: OpenSupportRequestInput): RefusalOf<"invalid-field" | "attachments-too-many"> | null {
  if (input.attachments.length > attachmentsPerMessageMax)
    return { code: "attachments-too-many", countMax: attachmentsPerMessageMax };
  const { title, description, contact } = input;
  if (title.trim() === "") return { code: "invalid-field", field: "title", reason: "missing" };
  if (description.trim() === "") return { code: "invalid-field", field: "description", reason: "missing" };
  return refusalOfKeyIn({ title, description, contactName: contact.name, contactPhone: contact.phone });
}

/** What a request is about: the subscription, the order or the customer that it names. */
async function findSubject(
  tx: Tx,
  partnerId: string,
  { customer, reference, lineNumber }: OpenSupportRequestInput,
): Promise<Result<SupportSubject, RefusalOf<"not-found">>> {
  const named = customer.trim() === "" ? null : await findNamedCustomer(tx, partnerId, customer.trim());
  if (named === undefined) return refused({ code: "not-found", what: "customer" });
  const id = reference.trim();
  if (id === "") return ok({ customerId: named, orderId: null, lineNumber: null, subscriptionId: null });
  const bought = await findBought(tx, partnerId, id, lineNumber);
  if (bought === undefined || (named !== null && bought.customerId !== named))
    return refused({ code: "not-found", what: "order" });
  return ok(bought);
}

async function findBought(
  tx: Tx,
  partnerId: string,
  id: string,
  lineNumber: number | null,
): Promise<SupportSubject | undefined> {
  const found = await findSubscription(tx, partnerId, id.toLowerCase());
  if (found !== undefined) {
    const { customerId, orderId, lineNumber: line, id: subscriptionId } = found.subscription;
    return { customerId, orderId, lineNumber: line, subscriptionId };
  }
  const lines = await listLinesToGrant(tx, partnerId, id);
  const [first] = lines;
  if (first === undefined) return undefined;
  const line =
    lineNumber === null ? (lines.length === 1 ? first : undefined) : lines.find((one) => one.lineNumber === lineNumber);
  if (lineNumber !== null && line === undefined) return undefined;
  return {
    customerId: first.customerId,
    orderId: id,
    lineNumber: line?.lineNumber ?? null,
    subscriptionId: line?.subscriptionId ?? null,
  };
}

type Opening = {
  readonly partnerId: string;
  readonly userId: string;
  readonly at: Temporal.Instant;
  readonly ids: Ids;
};

function requestOf(input: OpenSupportRequestInput, subject: SupportSubject, opening: Opening): SupportRequest {
  const { topic, severity, asked, contact } = input;
  const { partnerId, userId, at, ids } = opening;
  return {
    ...subject,
    id: requestNumberOf(ids.next()),
    partnerId,
    topic,
    severity,
    status: "open",
    title: input.title.trim(),
    description: input.description.trim(),
    asked,
    contact: { name: contact.name.trim(), email: contact.email.trim(), phone: contact.phone.trim() },
    createdAt: at,
    createdBy: userId,
    changedAt: at,
    changedBy: userId,
    closedAt: null,
    reopenedCount: 0,
    answeredAt: null,
    granted: null,
    version: 1,
  };
}

/** The rows of the files that came with a request, or with an entry of its thread. */
export function rowsOf(
  attachments: readonly StagedAttachment[],
  { id: requestId, partnerId }: Pick<SupportRequest, "id" | "partnerId">,
  entryId: string | null,
  ids: Ids,
  at: Temporal.Instant,
) {
  return attachments.map(({ fileName, kind, content: { sha256, sizeBytes } }) => {
    return { id: ids.next(), requestId, partnerId, entryId, fileName, kind, sha256, sizeBytes, uploadedAt: at };
  });
}
