import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import { certainPairs, compareEditions, doubtfulPairs } from "#app/domain/licensing/product-list/compare-editions.ts";
import { figuresOf } from "#app/domain/licensing/product-list/figures.ts";
import { passagesOf, vocabularyOf } from "#app/domain/licensing/product-list/passages.ts";
import type { ListProblem, ProductList } from "#app/domain/licensing/product-list/product-list.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { listPartnerIds } from "#db/repositories/due-work.ts";
import {
  findEdition,
  findEditionBySha256,
  getEditionFacts,
  insertChanges,
  insertEdition,
  insertLines,
  lockEditions,
  type StoredChange,
} from "#db/repositories/product-list-editions.ts";
import { insertGroups, insertRows, listGroups, listRows } from "#db/repositories/product-list-groups.ts";
import { insertMatches } from "#db/repositories/product-list-matches.ts";
import { insertNotices } from "#db/repositories/notices.ts";
import { findLastPassageId, insertPassages, insertVocabulary } from "#db/repositories/product-list-search.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import { carryHandWork } from "./carry-hand-work.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { type ListFile, readListFile } from "./read-list-file.server.ts";

export type ListImport = {
  readonly editionNumber: number;
  /** False where the same file was imported before; nothing was changed then. */
  readonly isNew: boolean;
  readonly changes: number;
};

export type ListImportStep = "reading" | "comparing" | "storing" | "indexing";

/** What came of an import: an edition, a file that cannot be read as a product list, or a role that is missing. */
export type ListImportAnswer =
  | { readonly ok: true; readonly value: ListImport }
  | { readonly ok: false; readonly problems: readonly ListProblem[] }
  | Refused<RefusalOf<"role-needed">>;

/**
 * Imports a product list: all of it in one transaction, or nothing. The same file again changes nothing and says so.
 * From the second edition on, what changed since the newest one is computed and stored with it.
 */
export async function importProductList(
  deps: ServiceDeps,
  actor: Actor,
  file: ListFile,
  at: Temporal.Instant,
  onStep: (step: ListImportStep) => void = () => {},
): Promise<ListImportAnswer> {
  const access = decideAccess(actor, "manage-catalogue");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "product-list-imported", refused: access });
  onStep("reading");
  const read = readListFile(file);
  if (!read.ok) {
    await logRefusedFile(deps, actor, at);
    return { ok: false, problems: read.problems };
  }
  return deps.db.transaction().execute(async (tx) => {
    await lockEditions(tx);
    const known = await findEditionBySha256(tx, file.sha256);
    if (known !== undefined) return { ok: true, value: { editionNumber: known.number, isNew: false, changes: 0 } };
    return { ok: true, value: await storeEdition(tx, deps, actor, file, read.list, at, onStep) };
  });
}

/** A file that cannot be read leaves a line in the log, and nothing else. */
export async function logRefusedFile(deps: ServiceDeps, actor: Actor, at: Temporal.Instant): Promise<void> {
  const refusal = activityRefused("product-list-imported", at, { partnerId: null }, "product-list-refused");
  await deps.db.transaction().execute((tx) => logActivity(tx, deps, actor, [refusal]));
}

async function storeEdition(
  tx: Tx,
  deps: ServiceDeps,
  actor: Actor,
  file: ListFile,
  list: ProductList,
  at: Temporal.Instant,
  onStep: (step: ListImportStep) => void,
): Promise<ListImport> {
  onStep("comparing");
  const before = await findEdition(tx, null);
  const changes = await changesSince(tx, before?.id, list);
  onStep("storing");
  const passages = passagesOf(list);
  const firstPassage = (await findLastPassageId(tx)) + 1;
  const edition = { id: deps.ids.next(), number: (before?.number ?? 0) + 1, firstId: firstPassage };
  const { legends, promotions, namedPromotions, rules, regions, lifecycle, tables, warnings, olderEditionLines } = list;
  await insertEdition(tx, {
    id: edition.id,
    number: edition.number,
    title: list.title,
    locale: list.locale,
    published: list.published,
    publishedInferred: list.publishedInferred,
    sha256: file.sha256,
    fileName: file.fileName,
    lineCount: list.lineCount,
    importedAt: at,
    importedBy: actor.kind === "system" ? null : actor.userId,
    firstPassage,
    lastPassage: firstPassage + passages.length - 1,
    facts: { legends, promotions, namedPromotions, rules, regions, lifecycle, tables, warnings, olderEditionLines },
    figures: figuresOf(list),
  });
  await insertLines(tx, edition.id, list.lines);
  await insertGroups(tx, edition.id, list.groups);
  await insertRows(tx, edition.id, list.rows);
  await insertChanges(tx, edition.id, changes);
  if (before !== undefined) {
    const olderGroups = await listGroups(tx, before.id);
    const ids = { editionId: edition.id, olderEditionId: before.id };
    await insertMatches(tx, ids, doubtfulPairs(olderGroups, list.groups));
    await carryHandWork(tx, ids, certainPairs(olderGroups, list.groups));
  }
  onStep("indexing");
  await insertPassages(tx, edition, passages);
  await insertVocabulary(tx, edition.id, vocabularyOf(passages));
  await logActivity(tx, deps, actor, [activityDone("product-list-imported", at, { partnerId: null })]);
  await tellPartners(tx, deps, { editionNumber: edition.number, title: list.title }, changes, at);
  return { editionNumber: edition.number, isNew: true, changes: changes.length };
}

const noticesPerInsert = 500;

/** Every partner is told of an edition once; which of its people read it is found when it is delivered. */
async function tellPartners(
  tx: Tx,
  deps: ServiceDeps,
  edition: { readonly editionNumber: number; readonly title: string },
  changes: readonly StoredChange[],
  at: Temporal.Instant,
): Promise<void> {
  const count = (wanted: StoredChange["kind"]) => changes.filter(({ kind }) => kind === wanted).length;
  const facts = {
    ...edition,
    added: count("added"),
    removed: count("removed"),
    changed: count("changed"),
    clarified: count("clarified"),
  };
  const entries = (await listPartnerIds(tx)).map((partnerId) => ({
    id: deps.ids.next(),
    draft: {
      kind: "product-list-edition",
      dedupeKey: `product-list-edition:${edition.editionNumber}:${partnerId}`,
      partnerId,
      customerId: null,
      subscriptionId: null,
      termNumber: null,
      orderId: null,
      facts,
    } as const,
  }));
  for (let from = 0; from < entries.length; from += noticesPerInsert)
    await insertNotices(tx, at, entries.slice(from, from + noticesPerInsert));
}

/** Entries that are printed in the file, and those computed against the edition before; the first one has none of these. */
async function changesSince(tx: Tx, editionId: string | undefined, list: ProductList): Promise<StoredChange[]> {
  const printed = list.printedChanges.map(({ text, line }): StoredChange => ({
    kind: "changed",
    origin: "printed",
    subject: text.slice(0, 120),
    groupKey: null,
    part: "printed",
    before: null,
    after: text,
    line,
  }));
  if (editionId === undefined) return printed;
  const { legends, promotions } = await getEditionFacts(tx, editionId);
  const older = { groups: await listGroups(tx, editionId), rows: await listRows(tx, editionId), legends, promotions };
  return [...printed, ...compareEditions(older, list).map((change) => ({ ...change, origin: "computed" as const }))];
}
