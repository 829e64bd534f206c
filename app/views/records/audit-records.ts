import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { auditWordsOf, isAudited } from "#app/domain/activity/audit-words.ts";
import { mayReadActivityOf, readableActions } from "#app/domain/activity/topics.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { activityKey, type ActivityLogEntry, listActivity } from "#db/repositories/activity-list.ts";
import {
  type AuditedOrderLine,
  findActivityEntry,
  listAuditedOrderLines,
  signInNamesById,
} from "#db/repositories/audit-records.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import type { ViewContext } from "../view-context.ts";

/** A line of the log as programs read it. */
export type AuditRecord = {
  readonly line: ActivityLogEntry;
  readonly partnerId: string;
  readonly resourceType: string;
  readonly operationType: string;
  readonly customerName: string | null;
  /** What the user signs in with; null for jobs, applications alone, and people of the operator. */
  readonly userPrincipalName: string | null;
  /** Of what was bought or renewed; empty elsewhere. */
  readonly orderLines: readonly AuditedOrderLine[];
};

export type AuditRequest = {
  readonly from: Temporal.Instant;
  /** Exclusive. */
  readonly until: Temporal.Instant;
  readonly customerId: string | null;
  readonly resourceType: string | null;
  /** Part of a customer's name, in any case. */
  readonly companyName: string | null;
  readonly limit: number;
  readonly cursor: { readonly direction: "after" | "before"; readonly key: readonly (string | number)[] } | null;
};

export type AuditPage = {
  readonly rows: readonly AuditRecord[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly firstKey: readonly (string | number)[] | undefined;
  readonly lastKey: readonly (string | number)[] | undefined;
};

/** Lines that are looked through for a name before a page is answered shorter than it could be. */
const lookedThroughMax = 5_000;

/** A page of the partner's log, newest first: the lines that the reader may read and the vendor's audit has a type for. */
export async function auditRecords(context: ViewContext, request: AuditRequest): Promise<Result<AuditPage>> {
  const { actor, db } = context;
  const access = decideAccess(actor, "open-activity-log");
  if (!access.ok) return access;
  if (actor.kind !== "partner") return refused({ code: "not-found", what: "page" });
  const { partnerId } = actor;
  const { from, until, customerId, resourceType } = request;
  const actions = readableActions(actor).filter((action) => isAudited(action, resourceType));
  const filter = { scope: { partnerId }, actions, from, until, customerId, userId: null };
  const wanted = request.companyName?.toLocaleLowerCase() ?? null;
  const rows: AuditRecord[] = [];
  let cursor = request.cursor;
  let looked = 0;
  let firstKey: readonly (string | number)[] | undefined;
  for (;;) {
    const page = await listActivity(db, filter, { limit: request.limit, cursor });
    const records = (await recordsOf(context, partnerId, page.rows)).filter(
      (record) =>
        (resourceType === null || record.resourceType === resourceType) &&
        (wanted === null || (record.customerName?.toLocaleLowerCase().includes(wanted) ?? false)),
    );
    const isBackward = cursor?.direction === "before";
    rows.splice(isBackward ? 0 : rows.length, 0, ...records);
    looked += page.rows.length;
    const [first, last] = [page.rows[0], page.rows.at(-1)];
    firstKey ??= first === undefined ? undefined : activityKey(first);
    const lastKey = last === undefined ? undefined : activityKey(last);
    const isDone =
      isBackward || !page.hasNext || rows.length > 0 || looked >= lookedThroughMax || lastKey === undefined;
    if (isDone)
      return ok({
        rows,
        hasNext: page.hasNext,
        hasPrevious: page.hasPrevious || request.cursor !== null,
        firstKey,
        lastKey,
      });
    cursor = { direction: "after", key: lastKey };
  }
}

/** One line by its id. */
export async function auditRecord(context: ViewContext, id: string): Promise<Result<AuditRecord>> {
  const { actor, db } = context;
  const access = decideAccess(actor, "open-activity-log");
  if (!access.ok) return access;
  const nowhere = refused({ code: "not-found", what: "page" } as const);
  if (actor.kind !== "partner") return nowhere;
  const line = await findActivityEntry(db, actor.partnerId, id);
  if (line === undefined || !mayReadActivityOf(actor, line.action)) return nowhere;
  const [record] = await recordsOf(context, actor.partnerId, [line]);
  return record === undefined ? nowhere : ok(record);
}

async function recordsOf(
  { db }: ViewContext,
  partnerId: string,
  lines: readonly ActivityLogEntry[],
): Promise<AuditRecord[]> {
  const idsOf = (id: (line: ActivityLogEntry) => string | null) => lines.flatMap((line) => id(line) ?? []);
  const customers = await customerNamesById(
    db,
    partnerId,
    idsOf(({ customerId }) => customerId),
  );
  const people = await signInNamesById(
    db,
    partnerId,
    idsOf(({ userId }) => userId),
  );
  const ordered = lines.filter(({ action }) => action === "order-placed" || action === "subscription-renewed");
  const orderIds = ordered.flatMap(({ orderId }) => orderId ?? []);
  const orderLines = await listAuditedOrderLines(db, partnerId, orderIds);
  return lines.flatMap((line) => {
    const words = auditWordsOf(line.action, line.customerId !== null);
    if (words === undefined) return [];
    const isAppAlone = line.applicationId !== null && line.applicationId === line.userId;
    return [
      {
        line,
        partnerId,
        resourceType: words.resource,
        operationType: words.operation,
        customerName: line.customerId === null ? null : (customers.get(line.customerId) ?? null),
        userPrincipalName: line.userId === null || isAppAlone ? null : (people.get(line.userId) ?? null),
        orderLines: ordered.includes(line) ? orderLines.filter(({ orderId }) => orderId === line.orderId) : [],
      },
    ];
  });
}
