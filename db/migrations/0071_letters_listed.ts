import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/** Letters as the operator looks for them: by time, by state, and by the address they go to. */
const tables = `
create index letter_by_time on letter (queued_at, id);
create index letter_by_state on letter (state, queued_at, id);
create index letter_by_address on letter (lower(recipient_email), queued_at, id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
