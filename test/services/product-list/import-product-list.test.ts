import { expect, it } from "vitest";
import { searchClauses } from "#app/domain/licensing/product-list/search-words.ts";
import { importProductList } from "#app/services/product-list/import-product-list.server.ts";
import { listFileOf } from "#app/services/product-list/read-list-file.server.ts";
import type { Db } from "#db/client.ts";
import { listPartnerIds } from "#db/repositories/due-work.ts";
import {
  findEdition,
  getEditionFacts,
  getEditionFigures,
  listChanges,
  listEditions,
  listLines,
} from "#db/repositories/product-list-editions.ts";
import { findGroup, listGroups, listRows } from "#db/repositories/product-list-groups.ts";
import { listVocabulary, searchPassages } from "#db/repositories/product-list-search.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildTenant, instant } from "#test/support/builders.ts";
import { documentOf, lineOf, smallProductList } from "#test/support/product-list-document.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-03-02T12:00:00Z");
const portal = { kind: "system", job: "import-product-list" } as const;

function fileOf(text: string, fileName = "liste.txt") {
  return listFileOf(fileName, new TextEncoder().encode(text));
}

const edited = smallProductList
  .replace("Produkt-Pool: Server\n\n", "Produkt-Pool: System\n\n")
  .replace("Anker Server Standard", "Anker Server Hochsee");

