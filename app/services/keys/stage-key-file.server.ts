import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { safeFileName } from "#app/domain/entitlement/file-name.ts";
import { type KeyFormat, looksLikeKey, normaliseKey } from "#app/domain/entitlement/key-format.ts";
import { keyFileLinesMax, keyFileRefusalsKeptMax } from "#app/domain/entitlement/limits.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  findOpenKeyImport,
  insertKeyImport,
  insertKeyLineRefusals,
  insertStagedKeys,
  type KeyImportProgress,
  type KeyLineRefusal,
  type StagedKey,
  updateKeyImportProgress,
  updateKeyImportStatus,
} from "#db/repositories/key-imports.ts";
import { findKeyPool, type KeyPool } from "#db/repositories/key-pools.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { KeyDeps } from "../ports.ts";
import { clearDiscardedImports, discardImport } from "./discard-key-import.server.ts";
import { sealKey } from "./envelope.server.ts";
import { type Fingerprinter, fingerprinter } from "./fingerprint.server.ts";
import { keyFileLines } from "./key-file-lines.server.ts";

export type StageKeyFileInput = {
  readonly poolId: string;
  readonly fileName: string;
  /** The file: one key a line. Read once, as it comes in. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Size that was announced, for the progress; null where none was. */
  readonly bytesTotal: number | null;
};

/** What a file holds, before any key of it is available. */
export type KeyFileReport = KeyImportProgress & {
  readonly importId: string;
  /** The first 1,000 refused lines, by number and reason; never their text. */
  readonly refusals: readonly KeyLineRefusal[];
};

export type StageKeyFileRefusal = RefusalOf<
  "role-needed" | "not-found" | "key-import-running" | "key-file-empty" | "key-file-too-long" | "key-import-closed"
>;

/** Lines that are sealed and stored in one transaction; small, so that nobody waits for a long file. */
const linesPerBatch = 500;

/**
 * Reads a key file as a dry run: every line is checked for its format and against all keys of all pools, and the good
 * ones are stored sealed but not available. The report says what `finishKeyImport` would do; it or `discardKeyImport`
 * follows. Lines are named by their number alone, in report, progress, log and errors.
 *
 * One file per pool at a time. A draft that nobody finished gives way to the next file.
 */
export async function stageKeyFile(
  deps: KeyDeps,
  actor: Actor,
  input: StageKeyFileInput,
  at: Temporal.Instant,
): Promise<Result<KeyFileReport, StageKeyFileRefusal>> {
  const opened = await openKeyImport(deps, actor, input, at);
  return opened.ok ? readInto(deps, opened.value.pool, opened.value.importId, input.content, at) : opened;
}

/**
 * The dry run for a page that does not wait: answers the id of the import at once and goes on working. `finished`
 * resolves in any case: with the report or the refusal, or with null where something was thrown, which goes to
 * `onError`; the import is discarded then.
 */
export async function startKeyFileCheck(
  deps: KeyDeps,
  actor: Actor,
  input: StageKeyFileInput,
  at: Temporal.Instant,
  onError: (error: unknown) => void,
): Promise<
  Result<
    { readonly importId: string; readonly finished: Promise<Result<KeyFileReport, StageKeyFileRefusal> | null> },
    StageKeyFileRefusal
  >
> {
  const opened = await openKeyImport(deps, actor, input, at);
  if (!opened.ok) return opened;
  const { pool, importId } = opened.value;
  const finished = readInto(deps, pool, importId, input.content, at).catch((error: unknown) => {
    onError(error);
    return null;
  });
  return ok({ importId, finished });
}

async function openKeyImport(
  deps: KeyDeps,
  actor: Actor,
  input: StageKeyFileInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly pool: KeyPool; readonly importId: string }, StageKeyFileRefusal>> {
  const access = decideAccess(actor, "manage-key-pools");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "keys-imported", refused: access });
  const pool = await findKeyPool(deps.db, input.poolId);
  if (pool === undefined) return refused({ code: "not-found", what: "key-pool" });
  await clearDiscardedImports(deps, at);
  const open = await findOpenKeyImport(deps.db, pool.poolId);
  if (open !== undefined && open.status !== "checked")
    return refused({ code: "key-import-running", importId: open.importId });
  if (open !== undefined) await discardImport(deps, open.importId, ["checked"], at);

  const importId = deps.ids.next();
  const startedBy = actor.kind === "system" ? null : actor.userId;
  const entry = { importId, poolId: pool.poolId, fileName: quietFileName(input.fileName), startedBy, startedAt: at };
  if (!(await insertKeyImport(deps.db, { ...entry, bytesTotal: input.bytesTotal })))
    return refused({ code: "key-import-running", importId });
  return ok({ pool, importId });
}

/** A file that is called by a key would carry it into the log. */
function quietFileName(fileName: string): string {
  const safe = safeFileName(fileName);
  return looksLikeKey(safe) ? "keys.txt" : safe;
}

