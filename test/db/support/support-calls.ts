import type { Db } from "#db/client.ts";
import type { PageRequest } from "#db/keyset.ts";
import * as attachmentContent from "#db/repositories/attachment-content.ts";
import * as supportLists from "#db/repositories/support-lists.ts";
import * as supportRequests from "#db/repositories/support-requests.ts";
import * as supportSubjects from "#db/repositories/support-subjects.ts";
import type { SupportRequest } from "#app/domain/support/support-request.ts";
import { instant, testIds } from "#test/support/builders.ts";
import { aSupportRequest } from "#test/domain/support/support-request.ts";
import { requestNumberOf } from "#app/domain/support/support-request.ts";

/** The repositories of support requests, and how each of their functions is asked. */

type Book = {
  readonly partnerId: string;
  readonly customer: { readonly id: string };
  readonly actor: { readonly userId: string };
  readonly subscription: { readonly id: string; readonly orderId: string };
};
type Call = (db: Db, book: Book) => Promise<unknown>;

const at = instant("2024-03-02T12:00:00Z");
const page: PageRequest = { limit: 50, cursor: null };
const afterOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "after", key } });
const beforeOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "before", key } });
const all = { severity: null, topic: null } as const;
const narrowed = { severity: "critical", topic: "invoice" } as const;

function requestOf({ partnerId, customer, actor, subscription }: Book): SupportRequest {
  return aSupportRequest({
    id: requestNumberOf(testIds.next()),
    partnerId,
    customerId: customer.id,
    orderId: subscription.orderId,
    subscriptionId: subscription.id,
    createdBy: actor.userId,
    changedBy: actor.userId,
  });
}

async function stored(db: Db, book: Book): Promise<SupportRequest> {
  const request = requestOf(book);
  await supportRequests.insertSupportRequest(db, request);
  return request;
}

const entryOf = ({ id, partnerId, createdBy }: SupportRequest) => ({
  id: testIds.next(),
  requestId: id,
  partnerId,
  kind: "note" as const,
  side: "partner" as const,
  userId: createdBy,
  text: "A note",
  severity: null,
  granted: null,
  at,
});

const fileOf = ({ id, partnerId }: SupportRequest) => ({
  id: testIds.next(),
  requestId: id,
  partnerId,
  entryId: null,
  fileName: "a.pdf",
  kind: "pdf" as const,
  sha256: "a".repeat(64),
  sizeBytes: 3,
  uploadedAt: at,
});

export const supportCalls: Record<string, { module: object; calls: Record<string, Call> }> = {
  "support-requests": {
    module: supportRequests,
    calls: {
      insertSupportRequest: (db, book) => supportRequests.insertSupportRequest(db, requestOf(book)),
      findSupportRequest: (db, { partnerId }) => supportRequests.findSupportRequest(db, partnerId, "1"),
      "findSupportRequest of anybody, for a change": (db) =>
        supportRequests.findSupportRequest(db, null, "1", { lock: true }),
      updateSupportRequest: (db, book) => {
        const request = requestOf(book);
        return supportRequests.updateSupportRequest(db, request, { ...request, version: 2 });
      },
      insertSupportEntries: async (db, book) =>
        supportRequests.insertSupportEntries(db, [entryOf(await stored(db, book))]),
      listSupportEntries: (db, { partnerId }) => supportRequests.listSupportEntries(db, partnerId, "1", 201),
      insertSupportAttachments: async (db, book) =>
        supportRequests.insertSupportAttachments(db, [fileOf(await stored(db, book))]),
      listSupportAttachments: (db, { partnerId }) => supportRequests.listSupportAttachments(db, partnerId, "1"),
      countSupportAttachments: (db, { partnerId }) => supportRequests.countSupportAttachments(db, partnerId, "1"),
      findSupportAttachment: (db, { partnerId }) => supportRequests.findSupportAttachment(db, partnerId, "1", "f"),
      "findSupportAttachment of anybody": (db) => supportRequests.findSupportAttachment(db, null, "1", "f"),
      insertGrantedCredits: (db, { partnerId }) =>
        supportRequests
          .insertGrantedCredits(db, [{ creditId: "none", requestId: "none", partnerId, reason: "Goodwill" }])
          // The credit is not there, and the database says so; what was asked of it is what counts here.
          .catch(() => {}),
    },
  },
  "attachment-content": {
    module: attachmentContent,
    calls: { listNamedContent: (db) => attachmentContent.listNamedContent(db, ["a".repeat(64), "b".repeat(64)]) },
  },
  "support-lists": {
    module: supportLists,
    calls: {
      listSupportRequests: (db, { partnerId }) =>
        supportLists.listSupportRequests(db, partnerId, { status: null, customerId: null }, page),
      "listSupportRequests of a status, after a key": (db, { partnerId }) =>
        supportLists.listSupportRequests(db, partnerId, { status: "open", customerId: null }, afterOf(9, "1")),
      "listSupportRequests of a customer, before a key": (db, { partnerId, customer }) =>
        supportLists.listSupportRequests(db, partnerId, { status: "open", customerId: customer.id }, beforeOf(9, "1")),
      listSupportQueue: (db) => supportLists.listSupportQueue(db, "open", all, page),
      "listSupportQueue narrowed, after a key": (db) =>
        supportLists.listSupportQueue(db, "attention-needed", narrowed, afterOf(1, 9, "1")),
      "listSupportQueue before a key": (db) => supportLists.listSupportQueue(db, "open", all, beforeOf(1, 9, "1")),
      listClosedSupport: (db) => supportLists.listClosedSupport(db, all, page),
      "listClosedSupport narrowed, after a key": (db) => supportLists.listClosedSupport(db, narrowed, afterOf(9, "1")),
      countSupportRequests: (db, { partnerId }) => supportLists.countSupportRequests(db, partnerId, "open", 1_000),
      "countSupportRequests of all": (db) => supportLists.countSupportRequests(db, null, "closed", 1_000),
    },
  },
  "support-subjects": {
    module: supportSubjects,
    calls: {
      findNamedCustomer: (db, { partnerId }) => supportSubjects.findNamedCustomer(db, partnerId, "tidewater.example"),
      listLinesToGrant: (db, { partnerId, subscription }) =>
        supportSubjects.listLinesToGrant(db, partnerId, subscription.orderId),
    },
  },
};
