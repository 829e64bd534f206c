import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/** Which rows name a content: asked before anything that lies in the store is taken away. */
const tables = `
create index support_attachment_by_content on support_attachment (sha256);
create index license_verification_by_file on license_verification (file_sha256) where file_sha256 is not null;
create index license_verification_by_answer_file on license_verification (answer_file_sha256)
  where answer_file_sha256 is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
}
