import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { createServiceDeps, isForPeople } from "#app/composition.server.ts";
import { createKeyServices } from "#app/composition-keys.server.ts";
import { figuresOf } from "#app/domain/licensing/product-list/figures.ts";
import type { ListProblem, ListWarning } from "#app/domain/licensing/product-list/product-list.ts";
import { readKeyEnv } from "#app/http/key-env.server.ts";
import { productListProblem, productListWarning } from "#app/i18n/product-list-words.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { KeyServices, PortalMode } from "#app/services/ports.ts";
import { importProductList } from "#app/services/product-list/import-product-list.server.ts";
import {
  type ListFile,
  listFileOf,
  productListBytesMax,
  readListFile,
} from "#app/services/product-list/read-list-file.server.ts";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";

/**
 * `npm run import-product-list -- FILE [--dry-run] [--json]`: imports an edition of the product list.
 * Ends with 0 where it was imported (or could be), 1 where the file is refused, 2 where it was called wrongly.
 */

const usage = `Usage: npm run import-product-list -- FILE [--dry-run] [--json]

Imports an edition of the product list of volume licensing: all of it, or nothing.
  --dry-run   reads the file and changes nothing; needs no database
  --json      prints every figure of what was read as one JSON object

DATABASE_URL names the database (default: sqlite:data/sandbox.db), MASTER_KEYS_FILE the file of the master keys.
`;

const actor = { kind: "system", job: "import-product-list" } as const;
const t = translateTo("en");
const out = (line: string) => process.stdout.write(`${line}\n`);
const say = (line: string) => process.stderr.write(`${line}\n`);

type Request = { readonly file: string; readonly isDryRun: boolean; readonly isJson: boolean };

async function main(): Promise<number> {
  const request = readArguments();
  if (request === undefined) return 2;
  const bytes = await readFile(request.file).catch(() => undefined);
  if (bytes === undefined) {
    say(`There is no file ${request.file}`);
    return 2;
  }
  if (bytes.length > productListBytesMax) {
    say(`${request.file} has more than ${productListBytesMax} bytes; a product list is smaller.`);
    return 1;
  }
  const file = listFileOf(basename(request.file), bytes);
  return request.isDryRun ? dryRun(file, request.isJson) : importFile(file);
}

function readArguments(): Request | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { "dry-run": { type: "boolean", default: false }, json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (file !== undefined && others.length === 0 && (!values.json || values["dry-run"]))
      return { file, isDryRun: values["dry-run"], isJson: values.json };
  } catch {
    // An unknown option; the usage says which there are.
  }
  process.stderr.write(usage);
  return undefined;
}

function dryRun(file: ListFile, isJson: boolean): number {
  const read = readListFile(file);
  if (!read.ok) return refuse(file, read.problems);
  const figures = figuresOf(read.list);
  if (isJson) out(JSON.stringify(figures, null, 2));
  else {
    for (const [name, value] of Object.entries(figures)) out(`${name}: ${JSON.stringify(value)}`);
    out(`${file.fileName} could be imported; nothing was changed.`);
  }
  for (const warning of read.list.warnings) say(warningLine(warning));
  return 0;
}

async function importFile(file: ListFile): Promise<number> {
  const mode = process.env["MODE"] === "production" ? "production" : "sandbox";
  const keyServices = keyServicesOf(process.env, mode);
  if (keyServices === undefined) return 2;
  const db = openDatabase(process.env["DATABASE_URL"] || "sqlite:data/sandbox.db");
  try {
    await migrateToLatest(db);
    const deps = createServiceDeps(db, mode, keyServices);
    await deps.clock.refresh();
    const answer = await importProductList(deps, actor, file, deps.clock.now(), (step) => say(`${step} …`));
    if (answer.ok) {
      const { editionNumber, isNew, changes } = answer.value;
      out(
        isNew
          ? `${file.fileName} was imported as edition ${editionNumber}, with ${changes} changes.`
          : `${file.fileName} was imported before, as edition ${editionNumber}; nothing was changed.`,
      );
      return 0;
    }
    if ("refusal" in answer) throw new Error(answer.refusal.code);
    return refuse(file, answer.problems);
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
    say(error.message);
    return undefined;
  }
}

function refuse(file: ListFile, problems: readonly ListProblem[]): number {
  say(`${file.fileName} was refused; nothing of it was imported.`);
  for (const problem of problems) say(`line ${problem.line}: ${problem.code}: ${productListProblem(problem, t)}`);
  return 1;
}

function warningLine(warning: ListWarning): string {
  return `line ${warning.line}: ${warning.code}: ${productListWarning(warning, t)}`;
}

// Whoever reads the output may stop reading; what was imported is imported.
process.stdout.on("error", () => {});
process.exitCode = await main();
