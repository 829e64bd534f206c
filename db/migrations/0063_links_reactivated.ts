import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/** Links that were made valid again, by their last day: their end is announced as well. */
const tables = `
create index enrollment_service_by_reactivation on enrollment_service (reactivated_until_on, enrollment_id, service_id)
  where reactivated_until_on is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
