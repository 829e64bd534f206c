import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * What programs know of organisations beside what pages need: a customer's company and billing profile, and the profiles
 * of a partner. A row is written when something was entered; until then the answer is made of name and country alone.
 * Programs read customers in the order in which they were made.
 */
const tables = `
create table customer_profile (
  customer_id text primary key,
  partner_id text not null,
  email text,
  registration_number text,
  billing_json text not null,
  version integer not null check (version >= 1),
  changed_at integer not null,
  foreign key (partner_id, customer_id) references customer (partner_id, id)
);

create table partner_profile (
  partner_id text not null references partner (id),
  kind text not null check (kind in ('legal-business', 'organization', 'billing', 'support')),
  profile_json text not null,
  version integer not null check (version >= 1),
  changed_at integer not null,
  primary key (partner_id, kind)
);

create index customer_by_creation on customer (partner_id, created_at, id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
