import { ok, refused, type Result } from "#app/domain/result.ts";
import type {
  SupportAttachment,
  SupportEntry,
  SupportRequest,
  SupportSeverity,
  SupportStatus,
} from "#app/domain/support/support-request.ts";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { customerNamesById, findCustomer } from "#db/repositories/customers.ts";
import { findPartnerById } from "#db/repositories/partners.ts";
import { listSupportRequests, supportKey } from "#db/repositories/support-lists.ts";
import { findSupportRequest, listSupportAttachments, listSupportEntries } from "#db/repositories/support-requests.ts";
import { findNamedCustomer } from "#db/repositories/support-subjects.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import type { ViewContext } from "../view-context.ts";

/** A support request as the API shows it: with the names behind its ids, and with its thread where one alone is asked for. */
export type SupportRecord = {
  readonly request: SupportRequest;
  /** The customer it is about, else the partner. */
  readonly organization: { readonly id: string; readonly name: string };
  readonly partner: { readonly id: string; readonly name: string };
  /** Of the partner's own people; nobody else's are told. */
  readonly names: ReadonlyMap<string, string>;
  /** Null in lists. */
  readonly thread: {
    readonly entries: readonly SupportEntry[];
    readonly attachments: readonly SupportAttachment[];
  } | null;
};

const rowsPerRead = 500;
const requestsMax = 10_000;
const entriesMax = 1_000;

/** Requests of the caller's partner, the latest change first; those about one customer, of one status or severity. */
export async function supportRecords(
  context: ViewContext,
  asked: {
    readonly customerId: string | null;
    readonly status: SupportStatus | null;
    readonly severity: SupportSeverity | null;
  },
): Promise<Result<readonly SupportRecord[]>> {
  const scope = decidePartnerScope(context.actor, "write-support-requests");
  if (!scope.ok) return scope;
  const { db } = context;
  const { partnerId } = scope.value;
  const { customerId, status, severity } = asked;
  if (customerId !== null && (await findCustomer(db, partnerId, customerId)) === undefined)
    return refused({ code: "not-found", what: "customer" });
  const found: SupportRequest[] = [];
  for (let last: SupportRequest | undefined, hasNext = true; hasNext && found.length < requestsMax;) {
    const cursor = last === undefined ? null : { direction: "after" as const, key: supportKey(last) };
    const page = await listSupportRequests(db, partnerId, { customerId, status }, { limit: rowsPerRead, cursor });
    found.push(...page.rows);
    last = page.rows.at(-1);
    hasNext = page.hasNext && last !== undefined;
  }
  const wanted = severity === null ? found : found.filter((request) => request.severity === severity);
  return ok(await recordsOf(context, partnerId, wanted));
}

/** One request with its thread; with a customer only where it is about that one. */
export async function supportRecord(
  context: ViewContext,
  { requestId, customerId }: { readonly requestId: string; readonly customerId: string | null },
): Promise<Result<SupportRecord>> {
  const scope = decidePartnerScope(context.actor, "write-support-requests");
  if (!scope.ok) return scope;
  const { db } = context;
  const { partnerId } = scope.value;
  if (customerId !== null && (await findCustomer(db, partnerId, customerId)) === undefined)
    return refused({ code: "not-found", what: "customer" });
  const request = await findSupportRequest(db, partnerId, requestId);
  if (request === undefined || (customerId !== null && request.customerId !== customerId))
    return refused({ code: "not-found", what: "support-request" });
  const entries = await listSupportEntries(db, partnerId, requestId, entriesMax);
  const attachments = await listSupportAttachments(db, partnerId, requestId);
  const [record] = await recordsOf(context, partnerId, [request], entries);
  if (record === undefined) throw new Error("A request that was just found has no record");
  return ok({ ...record, thread: { entries, attachments } });
}

/** The first customer of the caller's partner that a text names by tenant id or domain; null where it names none. */
export async function customerNamedIn(context: ViewContext, text: string): Promise<string | null> {
  const scope = decidePartnerScope(context.actor, "write-support-requests");
  if (!scope.ok) return null;
  const words = text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi) ?? [];
  for (const word of words.slice(0, 20)) {
    const found = await findNamedCustomer(context.db, scope.value.partnerId, word);
    if (found !== undefined) return found;
  }
  return null;
}

async function recordsOf(
  { db }: ViewContext,
  partnerId: string,
  requests: readonly SupportRequest[],
  entries: readonly SupportEntry[] = [],
): Promise<readonly SupportRecord[]> {
  const partner = { id: partnerId, name: (await findPartnerById(db, partnerId))?.name ?? "" };
  const customerIds = [...new Set(requests.flatMap(({ customerId }) => customerId ?? []))];
  const customers = customerIds.length === 0 ? new Map() : await customerNamesById(db, partnerId, customerIds);
  const userIds = [
    ...new Set([
      ...requests.flatMap(({ createdBy, changedBy }) => [createdBy, changedBy]),
      ...entries.map(({ userId }) => userId),
    ]),
  ];
  const names = userIds.length === 0 ? new Map() : await displayNamesById(db, partnerId, userIds);
  return requests.map((request) => {
    const { customerId } = request;
    const organization = customerId === null ? partner : { id: customerId, name: customers.get(customerId) ?? "" };
    return { request, organization, partner, names, thread: null };
  });
}
