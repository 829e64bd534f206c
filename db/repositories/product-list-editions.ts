import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { FigureValue } from "#app/domain/licensing/product-list/figures.ts";
import type { ListChange } from "#app/domain/licensing/product-list/compare-editions.ts";
import type { ProductList } from "#app/domain/licensing/product-list/product-list.ts";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumn, readInstant, readJson } from "../columns.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import { dialectOf } from "../dialects/dialect.ts";
import type { ProductListEditionTable } from "../schema.ts";

/** Editions of the product list, their lines and their change log. They belong to the portal, not to a partner. */

/** What is kept of an edition beside groups, rows and lines. */
export type EditionFacts = Pick<
  ProductList,
  | "legends"
  | "promotions"
  | "namedPromotions"
  | "rules"
  | "regions"
  | "lifecycle"
  | "tables"
  | "warnings"
  | "olderEditionLines"
>;

/** An edition for lists. */
export type ListEdition = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly locale: string;
  readonly published: string | null;
  readonly publishedInferred: string | null;
  readonly sha256: string;
  readonly fileName: string;
  readonly lineCount: number;
  readonly importedAt: Temporal.Instant;
  readonly importedByName: string | null;
  /** Ids of its passages. */
  readonly firstPassage: number;
  readonly lastPassage: number;
};

type NewEdition = Omit<ListEdition, "importedByName"> & {
  readonly importedBy: string | null;
  readonly facts: EditionFacts;
  readonly figures: Readonly<Record<string, FigureValue>>;
};

/** Waits until no other transaction adds an edition, and keeps the others waiting until this one ends. */
export async function lockEditions(tx: Db): Promise<void> {
  // SQLite: the transaction began with the only write lock there is.
  if (dialectOf(tx) === "postgres") await sql`select pg_advisory_xact_lock(hashtext('editions'))`.execute(tx);
}

export async function insertEdition(db: Db, edition: NewEdition): Promise<void> {
  await db
    .insertInto("product_list_edition")
    .values({
      id: edition.id,
      number: edition.number,
      title: edition.title,
      locale: edition.locale,
      published: edition.published,
      published_inferred: edition.publishedInferred,
      sha256: edition.sha256,
      file_name: edition.fileName,
      line_count: edition.lineCount,
      imported_at: instantColumn(edition.importedAt),
      imported_by: edition.importedBy,
      first_passage: edition.firstPassage,
      last_passage: edition.lastPassage,
      facts_json: jsonColumn(edition.facts),
      figures_json: jsonColumn(edition.figures),
    })
    .execute();
}

type ListedRow = Omit<Selectable<ProductListEditionTable>, "facts_json" | "figures_json" | "imported_by"> & {
  imported_by_name: string | null;
};

function selectEditions(db: Db) {
  return db
    .selectFrom("product_list_edition as e")
    .leftJoin("user_account", "user_account.id", "e.imported_by")
    .select([
      "e.id",
      "e.number",
      "e.title",
      "e.locale",
      "e.published",
      "e.published_inferred",
      "e.sha256",
      "e.file_name",
      "e.line_count",
      "e.imported_at",
      "e.first_passage",
      "e.last_passage",
      "user_account.display_name as imported_by_name",
    ]);
}

function editionOfRow(row: ListedRow): ListEdition {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    locale: row.locale,
    published: row.published,
    publishedInferred: row.published_inferred,
    sha256: row.sha256,
    fileName: row.file_name,
    lineCount: row.line_count,
    importedAt: readInstant(row.imported_at),
    importedByName: row.imported_by_name,
    firstPassage: row.first_passage,
    lastPassage: row.last_passage,
  };
}

/** The newest editions first. They are few: four a year. */
export async function listEditions(db: Db): Promise<ListEdition[]> {
  const rows = await selectEditions(db).orderBy("e.number", "desc").limit(200).execute();
  return rows.map(editionOfRow);
}

/** One edition by its number; the newest where none is named. */
export async function findEdition(db: Db, number: number | null): Promise<ListEdition | undefined> {
  const query = selectEditions(db);
  const row = await (
    number === null ? query.orderBy("e.number", "desc").limit(1) : query.where("e.number", "=", number)
  ).executeTakeFirst();
  return row === undefined ? undefined : editionOfRow(row);
}

export async function findEditionBySha256(db: Db, sha256: string): Promise<ListEdition | undefined> {
  const row = await selectEditions(db).where("e.sha256", "=", sha256).executeTakeFirst();
  return row === undefined ? undefined : editionOfRow(row);
}

export async function getEditionFacts(db: Db, editionId: string): Promise<EditionFacts> {
  const row = await db
    .selectFrom("product_list_edition")
    .select("facts_json")
    .where("id", "=", editionId)
    .executeTakeFirstOrThrow();
  return readJson<EditionFacts>(row.facts_json);
}

export async function getEditionFigures(db: Db, editionId: string): Promise<Record<string, FigureValue>> {
  const row = await db
    .selectFrom("product_list_edition")
    .select("figures_json")
    .where("id", "=", editionId)
    .executeTakeFirstOrThrow();
  return readJson<Record<string, FigureValue>>(row.figures_json);
}

const insertLineRows = bulkInsert("product_list_line", {
  edition_id: "text",
  line: "integer",
  kind: "text",
  text: "text",
});

export async function insertLines(db: Db, editionId: string, lines: ProductList["lines"]): Promise<void> {
  await insertLineRows(
    db,
    lines.map(({ number, kind, text }) => ({ edition_id: editionId, line: number, kind, text })),
  );
}

export type StoredLine = { readonly line: number; readonly kind: string; readonly text: string };

/** The lines of an edition from one to another, both included. */
export async function listLines(db: Db, editionId: string, from: number, to: number): Promise<StoredLine[]> {
  return db
    .selectFrom("product_list_line")
    .select(["line", "kind", "text"])
    .where("edition_id", "=", editionId)
    .where("line", ">=", from)
    .where("line", "<=", to)
    .orderBy("line")
    .execute();
}

export type StoredChange = ListChange & { readonly origin: "printed" | "computed" };

const insertChangeRows = bulkInsert("product_list_change", {
  edition_id: "text",
  position: "integer",
  kind: "text",
  origin: "text",
  subject: "text",
  group_key: "text",
  part: "text",
  before_text: "text",
  after_text: "text",
  line: "integer",
});

export async function insertChanges(db: Db, editionId: string, changes: readonly StoredChange[]): Promise<void> {
  await insertChangeRows(
    db,
    changes.map((change, index) => ({
      edition_id: editionId,
      position: index + 1,
      kind: change.kind,
      origin: change.origin,
      subject: change.subject,
      group_key: change.groupKey,
      part: change.part,
      before_text: change.before,
      after_text: change.after,
      line: change.line,
    })),
  );
}

/** Takes the change log of an edition away, to write it anew. */
export async function deleteChanges(db: Db, editionId: string): Promise<void> {
  await db.deleteFrom("product_list_change").where("edition_id", "=", editionId).execute();
}

/** What changed in an edition, in order. */
export async function listChanges(db: Db, editionId: string): Promise<StoredChange[]> {
  const rows = await db
    .selectFrom("product_list_change")
    .selectAll()
    .where("edition_id", "=", editionId)
    .orderBy("position")
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    origin: row.origin,
    subject: row.subject,
    groupKey: row.group_key,
    part: row.part,
    before: row.before_text,
    after: row.after_text,
    line: row.line,
  }));
}
