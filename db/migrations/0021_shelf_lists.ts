import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/** What the operator's pages of keys and files look up. The indexes of the log hold the few lines about them alone. */
const tables = `
create index activity_of_shelf on activity (product_id, at, id)
  where action in ('key-pool-added', 'key-pool-changed', 'keys-imported', 'download-file-added', 'download-file-removed');
create index activity_without_key on activity (at, id) where refusal_code = 'key-pool-empty';
create index download_link_by_file on download_link (file_id, expires_at) where revoked_at is null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
