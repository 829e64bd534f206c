import { Temporal } from "temporal-polyfill";
import type { ListEdition } from "#db/repositories/product-list-editions.ts";
import type { Db } from "#db/client.ts";
import * as drafts from "#db/repositories/product-list-drafts.ts";
import * as editions from "#db/repositories/product-list-editions.ts";
import * as groups from "#db/repositories/product-list-groups.ts";
import * as links from "#db/repositories/product-list-links.ts";
import * as matches from "#db/repositories/product-list-matches.ts";
import * as search from "#db/repositories/product-list-search.ts";
import { testIds } from "#test/support/builders.ts";
import { edition as read } from "#test/support/product-list-editions.ts";

/** The repositories of the product list, and how each of their functions is asked. */

type Scope = { readonly actor: { readonly userId: string }; readonly sku: { readonly productId: string } };
type Call = (db: Db, book: Scope) => Promise<unknown>;

const at = Temporal.Instant.from("2024-03-02T12:00:00Z");
const group = { editionId: "x", groupKey: "x" };
const passage = read.groups[0];

function newEdition(number: number): Parameters<typeof editions.insertEdition>[1] {
  const { legends, promotions, namedPromotions, rules, regions, lifecycle, tables, warnings, olderEditionLines } = read;
  const listed: Omit<ListEdition, "importedByName"> = {
    id: testIds.next(),
    number,
    title: read.title,
    locale: "de",
    published: null,
    publishedInferred: read.publishedInferred,
    sha256: testIds.next(),
    fileName: "list.txt",
    lineCount: read.lineCount,
    importedAt: at,
    firstPassage: number * 1000,
    lastPassage: number * 1000 + 1,
  };
  const facts = {
    legends,
    promotions,
    namedPromotions,
    rules,
    regions,
    lifecycle,
    tables,
    warnings,
    olderEditionLines,
  };
  return { ...listed, importedBy: null, facts, figures: { lines: read.lineCount } };
}

/** Numbers are given once for all databases of a run. */
let lastNumber = 0;
async function anEdition(db: Db) {
  lastNumber += 1;
  const edition = newEdition(lastNumber);
  await editions.insertEdition(db, edition);
  return edition;
}

async function aGroup(db: Db): Promise<links.GroupOfEdition> {
  const { id } = await anEdition(db);
  await groups.insertGroups(db, id, passage === undefined ? [] : [passage]);
  return { editionId: id, groupKey: passage?.key ?? "" };
}

const aDraft = (db: Db) => {
  const draft = { id: testIds.next(), fileName: "list.txt", sha256: "x", document: "x", uploadedAt: at };
  return drafts.insertProductListDraft(db, draft, null);
};
const wish = { editionNumber: 1, firstId: 1, lastId: 9, clauses: [["lync"], ["server"]], limit: 20 };
const done = { at, by: null };

export const productListCalls: Record<string, { module: object; calls: Record<string, Call> }> = {
  "product-list-drafts": {
    module: drafts,
    calls: {
      insertProductListDraft: aDraft,
      findProductListDraft: (db) => drafts.findProductListDraft(db, "x"),
      deleteProductListDraft: (db) => drafts.deleteProductListDraft(db, "x"),
      deleteOldProductListDrafts: (db) => drafts.deleteOldProductListDrafts(db, at, 20),
    },
  },
  "product-list-editions": {
    module: editions,
    calls: {
      lockEditions: (db) => db.transaction().execute((tx) => editions.lockEditions(tx)),
      insertEdition: anEdition,
      listEditions: (db) => editions.listEditions(db),
      findEdition: (db) => editions.findEdition(db, 1),
      "findEdition newest": (db) => editions.findEdition(db, null),
      findEditionBySha256: (db) => editions.findEditionBySha256(db, "x"),
      getEditionFacts: async (db) => editions.getEditionFacts(db, (await anEdition(db)).id),
      getEditionFigures: async (db) => editions.getEditionFigures(db, (await anEdition(db)).id),
      insertLines: async (db) => editions.insertLines(db, (await anEdition(db)).id, read.lines.slice(0, 2)),
      listLines: (db) => editions.listLines(db, "x", 1, 9),
      deleteChanges: (db) => editions.deleteChanges(db, "x"),
      insertChanges: async (db) =>
        editions.insertChanges(db, (await anEdition(db)).id, [
          {
            kind: "changed",
            origin: "computed",
            subject: "x",
            groupKey: null,
            part: "note",
            before: "x",
            after: "y",
            line: 1,
          },
        ]),
      listChanges: (db) => editions.listChanges(db, "x"),
    },
  },
  "product-list-groups": {
    module: groups,
    calls: {
      insertGroups: aGroup,
      listGroups: (db) => groups.listGroups(db, "x"),
      findGroup: (db) => groups.findGroup(db, "x", "x"),
      insertRows: async (db) => groups.insertRows(db, (await anEdition(db)).id, [{ ...firstRow(), groupKey: null }]),
      listRows: (db) => groups.listRows(db, "x"),
      "listRows of kinds": (db) => groups.listRows(db, "x", ["transition", "bridge"]),
    },
  },
  "product-list-links": {
    module: links,
    calls: {
      putGroupName: async (db) => links.putGroupName(db, await aGroup(db), "Anker", done),
      deleteGroupName: (db) => links.deleteGroupName(db, group),
      insertGroupLink: async (db, { sku }) => links.insertGroupLink(db, await aGroup(db), sku.productId, done),
      deleteGroupLink: (db) => links.deleteGroupLink(db, group, "x"),
      listLinkedProducts: (db) => links.listLinkedProducts(db, group),
      listGroupsOfProduct: (db) => links.listGroupsOfProduct(db, "x", "x"),
      listLinkableProducts: (db) => links.listLinkableProducts(db),
      listHandWork: (db) => links.listHandWork(db, "x"),
    },
  },
  "product-list-matches": {
    module: matches,
    calls: {
      insertMatches: async (db) => {
        const [older, newer] = [await aGroup(db), await aGroup(db)];
        const ids = { editionId: newer.editionId, olderEditionId: older.editionId };
        return matches.insertMatches(db, ids, [{ from: older.groupKey, to: newer.groupKey, doubt: "place" }]);
      },
      listMatches: (db) => matches.listMatches(db, "x"),
      settleMatch: (db) => matches.settleMatch(db, group, "same", done),
    },
  },
  "product-list-search": {
    module: search,
    calls: {
      findLastPassageId: (db) => search.findLastPassageId(db),
      insertPassages: async (db) => {
        const { id, number } = await anEdition(db);
        const words = { kind: "group", rank: 1, groupKey: null, line: 1, text: "Lync", words: "lync" } as const;
        return search.insertPassages(db, { id, number, firstId: number * 1000 }, [words]);
      },
      insertVocabulary: async (db) => search.insertVocabulary(db, (await anEdition(db)).id, ["lync"]),
      listVocabulary: (db) => search.listVocabulary(db, "x"),
      searchPassages: (db) => search.searchPassages(db, wish),
    },
  },
};

function firstRow() {
  const [row] = read.rows;
  if (row === undefined) throw new Error("The edition has rows");
  return row;
}
