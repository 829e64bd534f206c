import { Temporal } from "temporal-polyfill";
import type { Classed, Pool, SaClass } from "#app/domain/licensing/product-list/attributes.ts";
import { promotionState } from "#app/domain/licensing/product-list/online-terms.ts";
import { confidenceOf, type GroupAttribute, type GroupNote } from "#app/domain/licensing/product-list/product-list.ts";
import { type Move, movesOf } from "#app/domain/licensing/product-list/moves.ts";
import type { MatrixRow, ProductRow } from "#app/domain/licensing/product-list/rows.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { getEditionFacts } from "#db/repositories/product-list-editions.ts";
import { type LinkedProduct, listLinkableProducts, listLinkedProducts } from "#db/repositories/product-list-links.ts";
import { type GroupMatch, listMatches } from "#db/repositories/product-list-matches.ts";
import { findGroup, listRows } from "#db/repositories/product-list-groups.ts";
import { formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import {
  type EditionText,
  editionText,
  groupName,
  type GroupName,
  monthText,
  type NotFound,
  notFound,
  readAsOf,
} from "./catalogue.ts";

export type VersionText = { readonly name: string; readonly month: string | null; readonly scope: string | null };

export type MatrixText = {
  readonly kind: MatrixRow["matrix"];
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly line: number;
    readonly group: string | null;
    readonly label: string;
    /** Whether it is ticked, what it says instead, or null where nothing is known. */
    readonly cells: readonly (boolean | string | null)[];
  }[];
};

export type NoteText = Omit<GroupNote, "olderEditions"> & { readonly olderEditions: readonly string[] };

export type GroupView = GroupName & {
  readonly edition: EditionText;
  readonly section: "software" | "online-services";
  readonly nameLine: number | null;
  readonly lineEnd: number;
  /** Who set the name by hand, and when; null where nobody did. */
  readonly named: { readonly at: InstantText; readonly by: string | null } | null;
  readonly attributes: readonly GroupAttribute[];
  readonly pools: readonly Classed<Pool>[];
  readonly saClasses: readonly Classed<SaClass>[];
  /** Products we sell that belong to the group. */
  readonly sold: readonly LinkedProduct[];
  /** Oldest first. */
  readonly versions: readonly VersionText[];
  readonly remarks: readonly string[];
  readonly products: readonly (ProductRow & { readonly line: number; readonly availableText: string | null })[];
  readonly moves: readonly Move[];
  readonly matrices: readonly MatrixText[];
  readonly benefits: readonly { readonly label: string; readonly line: number }[];
  readonly notes: readonly NoteText[];
  readonly events: readonly { readonly on: string; readonly line: number }[];
  readonly namedPromotions: readonly {
    readonly name: string;
    readonly line: number;
    readonly state: ReturnType<typeof promotionState>;
    readonly untilText: string | null;
  }[];
  readonly regions: readonly { readonly line: number; readonly places: readonly string[] }[];
};

const moveKinds = [
  "transition",
  "from-sa",
  "add-on",
  "step-up",
  "migration-grant",
  "sa-renewal-offer",
  "downgrade",
  "bridge",
] as const;

