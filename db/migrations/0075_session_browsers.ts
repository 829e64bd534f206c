import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * By what somebody knows one of their sessions again: browser and system by name, never the whole header. And a
 * person's sessions in the order of their sign-ins, which no request changes.
 */
const changes = `
alter table session add column browser text;
alter table session add column operating_system text;

drop index session_by_user;
create index session_by_user on session (user_id, created_at, id_hash);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, changes)) await sql.raw(statement).execute(db);
}
