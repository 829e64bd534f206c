import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { createServiceDeps, isForPeople } from "#app/composition.server.ts";
import { createKeyServices } from "#app/composition-keys.server.ts";
import type { PriceListDefect } from "#app/domain/catalog/price-list.ts";
import { factFormatOf } from "#app/http/fact-format.ts";
import { readKeyEnv } from "#app/http/key-env.server.ts";
import { priceListColumnName, priceListDefectReason } from "#app/i18n/price-list-words.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { checkPriceList, importPriceList } from "#app/services/catalog/import-price-list.server.ts";
import { discardPriceList } from "#app/services/catalog/discard-price-list.server.ts";
import type { OnPriceListProgress } from "#app/services/catalog/price-list-progress.ts";
import { refusalsKeptMax } from "#app/services/catalog/receive-price-list.server.ts";
import type { KeyServices, PortalMode, ServiceDeps } from "#app/services/ports.ts";
import { formatFor } from "#app/views/format.ts";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { findPriceListDraft } from "#db/repositories/price-list-drafts.ts";
import { listDraftRefusals } from "#db/repositories/price-list-refusals.ts";
import type { PriceListCounts } from "#db/repositories/price-lists.ts";

/**
 * `npm run import-prices -- FILE [--dry-run]`: imports a price list into the database of `DATABASE_URL`.
 * The file is read as a stream, whatever its size; what is remembered of each row, to find rows that contradict each
 * other, grows with the list and ends at 500,000 rows.
 * Ends with 0 where the list was imported (or could be), 1 where lines are refused, 2 where it was called wrongly.
 */

const usage = `Usage: npm run import-prices -- FILE [--dry-run]

Imports a price list: all of it, or nothing where a line is refused.
  --dry-run   shows what the import would do, and changes nothing

DATABASE_URL names the database (default: sqlite:data/sandbox.db), MASTER_KEYS_FILE the file of the master keys.
`;

const actor = { kind: "system", job: "import-prices" } as const;
const out = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const request = readArguments();
  if (request === undefined) return 2;
  const size = await stat(request.file).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) {
    process.stderr.write(`There is no file ${request.file}\n`);
    return 2;
  }
  const mode = process.env["MODE"] === "production" ? "production" : "sandbox";
  const keyServices = keyServicesOf(process.env, mode);
  if (keyServices === undefined) return 2;
  const db = openDatabase(process.env["DATABASE_URL"] || "sqlite:data/sandbox.db");
  try {
    await migrateToLatest(db);
    const deps = createServiceDeps(db, mode, keyServices);
    await deps.clock.refresh();
    const file = { fileName: basename(request.file), bytesTotal: size, chunks: createReadStream(request.file) };
    return request.isDryRun ? await dryRun(deps, file) : await importList(deps, file);
  } finally {
    await db.destroy();
  }
}

/** The log needs the master keys; what is wrong with them is said in words. */
function keyServicesOf(variables: NodeJS.ProcessEnv, mode: PortalMode): KeyServices | undefined {
  try {
    return createKeyServices(readKeyEnv(variables, mode));
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

function readArguments(): { file: string; isDryRun: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { "dry-run": { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (file !== undefined && others.length === 0) return { file, isDryRun: values["dry-run"] };
  } catch {
    // An unknown option; the usage says which there are.
  }
  process.stderr.write(usage);
  return undefined;
}

type File = Parameters<typeof importPriceList>[2];

async function dryRun(deps: ServiceDeps, file: File): Promise<number> {
  const checked = await checkPriceList(deps, actor, file, deps.clock.now(), showProgress());
  endProgress();
  if (!checked.ok) throw new Error(checked.refusal.code);
  const draft = checked.value;
  out(`${file.fileName}: ${draft.linesRead} lines read. The import would have these effects; nothing was changed.`);
  showCounts(draft);
  if (draft.offersLosingPrice > 0)
    out(`Offers that would be left without a price from some day on: ${draft.offersLosingPrice}`);
  await showRefusals(deps, draft.id);
  await discardPriceList(deps, actor, draft.id);
  return draft.refusedLines > 0 ? 1 : 0;
}

async function importList(deps: ServiceDeps, file: File): Promise<number> {
  const imported = await importPriceList(deps, actor, file, deps.clock.now(), showProgress());
  endProgress();
  if (imported.ok) {
    out(`${file.fileName} was imported.`);
    showCounts(imported.value);
    return 0;
  }
  if (imported.refusal.code === "role-needed") throw new Error(imported.refusal.code);
  const { draftId } = imported.refusal;
  out(`${file.fileName} was refused; nothing of it was imported.`);
  await showRefusals(deps, draftId);
  await discardPriceList(deps, actor, draftId);
  return 1;
}

function showCounts({ added, changed, ended, unchanged }: PriceListCounts): void {
  out(`  added ${added}, changed ${changed}, ended ${ended}, unchanged ${unchanged}`);
}

async function showRefusals(deps: ServiceDeps, draftId: string): Promise<void> {
  const draft = await findPriceListDraft(deps.db, draftId);
  if (draft === undefined || draft.refusedLines === 0) return;
  out(`Refused lines: ${draft.refusedLines}`);
  const { rows } = await listDraftRefusals(deps.db, draftId, { limit: refusalsKeptMax, cursor: null });
  for (const refusal of rows) out(`  ${refusalLine(refusal)}`);
  if (draft.refusals > rows.length) out(`  … and ${draft.refusals - rows.length} more`);
}

const format = factFormatOf(formatFor({ language: "en", timeZone: "UTC" }));

function refusalLine(refusal: PriceListDefect): string {
  const column = refusal.column === null ? "" : `, column ${refusal.column} (${priceListColumnName(refusal)})`;
  const value = refusal.value === null ? "" : ` ${JSON.stringify(refusal.value)}`;
  const reason = priceListDefectReason(refusal, translateTo("en"), format);
  return `line ${refusal.line}${column}: ${refusal.code}${value}: ${reason}`;
}

/** One line that is written over, on a terminal only: in a log it would be a thousand lines. */
function showProgress(): OnPriceListProgress {
  if (!process.stderr.isTTY) return () => {};
  return ({ phase, done, total }) => {
    const part = total === null || total === 0 ? String(done) : `${Math.min(100, Math.floor((done / total) * 100))} %`;
    process.stderr.write(`\r${phase} ${part}   `);
  };
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}

// Whoever reads the output may stop reading; what was imported is imported.
process.stdout.on("error", () => {});
process.exitCode = await main();
