import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { compose, isForPeople } from "#app/composition.server.ts";
import type { ChainFault } from "#app/domain/activity/chain.ts";
import { readEnv } from "#app/http/env.server.ts";
import { readSeal, type Seal } from "#app/services/activity/seal-text.server.ts";
import { verifyActivity, type VerificationProgress } from "#app/services/activity/verify-activity.server.ts";
import { type ChainReport, keyFinder } from "#app/services/activity/verify-chain.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";

const usage = `npm run activity:verify [-- --seal FILE] [-- --json]

Reads every chain of the activity log and names the first broken line of each: its
partner, place and id, and whether it was edited, moved, put in, taken out or cut off.
Changes nothing. Ends with 0 where all chains are intact, 1 where one is broken, 2 where
it could not be asked.

  --seal FILE  an exported seal (activity-seal-YYYY-MM-DD.json); with it a chain whose
               end was cut off is found even where the database shows nothing of it
  --json       print one JSON line per chain, and one for all
`;

/** What ends the command with a sentence instead of a stack. */
class UsageError extends Error {}

const isWatched = process.stderr.isTTY;
const out = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { seal: file, isJson } = readArguments();
  const env = readEnv(process.env);
  const portal = await compose({ ...env, logLevel: "warn" }, { poolMax: 2 });
  try {
    const seal = file === undefined ? undefined : await sealOf(portal.deps, file);
    const report = await verifyActivity(portal.deps, {
      sealed: seal?.heads ?? [],
      onChain: (chain) => showChain(chain, isJson),
      onProgress: showProgress,
    });
    if (isWatched) process.stderr.write("\r\u001b[K");
    showAll(report, seal, isJson);
    if (report.broken > 0) process.exitCode = 1;
  } finally {
    await portal.close();
  }
}

async function sealOf(deps: ServiceDeps, file: string): Promise<Seal> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`${file} cannot be read`);
  });
  const seal = await readSeal(text, keyFinder(deps.db, deps.activityKeys));
  if ("problem" in seal) throw new UsageError(`${file} ${seal.problem}`);
  return seal;
}

function showChain({ chain, lines, fault }: ChainReport, isJson: boolean): void {
  if (isJson) return void out(JSON.stringify({ chain, lines, fault }));
  if (fault === null) return;
  if (isWatched) process.stderr.write("\r\u001b[K");
  out(`${chain === "" ? "The portal's own chain" : `The chain of partner ${chain}`} is broken: ${wordsOf(fault)}.`);
}

function wordsOf({ code, sequence, lineId }: ChainFault): string {
  const place = sequence === null ? "among the lines from before there was a chain" : `at place ${sequence}`;
  const line = lineId === null ? "" : `, line ${lineId}`;
  switch (code) {
    case "edited":
      return `a line was edited ${place}${line}`;
    case "missing":
      return `a line is missing ${place}`;
    case "reordered":
      return `a line stands where another one belongs, ${place}${line}`;
    case "inserted":
      return `a line was put in ${place}${line}`;
    case "cut-off":
      return `the end was cut off ${place}${line}`;
    case "head-changed":
      return `the note of where it ends was changed; it shows ${place}${line}`;
    case "key-missing":
      return `its key is not there or does not open, so that nothing can be said ${place}${line}`;
  }
}

function showProgress({ linesDone, linesTotal }: VerificationProgress): void {
  if (isWatched) process.stderr.write(`\r${linesDone} of ${linesTotal} lines `);
}

function showAll(report: VerificationProgress, seal: Seal | undefined, isJson: boolean): void {
  const sealedOn = seal?.sealedOn ?? null;
  if (isJson) return void out(JSON.stringify({ ...report, sealedOn }));
  const { chainsDone, linesDone, broken } = report;
  const against = sealedOn === null ? "" : `, held against the seal of ${sealedOn}`;
  out(
    `${chainsDone} chains with ${linesDone} lines read${against}: ${broken === 0 ? "all intact" : `${broken} broken`}.`,
  );
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { seal: { type: "string" }, json: { type: "boolean", default: false } },
    });
    return { seal: values.seal, isJson: values.json };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

await main().catch((error: unknown) => {
  if (!(error instanceof UsageError) && !isForPeople(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
