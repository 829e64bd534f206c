import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * Groups of an edition that were taken for groups of the edition before without being certain: by a prior version they
 * share, or by their place alone. An operator says whether they are the same.
 */
const tables = `
create table product_list_match (
  edition_id text not null,
  group_key text not null,
  older_edition_id text not null,
  older_key text not null,
  doubt text not null check (doubt in ('predecessor', 'place')),
  state text not null check (state in ('open', 'same', 'apart')),
  settled_at integer,
  settled_by text references user_account (id),
  primary key (edition_id, group_key),
  foreign key (edition_id, group_key) references product_list_group (edition_id, group_key),
  foreign key (older_edition_id, older_key) references product_list_group (edition_id, group_key),
  check ((settled_at is null) = (state = 'open'))
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
