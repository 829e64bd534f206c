import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { compose, isForPeople } from "#app/composition.server.ts";
import { readEnv } from "#app/http/env.server.ts";
import {
  findMasterKeyUse,
  type MasterKeyUse,
  rotateMasterKey,
  type RotationReport,
} from "#app/services/keys/rotate-master-key.server.ts";

const usage = `npm run keys:rotate [-- --status] [-- --json]

Wraps all software keys anew under the newest master key, while the portal runs.
First add the new master key to the file, as a line with the next version:

  node -e "console.log('2:' + require('node:crypto').randomBytes(32).toString('base64'))" >> FILE

A portal that reads a file (MASTER_KEYS_FILE) finds it there by itself; one that is
given its master keys in the environment has to be started again with both first.
Stopped at any point, the same command goes on where it was.

  --status  only say what refers to each master key
  --json    print the result as one JSON line
`;

/** What ends the command with a sentence instead of a stack. */
class UsageError extends Error {}

/** A breath between two batches, so that pages beside it hardly notice. */
const restMs = 20;
const isWatched = process.stderr.isTTY;

async function main(): Promise<void> {
  const { isStatus, isJson } = readArguments();
  const env = readEnv(process.env);
  const portal = await compose({ ...env, logLevel: "warn" }, { poolMax: 2 });
  try {
    const { deps } = portal;
    const at = portal.clock.now();
    const currentVersion = deps.keyVault.currentVersion();
    const report = isStatus
      ? { currentVersion, done: 0, failed: 0, total: 0, use: await findMasterKeyUse(deps, at) }
      : await rotateMasterKey(deps, at, { onProgress: showProgress, rest: () => wait(restMs) });
    if (isWatched && !isStatus) process.stderr.write("\n");
    process.stdout.write(`${isJson ? asJson(report) : asText(report, isStatus)}\n`);
    const isLeft = report.use.some(({ version, keys, secrets }) => version < currentVersion && keys + secrets > 0);
    if (!isStatus && isLeft) process.exitCode = 1;
  } finally {
    await portal.close();
  }
}

function showProgress({ done, failed, total }: { done: number; failed: number; total: number }): void {
  if (isWatched) process.stderr.write(`\r${done + failed} of ${total} `);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { status: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
    });
    return { isStatus: values.status, isJson: values.json };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function asJson(report: RotationReport): string {
  const use = report.use.map((entry) => ({ ...entry, linksEndAt: entry.linksEndAt?.toString() ?? null }));
  return JSON.stringify({ ...report, use });
}

function asText({ currentVersion, done, failed, total, use }: RotationReport, isStatus: boolean): string {
  const lines = [`Master key ${currentVersion} is the present one.`];
  if (!isStatus) lines.push(`${done} of ${total} wrapped anew.`);
  if (failed > 0) lines.push(`${failed} do not open: they were tampered with, or come from another portal.`);
  for (const entry of use) lines.push(lineOf(entry));
  const isOldFree = !use.some(({ version }) => version < currentVersion);
  if (isOldFree) lines.push("Nothing refers to an older master key; older ones can be taken away.");
  return lines.join("\n");
}

function lineOf({ version, keys, secrets, links, linksEndAt }: MasterKeyUse): string {
  const sealed = `Master key ${version}: software keys ${keys}, secrets of the portal ${secrets}`;
  const signed = linksEndAt === null ? "" : `, download links ${links} (the last ends ${linksEndAt.toString()})`;
  return `${sealed}${signed}.`;
}

await main().catch((error: unknown) => {
  if (!(error instanceof UsageError) && !isForPeople(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