/** A product group as of an edition, with everything the list says of it, each with its line. */
export async function productListGroupView(
  context: ViewContext,
  wish: { readonly edition: number | null; readonly groupKey: string },
): Promise<Result<GroupView, NotFound>> {
  const { db, reader } = context;
  const found = await readAsOf(db, wish.edition);
  const group = found === undefined ? undefined : await findGroup(db, found.edition.id, wish.groupKey);
  if (found === undefined || group === undefined) return refused(notFound);
  const { edition, newest } = found;
  const rows = await listRows(db, edition.id, [...moveKinds, "product", "matrix"]);
  const facts = await getEditionFacts(db, edition.id);
  const own = rows.filter(({ groupKey }) => groupKey === group.key);
  const format = formatFor(reader);
  const day = (on: string) => format.day(Temporal.PlainDate.from(on)).text;
  return ok({
    ...groupName(group),
    confidence: confidenceOf(group.nameSource),
    edition: editionText(edition, newest, context),
    section: group.section,
    nameLine: group.nameLine,
    lineEnd: group.lineEnd,
    named: group.named === null ? null : { at: format.instant(group.named.at), by: group.named.by },
    attributes: group.attributes.filter(({ key }) => key !== "predecessor"),
    pools: group.pools,
    saClasses: group.saClasses,
    sold: await listLinkedProducts(db, { editionId: edition.id, groupKey: group.key }),
    versions: group.predecessors
      .toSorted((one, other) => ((one.month ?? "") < (other.month ?? "") ? -1 : 1))
      .map(({ name, month, scope }) => ({ name, month: monthText(month, context), scope })),
    remarks: group.predecessorRemarks,
    products: own.flatMap(({ row, line }) =>
      row.kind === "product" ? [{ ...row, line, availableText: monthText(row.availableFrom, context) }] : [],
    ),
    moves: movesOf(group, rows),
    matrices: matricesOf(own),
    benefits: benefitsOf(rows, new Set(group.pools.map(({ value }) => value)), group.saClasses.length > 0),
    notes: group.notes.map((note) => ({
      ...note,
      olderEditions: note.olderEditions.map((month) => monthText(month, context) ?? month),
    })),
    events: facts.lifecycle
      .filter(({ groupKey }) => groupKey === group.key)
      .map(({ on, line }) => ({ on: day(on), line })),
    namedPromotions: facts.namedPromotions
      .filter(({ groupKey }) => groupKey === group.key)
      .map(({ name, line }) => {
        // The terms stand in an appendix, where they are there at all.
        const told = facts.promotions.find((promotion) => promotion.name.startsWith(name)) ?? {
          startOn: null,
          endOn: null,
        };
        const state = promotionState(told, context.at.toZonedDateTimeISO("UTC").toPlainDate().toString());
        return { name, line, state, untilText: told.endOn === null ? null : day(told.endOn) };
      }),
    regions: facts.regions
      .filter(({ groupKey }) => groupKey === group.key)
      .map(({ line, places }) => ({
        line,
        places: places.map((place) => (/^[A-Z]{2}$/.test(place) ? format.country(place) : place)),
      })),
  });
}

/** Products that may be linked to a group by hand, and those that are. */
export async function groupLinkingView(
  context: ViewContext,
  wish: { readonly groupKey: string },
): Promise<
  Result<
    GroupName & {
      sold: readonly LinkedProduct[];
      others: readonly LinkedProduct[];
      /** The group of the edition before that it was taken for, where that is in doubt. */
      match: Pick<GroupMatch, "doubt" | "state" | "olderName" | "olderLine"> | null;
      editionNumber: number;
    },
    NotFound
  >
> {
  const found = await readAsOf(context.db, null);
  const group = found === undefined ? undefined : await findGroup(context.db, found.edition.id, wish.groupKey);
  if (found === undefined || group === undefined) return refused(notFound);
  const sold = await listLinkedProducts(context.db, { editionId: found.edition.id, groupKey: group.key });
  const taken = new Set(sold.map(({ productId }) => productId));
  const others = (await listLinkableProducts(context.db)).filter(({ productId }) => !taken.has(productId));
  const match = (await listMatches(context.db, found.edition.id)).find(({ to }) => to === group.key);
  const { number: editionNumber } = found.edition;
  if (match === undefined) return ok({ ...groupName(group), sold, others, match: null, editionNumber });
  const { doubt, state, olderName, olderLine } = match;
  return ok({ ...groupName(group), sold, others, match: { doubt, state, olderName, olderLine }, editionNumber });
}

type Rows = Awaited<ReturnType<typeof listRows>>;

function matricesOf(rows: Rows): MatrixText[] {
  const matrices = new Map<
    string,
    { kind: MatrixRow["matrix"]; columns: string[]; rows: MatrixText["rows"][number][] }
  >();
  for (const { row, line } of rows) {
    if (row.kind !== "matrix") continue;
    const matrix = matrices.get(row.matrix) ?? {
      kind: row.matrix,
      columns: row.cells.map(({ column }) => column),
      rows: [],
    };
    matrices.set(row.matrix, matrix);
    const cells = row.cells.map(({ allowed, text }) => (allowed === null ? text : allowed === "yes"));
    matrix.rows.push({ line, group: row.group, label: row.label, cells });
  }
  return [...matrices.values()];
}

const poolColumns: Readonly<Record<string, RegExp>> = {
  application: /^Anwendung/,
  system: /^System/,
  server: /^Server/,
};

/** The benefits of the pools of a group; none where it has no benefit class. */
function benefitsOf(rows: Rows, pools: ReadonlySet<string>, hasClass: boolean): { label: string; line: number }[] {
  if (!hasClass) return [];
  return rows.flatMap(({ row, line }) => {
    if (row.kind !== "matrix" || row.matrix !== "sa-benefits") return [];
    const isGiven = row.cells.some(
      ({ column, allowed }) => allowed === "yes" && [...pools].some((pool) => poolColumns[pool]?.test(column) === true),
    );
    return isGiven ? [{ label: row.label, line }] : [];
  });
}
