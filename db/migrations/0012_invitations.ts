import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * People who were asked into an organisation and have no account yet. An address may be invited by several
 * organisations at once, and although it has an account elsewhere: the row says nothing about that. In one organisation
 * it has one invitation at a time.
 */
const tables = `
create table invitation (
  id text primary key,
  token_hash text not null unique check (length(token_hash) = 64),
  organization_kind text not null check (organization_kind in ('operator', 'partner', 'customer')),
  partner_id text references partner (id),
  customer_id text,
  email text not null check (email = lower(email)),
  display_name text not null,
  roles text not null,
  language text not null check (language in ('en', 'de')),
  time_zone text not null,
  created_at integer not null,
  created_by text not null references user_account (id),
  expires_at integer not null,
  accepted_at integer,
  accepted_by text references user_account (id),
  withdrawn_at integer,
  foreign key (partner_id, customer_id) references customer (partner_id, id),
  check (
    (organization_kind = 'operator' and partner_id is null and customer_id is null)
    or (organization_kind = 'partner' and partner_id is not null and customer_id is null)
    or (organization_kind = 'customer' and partner_id is not null and customer_id is not null)
  ),
  check ((accepted_at is null) = (accepted_by is null)),
  check (accepted_at is null or withdrawn_at is null),
  check (expires_at > created_at)
);
create unique index invitation_one_open on invitation (coalesce(customer_id, partner_id, 'operator'), email)
  where accepted_at is null and withdrawn_at is null;
create index invitation_open on invitation (partner_id, customer_id, created_at, id)
  where accepted_at is null and withdrawn_at is null;
create index invitation_by_expiry on invitation (expires_at);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
