import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { dialectOf } from "#db/dialects/dialect.ts";

/**
 * PostgreSQL knows a table's values sooner or later by itself, here at once. SQLite knows nothing of them unless it is
 * asked to look, which the portal never does.
 */
export async function gatherStatistics(db: Db): Promise<void> {
  if (dialectOf(db) === "postgres") await sql.raw("analyze").execute(db);
}