async function readInto(
  deps: KeyDeps,
  pool: KeyPool,
  importId: string,
  content: AsyncIterable<Uint8Array>,
  at: Temporal.Instant,
): Promise<Result<KeyFileReport, StageKeyFileRefusal>> {
  const fingerprints = await fingerprinter(deps, at);
  try {
    const reader = new KeyFileReader(pool, importId, fingerprints);
    const read = await reader.readAll(deps, content);
    if (!read.ok) {
      await discardImport(deps, importId, ["reading"], deps.clock.now());
      return read;
    }
    if (!(await updateKeyImportStatus(deps.db, importId, ["reading"], "checked", deps.clock.now())))
      return refused({ code: "key-import-closed" });
    return ok({ importId, ...read.value, refusals: reader.refusalsKept });
  } catch (error) {
    // A broken upload must not keep the pool from the next file. What fails here too is found as stale later.
    await discardImport(deps, importId, ["reading"], deps.clock.now()).catch(() => {});
    throw error;
  } finally {
    fingerprints.forget();
  }
}

type GoodLine = { readonly line: number; readonly key: string; readonly fingerprint: string };

/** Reads one file. Remembers a short piece of each fingerprint, so that its memory is bounded by the lines allowed. */
class KeyFileReader {
  readonly #pool: KeyPool;
  readonly #importId: string;
  readonly #fingerprints: Fingerprinter;
  readonly #firstLines = new Map<string, number>();
  readonly refusalsKept: KeyLineRefusal[] = [];
  #progress = { bytesRead: 0, linesRead: 0, goodLines: 0, refusedLines: 0 };
  #good: GoodLine[] = [];
  #refused: KeyLineRefusal[] = [];

  constructor(pool: KeyPool, importId: string, fingerprints: Fingerprinter) {
    this.#pool = pool;
    this.#importId = importId;
    this.#fingerprints = fingerprints;
  }

  async readAll(
    deps: KeyDeps,
    content: AsyncIterable<Uint8Array>,
  ): Promise<Result<KeyImportProgress, StageKeyFileRefusal>> {
    for await (const { line, text, bytesRead } of keyFileLines(content)) {
      this.#progress.bytesRead = bytesRead;
      this.#progress.linesRead += 1;
      if (this.#progress.linesRead > keyFileLinesMax)
        return refused({ code: "key-file-too-long", linesMax: keyFileLinesMax });
      this.#take(line, text, this.#pool.keyFormat);
      if (this.#good.length + this.#refused.length < linesPerBatch) continue;
      if (!(await this.#store(deps))) return refused({ code: "key-import-closed" });
    }
    if (this.#progress.linesRead === 0) return refused({ code: "key-file-empty" });
    if (!(await this.#store(deps))) return refused({ code: "key-import-closed" });
    return ok(this.#progress);
  }

  #take(line: number, text: string | null, format: KeyFormat): void {
    const key = text === null ? undefined : normaliseKey(text, format);
    if (key === undefined) return void this.#refused.push({ line, reason: "wrong-format", firstLine: null });
    const fingerprint = this.#fingerprints.of(key);
    const short = fingerprint.slice(0, 24);
    const firstLine = this.#firstLines.get(short);
    if (firstLine !== undefined) return void this.#refused.push({ line, reason: "twice-in-file", firstLine });
    this.#firstLines.set(short, line);
    this.#good.push({ line, key, fingerprint });
  }

  /** Stores what was taken; false where the import was discarded meanwhile. */
  async #store(deps: KeyDeps): Promise<boolean> {
    const good = this.#good;
    const sealed = await Promise.all(good.map((line) => this.#seal(deps, line)));
    const isOpen = await deps.db.transaction().execute(async (tx) => {
      const stored = await insertStagedKeys(tx, this.#importId, sealed);
      const known = good.filter(({ fingerprint }) => !stored.has(fingerprint));
      for (const { line } of known) this.#refused.push({ line, reason: "known-already", firstLine: null });
      this.#refused.sort((a, b) => a.line - b.line);
      this.#progress.goodLines += good.length - known.length;
      this.#progress.refusedLines += this.#refused.length;
      const kept = this.#refused.slice(0, keyFileRefusalsKeptMax - this.refusalsKept.length);
      await insertKeyLineRefusals(tx, this.#importId, kept);
      this.refusalsKept.push(...kept);
      return updateKeyImportProgress(tx, this.#importId, this.#progress, deps.clock.now());
    });
    this.#good = [];
    this.#refused = [];
    return isOpen;
  }

  async #seal(deps: KeyDeps, { key, fingerprint }: GoodLine): Promise<StagedKey> {
    const place = { keyId: deps.ids.next(), poolId: this.#pool.poolId };
    return { ...place, fingerprint, ...(await sealKey(deps.keyVault, key, place)) };
  }
}
