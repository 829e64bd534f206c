import { decideAccess } from "#app/domain/access/permissions.ts";
import type { ChainFault } from "#app/domain/activity/chain.ts";
import { dayOfIsoDay, isBefore, startOfUtcDay } from "#app/domain/calendar/utc-days.ts";
import { runSilentAfterMs } from "#app/domain/jobs/job-names.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  type ActivityCheck,
  type ChainCheck,
  findNewestCheck,
  listBrokenChains,
  listChainStates,
} from "#db/repositories/activity-checks.ts";
import { findNewestSeal } from "#db/repositories/activity-seals.ts";
import { encodeKey, type PageLinks, type PageParams, pageRequestOf, rowsPerPage } from "../cursor.ts";
import { type DayText, type Format, formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

export type ChainText = {
  /** The partner's id; empty for the portal's own. */
  readonly chain: string;
  readonly partnerName: string | null;
  /** Lines that it has now. */
  readonly lines: string;
  readonly lineCount: number;
  readonly check: ChainCheckText | null;
};

export type ChainCheckText = {
  readonly checkedAt: InstantText;
  readonly lines: string;
  readonly lineCount: number;
  readonly fault: (ChainFault & { readonly sequenceText: string | null }) | null;
  readonly sealedOn: DayText | null;
};

export type ActivityChainsView = {
  readonly check: {
    readonly status: ActivityCheck["status"];
    readonly startedAt: InstantText;
    readonly finishedAt: InstantText | null;
    readonly chains: string;
    readonly lines: string;
    readonly linesTotal: string;
    readonly broken: number;
    /** Whole percent of the lines. */
    readonly percent: number;
  } | null;
  readonly seal: {
    readonly sealedOn: string;
    readonly sealedAt: InstantText;
    readonly chains: string;
    readonly fileName: string;
  } | null;
  /** There is none of yesterday or today. */
  readonly isSealLate: boolean;
  readonly broken: readonly ChainText[];
  readonly chains: readonly ChainText[];
  readonly links: PageLinks;
};

const brokenShown = 20;

/** The state of the log's chains, for the operator: the last verification, the last seal, and each chain. */
export async function activityChainsView(
  context: ViewContext,
  params: PageParams,
): Promise<Result<ActivityChainsView, RefusalOf<"role-needed">>> {
  const access = decideAccess(context.actor, "verify-activity");
  if (!access.ok) return access;
  const { db, at } = context;
  const format = formatFor(context.reader);
  const cursor = pageRequestOf({ after: params.after ?? null }, ["string"]).cursor;
  const after = cursor === null ? null : String(cursor.key[0]);
  const check = await findNewestCheck(db);
  const seal = await findNewestSeal(db);
  const states = await listChainStates(db, { after, limit: rowsPerPage + 1 });
  const shown = states.slice(0, rowsPerPage);
  const last = shown.at(-1);
  const yesterday = startOfUtcDay(at.toZonedDateTimeISO("UTC").toPlainDate().subtract({ days: 1 }));
  return ok({
    check: check === undefined ? null : checkOf(check, context, format),
    seal:
      seal === undefined
        ? null
        : {
            sealedOn: format.day(seal.sealedOn).text,
            sealedAt: format.instant(seal.sealedAt),
            chains: format.number(seal.chains),
            fileName: seal.fileName,
          },
    isSealLate: seal === undefined ? shown.length > 0 : isBefore(seal.sealedAt, yesterday),
    broken: (await listBrokenChains(db, brokenShown)).map((found) => ({
      chain: found.chain,
      partnerName: found.partnerName,
      lines: format.number(found.lines),
      lineCount: found.lines,
      check: chainCheckOf(found, format),
    })),
    chains: shown.map(({ chain, partnerName, lines, check: found }) => ({
      chain,
      partnerName,
      lines: format.number(lines),
      lineCount: lines,
      check: found === null ? null : chainCheckOf(found, format),
    })),
    links: {
      previous: null,
      next: states.length > rowsPerPage && last !== undefined ? encodeKey([last.chain]) : null,
    },
  });
}

function checkOf(check: ActivityCheck, { at }: ViewContext, format: Format): ActivityChainsView["check"] {
  const { progress } = check;
  const isSilent = at.epochMilliseconds - check.lastProgressAt.epochMilliseconds > runSilentAfterMs;
  return {
    status: check.status === "running" && isSilent ? "interrupted" : check.status,
    startedAt: format.instant(check.startedAt),
    finishedAt: format.instantOrNull(check.finishedAt),
    chains: format.number(progress.chainsDone),
    lines: format.number(progress.linesDone),
    linesTotal: format.number(progress.linesTotal),
    broken: progress.broken,
    percent:
      progress.linesTotal === 0 ? 0 : Math.min(100, Math.floor((progress.linesDone / progress.linesTotal) * 100)),
  };
}

function chainCheckOf(check: ChainCheck, format: Format): ChainCheckText {
  const { fault } = check;
  return {
    checkedAt: format.instant(check.checkedAt),
    lines: format.number(check.lines),
    lineCount: check.lines,
    fault:
      fault === null
        ? null
        : { ...fault, sequenceText: fault.sequence === null ? null : format.number(fault.sequence) },
    sealedOn: check.sealedOn === null ? null : format.day(dayOfIsoDay(check.sealedOn)),
  };
}
