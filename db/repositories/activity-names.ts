import type { Db } from "../client.ts";
import type { ActivityLogEntry, ActivityScope } from "./activity-list.ts";
import { customerNamesById } from "./customers.ts";
import { anyCustomerNamesById, anyUserNamesById } from "./partners.ts";
import { partnerNamesById } from "./shelf-activity.ts";
import { displayNamesById } from "./user-names.ts";

/** What the users, customers and partners of some lines are called, by id. */
export type ActivityNames = {
  readonly users: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string>;
  readonly partners: ReadonlyMap<string, string>;
};

/** Names for a page of lines, in a few queries whatever its length. A partner is told of its own people alone. */
export async function namesOfLines(
  db: Db,
  scope: ActivityScope,
  lines: readonly ActivityLogEntry[],
  { isOperator }: { readonly isOperator: boolean },
): Promise<ActivityNames> {
  const idsOf = (id: (line: ActivityLogEntry) => string | null) => lines.flatMap((line) => id(line) ?? []);
  const userIds = idsOf(({ userId }) => userId);
  const customerIds = idsOf(({ customerId }) => customerId);
  if (!isOperator && scope !== "all" && scope !== "portal")
    return {
      users: await displayNamesById(db, scope.partnerId, userIds),
      customers: await customerNamesById(db, scope.partnerId, customerIds),
      partners: new Map(),
    };
  return {
    users: await anyUserNamesById(db, userIds),
    customers: await anyCustomerNamesById(db, customerIds),
    partners: await partnerNamesById(db, [...new Set(idsOf(({ partnerId }) => partnerId))]),
  };
}
