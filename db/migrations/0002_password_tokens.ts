import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * Links by which a new user sets the first password, and when each user last signed in. The latter is a table of its
 * own so that a sign-in never rewrites the account. And the order in which old rows are swept away.
 */
const tables = `
create table password_token (
  token_hash text primary key,
  user_id text not null references user_account (id),
  created_at integer not null,
  expires_at integer not null,
  used_at integer,
  check (expires_at > created_at)
);
create index password_token_by_user on password_token (user_id);
create index password_token_by_expiry on password_token (expires_at);

create table last_sign_in (
  user_id text primary key references user_account (id),
  at integer not null
);

create index idempotency_by_age on idempotency (created_at);
create index rate_limit_by_age on rate_limit (window_started_at);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
