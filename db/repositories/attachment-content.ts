import type { Db } from "../client.ts";

/** Which content of the attachments' store is named by a row: of a request for support, or of a signed form. */
export async function listNamedContent(db: Db, sha256s: readonly string[]): Promise<Set<string>> {
  if (sha256s.length === 0) return new Set();
  const rows = await db
    .selectFrom("support_attachment")
    .select("sha256")
    .where("sha256", "in", sha256s)
    .union(
      db
        .selectFrom("license_verification")
        .select("file_sha256 as sha256")
        .where("file_sha256", "in", sha256s)
        .$narrowType<{ sha256: string }>(),
    )
    .union(
      db
        .selectFrom("license_verification")
        .select("answer_file_sha256 as sha256")
        .where("answer_file_sha256", "in", sha256s)
        .$narrowType<{ sha256: string }>(),
    )
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}
