import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { KeyFormat } from "#app/domain/entitlement/key-format.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findProduct, listSkusOfProducts } from "#db/repositories/catalog.ts";
import {
  countKeyLineRefusals,
  findKeyImport,
  type KeyImport,
  type KeyImportListing,
  type KeyImportStatus,
  type KeyLineRefusal,
  keyLineKey,
  listKeyImports,
  listKeyLineRefusals,
} from "#db/repositories/key-imports.ts";
import { findKeyPool } from "#db/repositories/key-pools.ts";
import { listShelfActivity } from "#db/repositories/shelf-activity.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { fileSizeText } from "../file-size.ts";
import { formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { type Count, type Stock, stockOf } from "./key-pools.ts";
import { type ShelfLine, shelfLineOf } from "./shelf-line.ts";
import { isServedBy, type WaitingForKey, waitingForKeys } from "./waiting-for-keys.ts";

/** What a page says about a key file: its status, or that nobody works on it any more. */
export type KeyImportState = KeyImportStatus | "interrupted";

export type KeyImportText = {
  readonly importId: string;
  readonly fileName: string;
  readonly state: KeyImportState;
  readonly startedAt: InstantText;
  /** Null for the portal itself. */
  readonly startedBy: string | null;
  readonly size: string;
  readonly lines: Count;
  readonly goodLines: Count;
  readonly refusedLines: Count;
  readonly importedKeys: Count;
};

/** Which pool a page is about. */
export type PoolSubject = {
  readonly poolId: string;
  readonly productId: string;
  readonly productTitle: string;
  /** Null for the pool of all editions. */
  readonly skuTitle: string | null;
  readonly version: string;
  readonly keyFormat: KeyFormat;
};

export type KeyPoolView = {
  readonly pool: PoolSubject & { readonly stock: Stock; readonly createdAt: InstantText };
  /** A file that is being read, or waits to be imported. */
  readonly open: KeyImportText | null;
  /** Newest first. */
  readonly imports: readonly KeyImportText[];
  readonly waiting: readonly WaitingForKey[];
  readonly activity: readonly ShelfLine[];
};

const importsShown = 20;
const activityShown = 20;
/** Lines of the product that are looked through for those of the pool. */
const activityRead = 200;
/** A piece of a file takes milliseconds; after this long without a sign, whoever worked on it is gone. */
const interruptedAfterMs = 60_000;

/** One pool: its stock, where its keys came from, who waits for one, and who did what. Never a key. */
export async function keyPoolView(context: ViewContext, poolId: string): Promise<Result<KeyPoolView>> {
  const found = await poolSubject(context, poolId);
  if (!found.ok) return found;
  const { db } = context;
  const pool = await findKeyPool(db, poolId);
  if (pool === undefined) return refused({ code: "not-found", what: "key-pool" });
  const format = formatFor(context.reader);
  const imports = (await listKeyImports(db, poolId, importsShown)).map((one) => importTextOf(one, context));
  const lines = await listShelfActivity(db, pool.productId, activityRead);
  const waiting = await waitingForKeys(context);
  return ok({
    pool: { ...found.value, stock: stockOf(pool, format), createdAt: format.instant(pool.createdAt) },
    open: imports.find(({ state }) => openStates.has(state)) ?? null,
    imports,
    waiting: waiting.filter((one) => isServedBy(one, pool)),
    activity: lines
      .filter(({ oldValue, newValue }) => (newValue ?? oldValue)?.["poolId"] === poolId)
      .slice(0, activityShown)
      .map((line) => shelfLineOf(line, format)),
  });
}

/** Which states let no other file into the pool, or want to be decided on. */
const openStates: ReadonlySet<KeyImportState> = new Set(["reading", "checked", "importing", "interrupted"]);

/** What the pages below a pool say it is about. */
export async function poolSubject(context: ViewContext, poolId: string): Promise<Result<PoolSubject>> {
  const access = decideAccess(context.actor, "manage-key-pools");
  if (!access.ok) return access;
  const { db } = context;
  const pool = await findKeyPool(db, poolId);
  const product = pool === undefined ? undefined : await findProduct(db, pool.productId);
  if (pool === undefined || product === undefined) return refused({ code: "not-found", what: "key-pool" });
  const { productId, skuId, version, keyFormat } = pool;
  const skus = skuId === null ? [] : await listSkusOfProducts(db, [productId]);
  const skuTitle = skuId === null ? null : (skus.find((sku) => sku.skuId === skuId)?.title ?? skuId);
  return ok({ poolId, productId, productTitle: product.title, skuTitle, version, keyFormat });
}

function importTextOf(one: KeyImport | KeyImportListing, { at, reader }: ViewContext): KeyImportText {
  const format = formatFor(reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  return {
    importId: one.importId,
    fileName: one.fileName,
    state: stateOf(one, at),
    startedAt: format.instant(one.startedAt),
    startedBy: "startedByName" in one ? one.startedByName : null,
    size: fileSizeText(one.bytesTotal ?? one.bytesRead, reader.language),
    lines: count(one.linesRead),
    goodLines: count(one.goodLines),
    refusedLines: count(one.refusedLines),
    importedKeys: count(one.importedKeys),
  };
}

function stateOf({ status, lastProgressAt }: KeyImport, at: Temporal.Instant): KeyImportState {
  if (status !== "reading" && status !== "importing") return status;
  const silentMs = at.epochMilliseconds - lastProgressAt.epochMilliseconds;
  return silentMs > interruptedAfterMs ? "interrupted" : status;
}

export type KeyImportView = {
  readonly pool: PoolSubject;
  readonly file: KeyImportText;
  /** It is being worked on: how far it is; `max` is null where nobody knows. */
  readonly progress: {
    readonly value: number;
    readonly max: number | null;
    readonly doneText: string;
    readonly totalText: string;
  } | null;
  /** An interrupted import was already making keys available, and can go on. */
  readonly canGoOn: boolean;
  /** Refused lines by reason, of those that are kept. */
  readonly reasons: Readonly<Record<KeyLineRefusal["reason"], Count>>;
  /** How many refused lines are kept to be shown. */
  readonly kept: Count;
  readonly refusals: readonly (KeyLineRefusal & { readonly lineText: string; readonly firstLineText: string })[];
  readonly links: PageLinks;
};

/** One key file on its way into a pool: how far it is, what it would bring, and which lines are refused. */
export async function keyImportView(
  context: ViewContext,
  { poolId, importId, ...params }: PageParams & { readonly poolId: string; readonly importId: string },
): Promise<Result<KeyImportView>> {
  const pool = await poolSubject(context, poolId);
  if (!pool.ok) return pool;
  const { db, reader } = context;
  const found = await findKeyImport(db, importId);
  if (found === undefined || found.poolId !== poolId) return refused({ code: "not-found", what: "key-import" });
  const page = await listKeyLineRefusals(db, importId, pageRequestOf(params, ["number"]));
  const byReason = await countKeyLineRefusals(db, importId);
  const format = formatFor(reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  const reasonCount = (reason: KeyLineRefusal["reason"]) => count(byReason.get(reason) ?? 0);
  return ok({
    pool: pool.value,
    file: importTextOf(found, context),
    progress: progressOf(found, context),
    canGoOn: found.status === "importing",
    reasons: {
      "wrong-format": reasonCount("wrong-format"),
      "twice-in-file": reasonCount("twice-in-file"),
      "known-already": reasonCount("known-already"),
    },
    kept: count([...byReason.values()].reduce((sum, lines) => sum + lines, 0)),
    refusals: page.rows.map((refusal) => ({
      ...refusal,
      lineText: format.number(refusal.line),
      firstLineText: refusal.firstLine === null ? "" : format.number(refusal.firstLine),
    })),
    links: pageLinksOf(page, keyLineKey),
  });
}

function progressOf(file: KeyImport, { reader }: ViewContext): KeyImportView["progress"] {
  const format = formatFor(reader);
  if (file.status === "reading")
    return {
      value: file.bytesRead,
      max: file.bytesTotal,
      doneText: fileSizeText(file.bytesRead, reader.language),
      totalText: file.bytesTotal === null ? "" : fileSizeText(file.bytesTotal, reader.language),
    };
  if (file.status !== "importing") return null;
  return {
    value: file.importedKeys,
    max: file.goodLines,
    doneText: format.number(file.importedKeys),
    totalText: format.number(file.goodLines),
  };
}
