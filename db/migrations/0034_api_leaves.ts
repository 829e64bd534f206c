import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * Leaves that users give on a page: a code is bound to the proof of whoever asked for it (PKCE), and knows the leave
 * that was made of it, so that a second use takes that back. A leave that was given with such a proof changes its
 * refresh token at each use; those that were used stay known, so that one that comes again gives the leave away.
 */
const tables = `
alter table api_code add column challenge text;
alter table api_code add column grant_id text;
alter table api_grant add column is_rotating integer not null default 0;

create table api_spent_token (
  token_hash text primary key check (length(token_hash) = 64),
  grant_id text not null references api_grant (id),
  spent_at integer not null
);
create index api_spent_token_by_grant on api_spent_token (grant_id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
