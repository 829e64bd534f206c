import { ApiFault } from "./fault.ts";

/** The version of a record as clients carry it: base64 of `{"id":…,"version":n}`. */
export function etagOf(id: string, version: number): string {
  return Buffer.from(JSON.stringify({ id, version })).toString("base64");
}

/** The header of a single record; the value stands in quotes there. */
export function etagHeader(id: string, version: number): { ETag: string } {
  return { ETag: `"${etagOf(id, version)}"` };
}

/** Refuses what was decided on an older version. `If-Match` is optional, and `*` fits whatever is there. */
export function assertMatch(headers: Pick<Headers, "get">, id: string, version: number): void {
  const sent = headers.get("if-match")?.trim();
  if (sent === undefined || sent === "" || sent === "*") return;
  const wanted = sent.replace(/^W\//, "").replace(/^"(.*)"$/, "$1");
  if (wanted === etagOf(id, version)) return;
  throw new ApiFault({
    status: 400,
    code: 2055,
    description: "Etag is no longer valid. Read the record again and repeat the change on it.",
  });
}
