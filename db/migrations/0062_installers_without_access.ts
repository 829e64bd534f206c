import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * The answer of an installer that has no access here: the day that stands on it, and the file it came as. An installer
 * that answers by itself leaves both empty.
 */
const tables = `
alter table license_verification add column answered_on text check (length(answered_on) = 10);
alter table license_verification add column answer_file_name text;
alter table license_verification add column answer_file_kind text check (answer_file_kind in ('pdf', 'png', 'jpeg'));
alter table license_verification add column answer_file_sha256 text check (length(answer_file_sha256) = 64);
alter table license_verification add column answer_file_bytes integer check (answer_file_bytes between 1 and 10000000);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
