import { decideAccess } from "#app/domain/access/permissions.ts";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  type SupportSeverity,
  supportSeverities,
  type SupportStatus,
  supportStatuses,
  type SupportTopic,
  supportTopics,
} from "#app/domain/support/support-request.ts";
import {
  closedKey,
  countSupportRequests,
  listClosedSupport,
  listSupportQueue,
  listSupportRequests,
  queueKey,
  supportKey,
} from "#db/repositories/support-lists.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type CountText, formatFor } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { supportNames, type SupportSummary, supportSummaryOf } from "./support-summary.ts";

/** Counts above lists go no further. */
const countMax = 1_000;

export type SupportCounts = Readonly<Record<SupportStatus, CountText>>;

async function countsOf(context: ViewContext, scope: string | null): Promise<SupportCounts> {
  const format = formatFor(context.reader);
  const counts = await Promise.all(
    supportStatuses.map(async (status) => {
      const count = await countSupportRequests(context.db, scope, status, countMax);
      return [status, format.count(count, countMax)] as const;
    }),
  );
  return Object.fromEntries(counts) as SupportCounts;
}

export type SupportRequestsView = {
  readonly requests: readonly SupportSummary[];
  readonly links: PageLinks;
  /** Null where all are shown. */
  readonly status: SupportStatus | null;
  readonly counts: SupportCounts;
};

/** A partner's own requests, latest change first. */
export async function supportRequestsView(
  context: ViewContext,
  params: PageParams & { readonly status: string; readonly customerId?: string },
): Promise<Result<SupportRequestsView>> {
  const scope = decidePartnerScope(context.actor, "write-support-requests");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const status = supportStatuses.find((one) => one === params.status) ?? null;
  const page = await listSupportRequests(
    context.db,
    partnerId,
    { status, customerId: params.customerId ?? null },
    pageRequestOf(params, ["number", "string"]),
  );
  const names = await supportNames(context.db, partnerId, page.rows);
  const format = formatFor(context.reader);
  return ok({
    requests: page.rows.map((request) => supportSummaryOf(request, names, format)),
    links: pageLinksOf(page, supportKey),
    status,
    counts: await countsOf(context, partnerId),
  });
}

export type SupportQueueView = {
  readonly requests: readonly SupportSummary[];
  readonly links: PageLinks;
  readonly status: SupportStatus;
  readonly filter: { readonly severity: SupportSeverity | ""; readonly topic: SupportTopic | "" };
  readonly counts: SupportCounts;
};

/** The operator's queue: what waits, the most severe first and among those the oldest; or what is closed, latest first. */
export async function supportQueueView(
  context: ViewContext,
  params: PageParams & { readonly status: string; readonly severity: string; readonly topic: string },
): Promise<Result<SupportQueueView>> {
  const access = decideAccess(context.actor, "answer-support-requests");
  if (!access.ok) return access;
  const status = supportStatuses.find((one) => one === params.status) ?? "open";
  const filter = {
    severity: supportSeverities.find((one) => one === params.severity) ?? null,
    topic: supportTopics.find((one) => one === params.topic) ?? null,
  };
  const { db } = context;
  const page =
    status === "closed"
      ? await listClosedSupport(db, filter, pageRequestOf(params, ["number", "string"]))
      : await listSupportQueue(db, status, filter, pageRequestOf(params, ["number", "number", "string"]));
  const names = await supportNames(db, null, page.rows);
  const format = formatFor(context.reader);
  return ok({
    requests: page.rows.map((request) => supportSummaryOf(request, names, format)),
    links: status === "closed" ? pageLinksOf(page, closedKey) : pageLinksOf(page, queueKey),
    status,
    filter: { severity: filter.severity ?? "", topic: filter.topic ?? "" },
    counts: await countsOf(context, null),
  });
}
