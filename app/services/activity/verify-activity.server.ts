import type { ChainHead } from "#app/domain/activity/chain.ts";
import { countChainedLines, listChains } from "#db/repositories/activity-chain.ts";
import { findSealedHead } from "#db/repositories/activity-seals.ts";
import type { ServiceDeps } from "../ports.ts";
import { type ChainReport, keyFinder, verifyChain } from "./verify-chain.server.ts";

/** How far a verification has come. */
export type VerificationProgress = {
  readonly chainsDone: number;
  readonly chainsTotal: number;
  readonly linesDone: number;
  readonly linesTotal: number;
  readonly broken: number;
};

export type VerificationOptions = {
  /** Heads of an exported seal that the chains have to go through, beside those that the database knows of. */
  readonly sealed?: readonly ChainHead[];
  readonly onChain?: (report: ChainReport & { readonly sealedOn: string | null }) => Promise<void> | void;
  readonly onProgress?: (progress: VerificationProgress) => Promise<void> | void;
  /** A breath after each stretch of lines, for the pages of the same process. */
  readonly rest?: () => Promise<void>;
  readonly signal?: AbortSignal;
};

const chainsPerRead = 200;

/**
 * Verifies every chain of the log, one after the other, and goes on after a broken one. Changes nothing. What it holds
 * at a time is a few hundred lines, however long the log is.
 */
export async function verifyActivity(
  deps: Pick<ServiceDeps, "db" | "activityKeys">,
  options: VerificationOptions = {},
): Promise<VerificationProgress> {
  const { db, activityKeys } = deps;
  const totals = await countChainedLines(db);
  const sealedByChain = new Map((options.sealed ?? []).map((head) => [head.chain, head]));
  const keyOf = keyFinder(db, activityKeys);
  const progress = { chainsDone: 0, chainsTotal: 0, linesDone: 0, linesTotal: totals.lines, broken: 0 };
  const onLines = async (lines: number) => {
    progress.linesDone += lines;
    await options.onProgress?.({ ...progress });
    await options.rest?.();
  };
  for await (const chain of chainsOf(deps, [...sealedByChain.keys()])) {
    if (options.signal?.aborted === true) break;
    const known = await findSealedHead(db, chain);
    const given = sealedByChain.get(chain);
    const sealed = [known, given].filter((head) => head !== undefined);
    const linesBefore = progress.linesDone;
    const report = await verifyChain(db, keyOf, chain, { sealed, onLines });
    progress.linesDone = linesBefore + report.lines;
    progress.chainsDone += 1;
    progress.chainsTotal = Math.max(totals.chains, progress.chainsDone);
    if (report.fault !== null) progress.broken += 1;
    await options.onChain?.({ ...report, sealedOn: known?.sealedOn ?? null });
    await options.onProgress?.({ ...progress });
  }
  return { ...progress };
}

/** All chains by name, and those that only a seal knows of. */
async function* chainsOf({ db }: Pick<ServiceDeps, "db">, sealed: readonly string[]): AsyncGenerator<string> {
  const left = new Set(sealed);
  let after: string | null = null;
  for (;;) {
    const chains: string[] = await listChains(db, { after, limit: chainsPerRead });
    for (const chain of chains) {
      left.delete(chain);
      yield chain;
    }
    after = chains.at(-1) ?? null;
    if (chains.length < chainsPerRead || after === null) break;
  }
  yield* left;
}
