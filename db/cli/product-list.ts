import { parseArgs } from "node:util";
import { labelOf } from "#app/domain/licensing/product-list/compare-editions.ts";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { findEdition, getEditionFacts, listLines } from "#db/repositories/product-list-editions.ts";
import { findGroup, listGroups, listRows } from "#db/repositories/product-list-groups.ts";

/**
 * `npm run product-list -- [--json] [--edition N] GROUP`: what was read of a group or a rule, with its source lines,
 * for checking by hand. Without a group it lists all of them.
 */

const usage = `Usage: npm run product-list -- [--json] [--edition N] [GROUP or RULE]

Shows what was read of a product group (by key, name or first line) or of a rule (R1 to R42), with source lines.

DATABASE_URL names the database (default: sqlite:data/sandbox.db).
`;

const out = (line: string) => process.stdout.write(`${line}\n`);

type Request = { readonly wanted: string | undefined; readonly isJson: boolean; readonly edition: number | null };

function readArguments(): Request | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: "boolean", default: false }, edition: { type: "string" } },
      allowPositionals: true,
    });
    const edition = values.edition === undefined ? null : Number(values.edition);
    if (positionals.length <= 1 && (edition === null || Number.isSafeInteger(edition)))
      return { wanted: positionals[0], isJson: values.json, edition };
  } catch {
    // An unknown option; the usage says which there are.
  }
  process.stderr.write(usage);
  return undefined;
}

async function main(): Promise<number> {
  const request = readArguments();
  if (request === undefined) return 2;
  const db = openDatabase(process.env["DATABASE_URL"] || "sqlite:data/sandbox.db");
  try {
    await migrateToLatest(db);
    const edition = await findEdition(db, request.edition);
    if (edition === undefined) {
      process.stderr.write("There is no such edition of the product list.\n");
      return 1;
    }
    const groups = await listGroups(db, edition.id);
    if (request.wanted === undefined) {
      for (const { key, line, name, nameSource } of groups) out(`${key}  line ${line}  ${name ?? "?"} (${nameSource})`);
      return 0;
    }
    const found = /^R\d/.test(request.wanted)
      ? await ruleOf(db, edition.id, request.wanted)
      : await groupOf(db, edition.id, request.wanted);
    if (found === undefined) {
      process.stderr.write(`There is no group or rule ${request.wanted}; without one, all groups are listed.\n`);
      return 1;
    }
    out(JSON.stringify({ edition: edition.number, ...found }, null, request.isJson ? 0 : 2));
    return 0;
  } finally {
    await db.destroy();
  }
}

type Db = ReturnType<typeof openDatabase>;

async function groupOf(db: Db, editionId: string, wanted: string): Promise<object | undefined> {
  const all = await listGroups(db, editionId);
  const key = all.find(
    (group) =>
      group.key === wanted || group.name?.toLowerCase() === wanted.toLowerCase() || String(group.line) === wanted,
  )?.key;
  const group = key === undefined ? undefined : await findGroup(db, editionId, key);
  if (group === undefined) return undefined;
  const rows = (await listRows(db, editionId)).filter(({ groupKey }) => groupKey === group.key);
  return { group, rows: rows.map(({ row, line, lineEnd }) => ({ line, lineEnd, label: labelOf(row), ...row })) };
}

/** The rule with its line, and those of its parts: R22 has R22-open beside it. */
async function ruleOf(db: Db, editionId: string, wanted: string): Promise<object | undefined> {
  const { rules } = await getEditionFacts(db, editionId);
  const found = rules.filter(({ id }) => id === wanted || id.startsWith(`${wanted}-`));
  if (found.length === 0) return undefined;
  const texts = await Promise.all(
    found.map(async ({ id, line }) => ({
      id,
      line,
      text: line === null ? null : ((await listLines(db, editionId, line, line))[0]?.text ?? null),
    })),
  );
  return { rules: texts };
}

process.stdout.on("error", () => {});
process.exitCode = await main();
