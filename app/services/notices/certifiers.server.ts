import type { Notice } from "#app/domain/notices/notices.ts";
import { isToldToCustomers } from "#app/domain/notices/readers.ts";
import type { Db } from "#db/client.ts";
import { listCertifiers } from "#db/repositories/notice-delivery.ts";

/**
 * Who is told of an upgrade installation because of a role at its agreement: its administrators of the customer, who may
 * certify it without being global admin. By notice.
 */
export async function certifiersOf(db: Db, notices: readonly Notice[]): Promise<Map<string, readonly string[]>> {
  const about = notices.flatMap(({ id, kind, facts }) =>
    isToldToCustomers(kind) && "installationId" in facts ? [{ id, installationId: facts.installationId }] : [],
  );
  const holders = await listCertifiers(db, [...new Set(about.map(({ installationId }) => installationId))]);
  return new Map(
    about.map(({ id, installationId }) => [
      id,
      holders.filter((holder) => holder.installationId === installationId).map(({ userId }) => userId),
    ]),
  );
}