describeOnBothDatabases("importing editions of the product list", (database) => {
  const importText = (text: string) => importProductList(serviceDeps(database().db, at), portal, fileOf(text), at);

  async function countRows(db: Db): Promise<number[]> {
    const tables = [
      "product_list_edition",
      "product_list_line",
      "product_list_group",
      "product_list_row",
      "product_list_passage",
      "product_list_word",
    ] as const;
    const counts: number[] = [];
    for (const table of tables) {
      const row = await db
        .selectFrom(table)
        .select((select) => select.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      counts.push(Number(row.count));
    }
    return counts;
  }

  async function search(db: Db, query: string, number: number | null = null) {
    const edition = await findEdition(db, number);
    if (edition === undefined) throw new Error("No edition");
    const clauses = searchClauses(query, await listVocabulary(db, edition.id));
    return searchPassages(db, {
      editionNumber: edition.number,
      firstId: edition.firstPassage,
      lastId: edition.lastPassage,
      clauses,
      limit: 20,
    });
  }

  it("refuses a damaged file with its lines and stores nothing of it", async () => {
    const answer = await importText(smallProductList.replace("Zellenwerte", "Zellen"));
    expect(answer).toEqual({ ok: false, problems: [{ line: 1, code: "legend-missing", text: "Zellenwerte" }] });
    const bytes = new TextEncoder().encode(smallProductList);
    bytes[40] = 0xff;
    expect(await importProductList(serviceDeps(database().db, at), portal, listFileOf("x", bytes), at)).toMatchObject({
      problems: [{ code: "not-utf-8" }],
    });
    expect(await countRows(database().db)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("refuses whoever is no operator", async () => {
    const { actor } = await buildTenant(database().db);
    const { db } = database();
    const answer = await importProductList(serviceDeps(db, at), actor, fileOf(smallProductList), at);
    expect(answer).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
  });

  it("stores an edition whole, and gives back what was read", async () => {
    expect(await importText(smallProductList)).toEqual({
      ok: true,
      value: { editionNumber: 1, isNew: true, changes: 0 },
    });
    const { db } = database();
    const edition = await findEdition(db, 1);
    expect(edition).toMatchObject({
      number: 1,
      title: "Produktliste für Muster-Volumenlizenzierung",
      published: null,
      publishedInferred: "2015-06",
      importedByName: null,
    });
    const id = edition?.id ?? "";
    expect((await listGroups(db, id)).map(({ key }) => key)).toEqual([
      "kahnwerk-server",
      "anker-server",
      "group-3",
      "group-4",
    ]);
    expect(await findGroup(db, id, "anker-server")).toMatchObject({
      nameSource: "heading",
      hasBlock: true,
      predecessors: [{ name: "Anker Server 2012", month: "2012-03" }],
    });
    expect((await listRows(db, id, ["product"])).map(({ row }) => row)).toMatchObject([
      { points: { l: null, lSa: 38 } },
    ]);
    expect((await getEditionFigures(db, id))["attributeBlocks"]).toBe(3);
    expect((await getEditionFacts(db, id)).promotions).toHaveLength(1);
    const lines = await listLines(db, id, 1, 10_000);
    expect(lines).toHaveLength(smallProductList.split("\n").length);
  });

  it("changes nothing when the same file comes again, and says so", async () => {
    const before = await countRows(database().db);
    expect(await importText(smallProductList)).toEqual({
      ok: true,
      value: { editionNumber: 1, isNew: false, changes: 0 },
    });
    expect(await countRows(database().db)).toEqual(before);
  });

  it("computes what a second edition changed, and nothing else", async () => {
    expect(await importText(edited)).toMatchObject({ value: { editionNumber: 2, isNew: true, changes: 3 } });
    const edition = await findEdition(database().db, null);
    const changes = await listChanges(database().db, edition?.id ?? "");
    expect(changes.map(({ kind, origin, part, subject }) => [kind, origin, part, subject])).toEqual([
      ["changed", "computed", "attribute:pool", "Anker Server"],
      ["added", "computed", "row:product", "Anker Server Hochsee (2 Ketten)"],
      ["removed", "computed", "row:product", "Anker Server Standard (2 Ketten)"],
    ]);
    expect((await listEditions(database().db)).map(({ number }) => number)).toEqual([2, 1]);
  });

  it("tells every partner of each edition once, with what changed", async () => {
    const { db } = database();
    const told = await db
      .selectFrom("notice")
      .select(["dedupe_key", "partner_id", "facts_json"])
      .where("kind", "=", "product-list-edition")
      .orderBy("dedupe_key")
      .execute();
    const partners = (await listPartnerIds(db)).length;
    expect(partners).toBeGreaterThan(0);
    expect(told).toHaveLength(2 * partners);
    expect(new Set(told.map(({ dedupe_key, partner_id }) => `${dedupe_key} ${partner_id}`)).size).toBe(2 * partners);
    expect(JSON.parse(told.at(-1)?.facts_json ?? "")).toEqual({
      editionNumber: 2,
      title: "Produktliste für Muster-Volumenlizenzierung",
      added: 1,
      removed: 1,
      changed: 1,
      clarified: 0,
    });
    expect(await importText(edited)).toMatchObject({ value: { isNew: false } });
    const again = await db.selectFrom("notice").select("id").where("kind", "=", "product-list-edition").execute();
    expect(again).toHaveLength(2 * partners);
  });

  it("finds names, prior versions, codes and notes with their lines, best first", async () => {
    const { db } = database();
    expect((await search(db, "anker server"))[0]).toMatchObject({ kind: "group", groupKey: "anker-server" });
    expect((await search(db, "kahnwerk 2007"))[0]).toMatchObject({
      kind: "predecessor",
      groupKey: "kahnwerk-server",
      line: lineOf(smallProductList, documentOf("␠→Frühere Versionen")),
    });
    expect((await search(db, "OF"))[0]).toMatchObject({ kind: "legend" });
    expect((await search(db, "boot lizenz"))[0]).toMatchObject({
      kind: "text",
      line: lineOf(smallProductList, "Ein Boot je Lizenz"),
    });
  });

  it.each([
    ["without umlauts and case", "FUR FLUSSFAHRER", "heading"],
    ["with ue for ü", "fuer flussfahrer", "heading"],
    ["with a letter too few", "flussfarer", "heading"],
    ["with two letters swapped", "flussfahrre", "heading"],
    ["in English", "transition", "heading"],
    ["prior versions in English", "prior kahnwerk", "predecessor"],
  ])("finds %s", async (_name, query, kind) => expect((await search(database().db, query))[0]?.kind).toBe(kind));

  it("finds nothing where two letters are wrong, and keeps editions apart", async () => {
    const { db } = database();
    expect(await search(db, "flassfohrer")).toEqual([]);
    expect(await search(db, "hochsee", 1)).toEqual([]);
    expect(await search(db, "hochsee", 2)).toHaveLength(1);
    expect(await search(db, "'\"*)( & | !")).toEqual([]);
  });
});
