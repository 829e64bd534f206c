import { createHash } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { createPriceListReader, type PriceListPiece } from "#app/domain/catalog/price-list-reader.ts";
import type { PriceListDefect, PriceListRow } from "#app/domain/catalog/price-list.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { kindsOfSkus } from "#db/repositories/catalog.ts";
import { insertDraftRows, insertPriceListDraft, updatePriceListDraft } from "#db/repositories/price-list-drafts.ts";
import { insertDraftRefusals } from "#db/repositories/price-list-refusals.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { deleteOldDrafts } from "./discard-price-list.server.ts";
import { letOthersIn, type OnPriceListProgress, rowsPerPiece } from "./price-list-progress.ts";

/** A file as it comes in, from an upload or from a disk. */
export type PriceListFile = {
  readonly fileName: string;
  /** Size in bytes where it is known ahead, for the progress. */
  readonly bytesTotal: number | null;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

/** So many refusals are kept to be shown; all of them are counted. */
export const refusalsKeptMax = 2_000;

const fileNameLengthMax = 200;

/**
 * Opens a draft for a price list and answers its id; `readPriceList` then fills it. Sweeps drafts that are too old.
 */
export async function openPriceListDraft(
  deps: ServiceDeps,
  actor: Actor,
  file: Pick<PriceListFile, "fileName" | "bytesTotal">,
  at: Temporal.Instant,
): Promise<Result<{ draftId: string }, RefusalOf<"role-needed">>> {
  const access = decideAccess(actor, "manage-prices");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "price-list-imported", refused: access });
  await deleteOldDrafts(deps, at);
  const draftId = deps.ids.next();
  await insertPriceListDraft(
    deps.db,
    {
      id: draftId,
      fileName: plainFileName(file.fileName),
      bytesTotal: file.bytesTotal,
      uploadedBy: actor.kind === "system" ? null : actor.userId,
    },
    at,
  );
  return ok({ draftId });
}

/**
 * Reads a price list into its draft, piece by piece: never the whole file in memory, a short transaction per piece.
 * What the reader remembers of each row stays, up to `priceListRowsMax` rows.
 * Nothing of the prices changes. The draft's state then is `comparing`.
 *
 * @throws whatever the stream of the file throws; the draft is then marked as failed
 */
export async function readPriceList(
  deps: ServiceDeps,
  draftId: string,
  file: PriceListFile,
  onProgress: OnPriceListProgress = () => {},
): Promise<void> {
  try {
    await readInto(deps, draftId, file, onProgress);
  } catch (error) {
    await updatePriceListDraft(deps.db, draftId, { status: "failed" }, deps.clock.now());
    throw error;
  }
}

async function readInto(
  deps: ServiceDeps,
  draftId: string,
  file: PriceListFile,
  onProgress: OnPriceListProgress,
): Promise<void> {
  const kinds = await kindsOfSkus(deps.db);
  const productIds = new Set([...kinds.keys()].map((key) => key.slice(0, key.lastIndexOf(":"))));
  const reader = createPriceListReader({ kinds, productIds });
  const draft = createDraftWriter(deps, draftId);
  const hash = createHash("sha256");
  for await (const chunk of file.chunks) {
    hash.update(chunk);
    // A chunk of an upload is small; one of a caller need not be.
    for (let start = 0; start < chunk.length; start += bytesPerPiece) {
      const piece = chunk.subarray(start, start + bytesPerPiece);
      draft.add(reader.push(piece), piece.length);
      if (!draft.isFull()) continue;
      await draft.flush({ lines_read: reader.linesRead });
      onProgress({ phase: "reading", done: draft.bytesRead(), total: file.bytesTotal });
      await letOthersIn();
    }
  }
  draft.add(reader.end(), 0);
  await draft.flush({ lines_read: reader.linesRead, sha256: hash.digest("hex"), status: "comparing" });
  onProgress({ phase: "reading", done: draft.bytesRead(), total: file.bytesTotal });
}

const bytesPerPiece = 65_536;

/** Collects what was read, and writes it with the counts in one transaction per piece. */
function createDraftWriter(deps: ServiceDeps, draftId: string) {
  let rows: PriceListRow[] = [];
  let defects: PriceListDefect[] = [];
  let bytesRead = 0;
  let goodRows = 0;
  let refusals = 0;
  let refusedLines = 0;
  let lastRefusedLine = 0;

  function count(piece: PriceListPiece): void {
    goodRows += piece.rows.length;
    refusals += piece.defects.length;
    for (const { line } of piece.defects) {
      if (line !== lastRefusedLine) refusedLines += 1;
      lastRefusedLine = line;
    }
  }

  return {
    bytesRead: () => bytesRead,
    isFull: () => rows.length + defects.length >= rowsPerPiece,
    add(piece: PriceListPiece, bytes: number): void {
      bytesRead += bytes;
      const room = refusalsKeptMax - refusals;
      if (room > 0) defects.push(...piece.defects.slice(0, room));
      rows.push(...piece.rows);
      count(piece);
    },
    async flush(columns: Parameters<typeof updatePriceListDraft>[2]): Promise<void> {
      const [writtenRows, writtenDefects] = [rows, defects];
      const firstOrdinal = Math.min(refusals, refusalsKeptMax) - writtenDefects.length;
      [rows, defects] = [[], []];
      await deps.db.transaction().execute(async (tx) => {
        await insertDraftRows(tx, draftId, writtenRows);
        await insertDraftRefusals(tx, draftId, firstOrdinal, writtenDefects);
        const counts = { bytes_read: bytesRead, good_rows: goodRows, refusals, refused_lines: refusedLines };
        // The time of the machine, not of the request: it tells whether somebody is still at work.
        await updatePriceListDraft(tx, draftId, { ...counts, ...columns }, deps.clock.now());
      });
    },
  };
}

/** The last part of a path, without what would upset a page or a log. */
function plainFileName(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1) ?? "";
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return plain === "" ? "price-list.csv" : plain.slice(0, fileNameLengthMax);
}
