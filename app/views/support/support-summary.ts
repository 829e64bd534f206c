import {
  type SupportRequest,
  type SupportSeverity,
  type SupportState,
  supportStateOf,
  type SupportTopic,
} from "#app/domain/support/support-request.ts";
import type { Db } from "#db/client.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { anyCustomerNamesById } from "#db/repositories/partners.ts";
import { partnerNamesById } from "#db/repositories/shelf-activity.ts";
import type { Format, InstantText } from "../format.ts";

/** A request in a list. */
export type SupportSummary = {
  readonly id: string;
  readonly title: string;
  readonly topic: SupportTopic;
  readonly severity: SupportSeverity;
  readonly state: SupportState;
  readonly customerName: string | null;
  /** For the operator; null for a partner, who sees its own alone. */
  readonly partnerName: string | null;
  readonly createdAt: InstantText;
  readonly changedAt: InstantText;
};

export type SupportNames = {
  readonly customers: ReadonlyMap<string, string>;
  readonly partners: ReadonlyMap<string, string>;
};

/** Names of customers and partners for a page of requests, in two queries. */
export async function supportNames(
  db: Db,
  scope: string | null,
  requests: readonly SupportRequest[],
): Promise<SupportNames> {
  const customerIds = requests.flatMap(({ customerId }) => customerId ?? []);
  if (scope !== null) return { customers: await customerNamesById(db, scope, customerIds), partners: new Map() };
  return {
    customers: await anyCustomerNamesById(db, customerIds),
    partners: await partnerNamesById(db, [...new Set(requests.map(({ partnerId }) => partnerId))]),
  };
}

export function supportSummaryOf(request: SupportRequest, names: SupportNames, format: Format): SupportSummary {
  const { id, title, topic, severity, customerId, partnerId, createdAt, changedAt } = request;
  return {
    id,
    title,
    topic,
    severity,
    state: supportStateOf(request),
    customerName: customerId === null ? null : (names.customers.get(customerId) ?? null),
    partnerName: names.partners.get(partnerId) ?? null,
    createdAt: format.instant(createdAt),
    changedAt: format.instant(changedAt),
  };
}
