import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/** The instant from which on auto-renew is to be off, chosen ahead; what is still to be switched is found by it. */
const tables = `
alter table subscription add column auto_renew_off_at integer;
create index subscription_auto_renew_off on subscription (auto_renew_off_at, id)
  where auto_renew_off_at is not null and cancelled_at is null and expired_at is null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
