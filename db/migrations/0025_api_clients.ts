import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * Applications of a partner that call the API. Each has an account of its own, which cannot sign in and is listed
 * nowhere among people: its roles stand where those of people stand, and what it does is logged and bought in its name.
 *
 * Secrets are random and kept as SHA-256. A rotated secret may go on being good for a while, so that a script can be
 * changed without a gap. A grant is a refresh token: the leave of one user to one application.
 */
const tables = `
create table api_client (
  id text primary key references user_account (id),
  partner_id text not null references partner (id),
  name text not null,
  secret_hash text not null check (length(secret_hash) = 64),
  secret_hint text not null,
  secret_made_at integer not null,
  old_secret_hash text check (length(old_secret_hash) = 64),
  old_secret_until integer,
  redirect_uris text not null,
  created_at integer not null,
  created_by text references user_account (id),
  last_used_at integer,
  revoked_at integer,
  revoked_by text references user_account (id),
  check ((old_secret_hash is null) = (old_secret_until is null))
);
create index api_client_by_partner on api_client (partner_id, created_at, id);

create table api_grant (
  id text primary key,
  client_id text not null references api_client (id),
  user_id text not null references user_account (id),
  token_hash text not null unique check (length(token_hash) = 64),
  is_mfa integer not null check (is_mfa in (0, 1)),
  created_at integer not null,
  expires_at integer not null,
  last_used_at integer,
  revoked_at integer
);
create index api_grant_by_client on api_grant (client_id, created_at, id);
create index api_grant_by_user on api_grant (user_id, created_at, id);
create index api_grant_by_expiry on api_grant (expires_at);

create table api_code (
  code_hash text primary key check (length(code_hash) = 64),
  client_id text not null references api_client (id),
  user_id text not null references user_account (id),
  redirect_uri text not null,
  nonce text not null,
  is_mfa integer not null check (is_mfa in (0, 1)),
  expires_at integer not null,
  used_at integer
);
create index api_code_by_expiry on api_code (expires_at);

alter table activity add column application_id text;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
